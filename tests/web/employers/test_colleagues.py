"""An employer's people on one page: invited, joined, removed; and nobody else's."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.employers import Employer
from models.invitations import Invitation
from models.notices import Letter
from models.people import Account
from models.queries.invitations import list_open_invitations
from models.words import Role
from tests.builders import a_colleague, an_account, an_employer, an_invitation
from tests.web.anew import look_anew
from tests.web.browsing import Form, form_of, send, sign_in_as

PAGE = "/employer/colleagues"
SignIn = Callable[[Account], None]


def test_a_colleague_is_invited_and_the_invitation_taken_back(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    form = form_of(client.get(PAGE), PAGE)
    assert send(client, form, email="no address").status_code == 422
    form = form_of(client.get(PAGE), PAGE)
    answers = [send(client, form, email="Bo@example.org", language="sv") for _time in range(2)]
    assert [each.location for each in answers] == [PAGE, PAGE]
    look_anew(session)
    [invitation] = list_open_invitations(session, employer.id)
    assert (invitation.email, invitation.language) == ("bo@example.org", "sv")
    assert len(session.scalars(select(Letter).where(Letter.invitation_id.is_not(None))).all()) == 1
    page = client.get(PAGE)
    assert "bo@example.org" in page.text
    form = form_of(page, f"/invitations/{invitation.id}/revoke")
    for _time in range(2):
        send(client, form)
    look_anew(session)
    assert list_open_invitations(session, employer.id) == []
    assert "bo@example.org" not in client.get(PAGE).text


def test_the_answer_does_not_tell_whether_an_address_has_an_account(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    known = an_account(session, Role.STUDENT)
    session.commit()
    said = []
    for email in (known.email, "nobody@example.org"):
        send(client, form_of(client.get(PAGE), PAGE), email=email)
        page = client.get(PAGE).text.partition("<main")[2].replace(email, "…")
        said.append("A letter is on its way" in page)
    assert said == [True, True]
    assert len(list_open_invitations(session, employer.id)) == 2


def test_whoever_is_removed_is_out_at_the_next_request(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    other = a_colleague(session, employer, name="Bo Ek")
    session.commit()
    theirs = client.application.test_client()
    sign_in_as(theirs, other)
    assert theirs.get(PAGE).status_code == 200
    [contact] = [each for each in employer.contacts if each.account_id == other.id]
    form = form_of(client.get(PAGE), f"/colleagues/{contact.id}/remove")
    assert send(client, form).location == PAGE
    assert theirs.get(PAGE).location.startswith("/login")
    assert "Bo Ek" not in client.get(PAGE).text
    # Again, from a page that was open.
    assert send(client, form, form_key="another").status_code == 404


def test_the_last_one_cannot_be_removed(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    [contact] = employer.contacts
    page = client.get(PAGE)
    assert "/remove" not in page.text
    token = form_of(page, PAGE).values["csrf_token"]
    form = Form(f"{PAGE}/{contact.id}/remove", "post", {"csrf_token": token})
    assert send(client, form).status_code == 409


def test_another_employers_people_are_nobody_s_to_remove_or_take_back(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    other = an_employer(session)
    a_colleague(session, other)
    contact, invitation = other.contacts[0], an_invitation(session)
    session.commit()
    token = form_of(client.get(PAGE), PAGE).values["csrf_token"]
    for action in (f"{PAGE}/{contact.id}/remove", f"{PAGE}/invitations/{invitation.id}/revoke"):
        assert send(client, Form(action, "post", {"csrf_token": token})).status_code == 404
    look_anew(session)
    assert contact.left_at is None
    assert invitation.revoked_at is None


def test_an_employer_that_waits_to_be_verified_invites_nobody(
    session: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    account = an_account(session, Role.EMPLOYER)
    an_employer(session, verified=False, account=account, contact_email=account.email)
    sign_in(account)
    page = client.get(PAGE)
    assert 'name="email"' not in page.text
    token = form_of(page, "/language").values["csrf_token"]
    told = {"csrf_token": token, "email": "bo@example.org", "language": "sv"}
    assert send(client, Form(PAGE, "post", told)).status_code == 409
    assert session.scalars(select(Invitation)).all() == []
