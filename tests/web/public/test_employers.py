"""Anybody reads of a verified employer and what it offers now, and nothing about persons."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations.employers import pause_employer
from tests.builders import a_coordinator, an_employer, an_offer
from tests.builders.time import NOW


def test_an_employer_is_shown_with_what_is_open(client: FlaskClient, session: Session) -> None:
    employer = an_employer(
        session,
        name="Öns varv",
        description="Vi bygger <båtar>.",
        contact_name="Kim Unik",
        contact_email="unik@example.org",
    )
    offer = an_offer(session, employer=employer, title="Sommar på kajen", mentor_name="Mia Mentor")
    an_offer(session, employer=employer, title="Bara ett utkast", published=False)
    an_offer(session, title="Någon annans")
    session.commit()
    page = client.get(f"/employers/{employer.id}").text
    assert "<p>Vi bygger &lt;båtar&gt;.</p>" in page
    assert f"/offers/{offer.id}" in page
    for word in ("Bara ett utkast", "Någon annans", "Kim Unik", "unik@example.org", "Mia Mentor"):
        assert word not in page
    assert employer.organisation_number not in page
    assert f"/employers/{employer.id}" in client.get(f"/offers/{offer.id}").text


def test_an_employer_without_offers_says_what_will_be_here(
    client: FlaskClient, session: Session
) -> None:
    employer = an_employer(session)
    session.commit()
    assert "kp-empty" in client.get(f"/employers/{employer.id}").text


def test_who_is_paused_or_not_verified_is_not_there(client: FlaskClient, session: Session) -> None:
    paused, new = an_employer(session), an_employer(session, verified=False)
    pause_employer(session, paused, by=a_coordinator(session), at=NOW)
    session.commit()
    for employer_id in (paused.id, new.id, 10**6):
        assert client.get(f"/employers/{employer_id}").status_code == 404
