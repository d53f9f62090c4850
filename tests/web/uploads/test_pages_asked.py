"""Rows that may be somebody who is registered: joined only after asking."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.employers import Employer
from models.offers import Offer
from models.operations.students import register_student
from models.people import Student
from models.words import Level
from tests.builders import NOW, a_coordinator, a_student, an_employer
from tests.web.browsing import form_of, forms_of, send
from tests.web.databases import on_both
from tests.web.uploads.test_pages import (
    STUDENTS,
    as_csv,
    hand_in,
    import_form,
    page_of,
    students,
)

pytestmark = [pytest.mark.usefixtures("coordinator"), on_both]


def a_phoned_student(session: Session, email: str, name: str) -> Student:
    """Make a student without an account, whom the working group registered."""
    return register_student(session, email=email, name=name, by=a_coordinator(session), at=NOW)


def test_the_same_address_is_joined_only_after_asking(
    client: FlaskClient, session: Session
) -> None:
    known = a_phoned_student(session, "asa@example.org", "Åsa Öberg")
    known.programme = "Journalistik"
    session.commit()
    answer = hand_in(client, as_csv(STUDENTS))
    page = page_of(client, answer)
    assert "E-postadressen är registrerad" in page
    assert not [form for form in forms_of(page) if form.action.endswith("/import")]
    # An answer that is none is not taken.
    send(client, form_of(page, "/answers"), **{"row-2": "new"})
    page = client.get(answer.location).text
    assert "Allt kan importeras" not in page
    send(client, form_of(page, "/answers"), **{"row-2": f"same:{known.id}"})
    send(client, import_form(client.get(answer.location).text))
    found = students(session)
    assert len(found) == 2
    # What the file does not tell stays as it was.
    assert found["asa@example.org"].programme == "Journalistik"
    assert (found["asa@example.org"].id, found["asa@example.org"].level) == (
        known.id,
        Level.BACHELOR,
    )


def test_a_close_name_is_asked_about_and_may_be_another(
    client: FlaskClient, session: Session
) -> None:
    a_phoned_student(session, "other@example.org", "Öberg, Åsa")
    session.commit()
    answer = hand_in(client, as_csv(STUDENTS))
    page = page_of(client, answer)
    assert "other@example.org" in page
    send(client, form_of(page, "/answers"), **{"row-2": "new"})
    send(client, import_form(client.get(answer.location).text))
    assert len(students(session)) == 3


def test_one_with_an_account_stays_as_it_is_and_a_protected_one_is_not_shown(
    client: FlaskClient, session: Session
) -> None:
    a_student(session, email="asa@example.org", name="Den Egna")
    hidden = a_phoned_student(session, "bjorn@example.org", "Hemlig Person")
    hidden.is_protected = True
    session.commit()
    page = page_of(client, hand_in(client, as_csv(STUDENTS)))
    assert "Allt kan importeras" in page
    assert "Hemlig" not in page
    send(client, import_form(page))
    found = students(session)
    assert found["asa@example.org"].name == "Den Egna"
    assert (found["bjorn@example.org"].name, found["bjorn@example.org"].is_protected) == (
        "Hemlig Person",
        True,
    )


def test_an_employer_is_found_by_a_close_name_when_the_file_has_no_number(
    client: FlaskClient, session: Session
) -> None:
    employer = an_employer(session, name="Kajmagasinet AB")
    session.commit()
    rows = [
        ("Arbetsgivare", "Kontakt", "Telefon", "Sort", "Titel"),
        ("Kaj-magasinet", "Eva Ek", "070-123 45 67", "mentor", "Mentor för en journalist"),
    ]
    answer = hand_in(client, as_csv(rows), "offers")
    page = page_of(client, answer)
    assert "Kajmagasinet AB" in page
    send(client, form_of(page, "/answers"), **{"employer-2": f"same:{employer.id}"})
    page = client.get(answer.location).text
    send(client, form_of(page, "/columns"))
    page = client.get(answer.location).text
    send(client, import_form(page))
    session.rollback()
    [offer] = session.scalars(select(Offer))
    assert offer.employer_id == employer.id


def test_employers_of_a_file_are_registered_and_known_ones_filled_in(
    client: FlaskClient, session: Session
) -> None:
    employer = an_employer(session, name="Kajen AB", organisation_number="556036-0793")
    session.commit()
    rows = [
        ("Företag", "Orgnr", "Kontaktperson", "Telefon"),
        ("Kajen AB", "556036-0793", "Nya Namnet", "0611-123 45"),
        ("Norra berget", "212000-2411", "Eva Ek", "0611-543 21"),
    ]
    answer = hand_in(client, as_csv(rows), "employers")
    page = page_of(client, answer)
    send(client, form_of(page, "/answers"), all="same")
    send(client, import_form(client.get(answer.location).text))
    session.rollback()
    session.expire_all()
    assert "Nya Namnet" in [contact.name for contact in employer.contacts]
    assert len(session.scalars(select(Employer)).all()) == 2
