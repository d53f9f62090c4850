"""Verified employers read who lets them, without names, and tell the working group."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.employers import Employer
from models.operations.employers import pause_employer
from models.operations.profiles import set_visibility
from models.operations.students import leave, protect
from models.people import Account, Student
from models.queries.enquiries import TO_SETTLE
from models.words import Kind, Role, Visibility
from tests.builders import NOW, a_coordinator, a_student, an_account, an_offer, as_student
from tests.web.browsing import Form, form_of, send, sign_in_as
from tests.web.databases import on_both

pytestmark = on_both

LIST = "/employer/students"


def listed(session: Session, visibility: Visibility = Visibility.ALL, **told: object) -> Student:
    student = a_student(session, name="Ebba Kvastlund", phone="070-111 11 11", **told)
    set_visibility(session, student, visibility, by=as_student(student), at=NOW)
    session.commit()
    return student


def test_the_list_shows_studies_and_never_who_it_is(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    student = listed(session, text="Jag gillar kajer.")
    for page in (LIST, f"{LIST}/{student.id}"):
        text = client.get(page).text
        assert "Systemvetenskap" in text
        for part in ("Kvastlund", student.email, "070-111"):
            assert part not in text
    assert "Jag gillar kajer." in client.get(f"{LIST}/{student.id}").text


def test_the_list_is_chosen_from_by_kind_and_studies(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    student = listed(session, kinds=(Kind.THESIS,))
    link = f'href="{LIST}/{student.id}"'
    assert link in client.get(f"{LIST}?kind=thesis&programme=Systemvetenskap").text
    for asked in ("kind=internship", "programme=Turism"):
        assert link not in client.get(f"{LIST}?{asked}").text
    assert link in client.get(f"{LIST}?kind=boat&page=99").text


def test_who_does_not_show_it_any_more_is_gone_at_the_next_request(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    by = a_coordinator(session)
    careful, gone, hidden = (listed(session) for _each in range(3))
    assert client.get(LIST).text.count(f'href="{LIST}/') >= 3
    set_visibility(session, careful, Visibility.OFFERED, by=as_student(careful), at=NOW)
    leave(session, gone, by=as_student(gone), at=NOW)
    protect(session, hidden, True, by=by, at=NOW)
    session.commit()
    for student in (careful, gone, hidden):
        assert client.get(f"{LIST}/{student.id}").status_code == 404
        assert f'href="{LIST}/{student.id}"' not in client.get(LIST).text


def test_only_a_verified_employer_opens_it(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    student = listed(session)
    pause_employer(session, employer, by=a_coordinator(session), at=NOW)
    session.commit()
    for page in (LIST, f"{LIST}/{student.id}"):
        assert client.get(page).status_code == 404
    sign_in_as(client, student.account or Account())
    assert client.get(LIST).status_code == 404


def test_interest_is_told_once_and_waits_for_a_coordinator(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    student, offer = listed(session), an_offer(session, employer=employer)
    other = an_offer(session)
    session.commit()
    page, action = f"{LIST}/{student.id}", f"{LIST}/{student.id}/enquire"
    form = form_of(client.get(page), action)
    assert send(client, form, offer=str(other.id), form_key="other").status_code == 422
    assert [send(client, form, offer=str(offer.id)).location for _twice in range(2)] == [page] * 2
    session.rollback()
    [enquiry] = session.scalars(TO_SETTLE.query).all()
    assert (enquiry.employer_id, enquiry.offer_id) == (employer.id, offer.id)
    assert action not in client.get(page).text
    coordinator = an_account(session, Role.COORDINATOR, tf_primary_method="authenticator")
    session.commit()
    sign_in_as(client, coordinator)
    assert "Varvet" in client.get("/coordinator").text
    page = f"/coordinator/students/{student.id}"
    settle = form_of(client.get(page), f"/enquiries/{enquiry.id}/settle")
    assert send(client, settle).location == page
    session.rollback()
    assert session.scalars(TO_SETTLE.query).all() == []


def test_nobody_asks_about_who_is_not_listed(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    student = listed(session, Visibility.OFFERED)
    token = form_of(client.get("/"), "/language").values["csrf_token"]
    form = Form(f"{LIST}/{student.id}/enquire", "post", {"csrf_token": token, "form_key": "k"})
    assert send(client, form).status_code == 404
