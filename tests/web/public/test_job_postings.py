"""A paid place is a job that search engines can read; nothing else is, and no person is in it."""

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.offers import Offer
from models.words import Fact, Kind, Pay, Remote
from tests.builders import an_employer, an_offer

SCRIPT = re.compile(
    r'<script type="application/ld\+json" nonce="([^"]+)">(.*?)</script>', re.DOTALL
)


def posting_of(client: FlaskClient, session: Session, offer: Offer) -> dict[str, Any] | None:
    """Give what an offer's page tells search engines, checked against the page's policy."""
    session.commit()
    answer = client.get(f"/offers/{offer.id}")
    found = SCRIPT.search(answer.text)
    if found is None:
        return None
    assert f"'nonce-{found[1]}'" in answer.headers["Content-Security-Policy"]
    told: dict[str, Any] = json.loads(found[2])
    return told


def test_a_paid_internship_is_a_job(client: FlaskClient, session: Session) -> None:
    employer = an_employer(session, name="Öns varv", website="https://varvet.example")
    offer = an_offer(
        session,
        employer=employer,
        pay_sek_per_month=25_500,
        places=2,
        hours_per_week=37.5,
        facts=frozenset({Fact.STEP_FREE, Fact.QUIET_ROOM}),
    )
    told = posting_of(client, session, offer)
    assert told is not None
    assert (told["@type"], told["title"]) == ("JobPosting", "Sommar på varvet")
    assert told["description"] == "<p>Du mäter båtar.</p>"
    assert told["url"].endswith(f"/offers/{offer.id}")
    assert told["datePosted"] == "2027-03-01"
    assert (told["jobStartDate"], told["validThrough"]) == ("2027-06-07", "2027-08-13")
    assert told["employmentType"] == ["TEMPORARY", "INTERN"]
    assert told["totalJobOpenings"] == 2
    assert told["hiringOrganization"]["name"] == employer.shown_name
    assert told["hiringOrganization"]["sameAs"] == "https://varvet.example"
    assert told["jobLocation"]["address"]["addressLocality"] == "Härnösand"
    assert told["baseSalary"]["value"]["value"] == 25_500
    assert "jobLocationType" not in told
    assert told["workHours"] == "37,5 timmar i veckan"
    assert told["jobBenefits"] == ("Tyst rum att arbeta eller vila i, Trappfritt hela vägen in")
    assert (
        "Trappfritt hela vägen in" in client.get(f"/offers/{offer.id}").text.partition("<main")[2]
    )


@pytest.mark.parametrize(("hours", "type_"), [(40, "FULL_TIME"), (20, "PART_TIME")])
def test_a_traineeship_says_how_much_of_a_week_it_is(
    client: FlaskClient, session: Session, hours: int, type_: str
) -> None:
    offer = an_offer(session, kind=Kind.TRAINEESHIP, hours_per_week=hours, remote=Remote.REMOTE)
    told = posting_of(client, session, offer)
    assert told is not None
    assert told["employmentType"] == [type_]
    assert told["jobLocationType"] == "TELECOMMUTE"
    assert "baseSalary" not in told


@pytest.mark.parametrize(
    "words",
    [
        {"kind": Kind.THESIS, "credits": 30},
        {"kind": Kind.MENTORSHIP},
        {"pay": Pay.UNPAID},
        {"pay": Pay.STIPEND},
    ],
)
def test_what_is_not_paid_work_is_no_job(
    client: FlaskClient, session: Session, words: dict[str, Any]
) -> None:
    assert posting_of(client, session, an_offer(session, **words)) is None


def test_what_an_employer_writes_cannot_end_the_script(
    client: FlaskClient, session: Session
) -> None:
    evil = "</script><script>alert(1)</script>"
    offer = an_offer(session, title=evil, text=evil)
    told = posting_of(client, session, offer)
    assert told is not None
    assert told["title"] == evil
    assert "<script>" not in told["description"]
    assert evil not in client.get(f"/offers/{offer.id}").text


def test_no_person_is_told_to_search_engines(client: FlaskClient, session: Session) -> None:
    employer = an_employer(session, contact_name="Kim Unik", contact_email="unik@example.org")
    told = posting_of(
        client, session, an_offer(session, employer=employer, mentor_name="Mia Mentor")
    )
    text = json.dumps(told)
    for word in ("Kim Unik", "unik@example.org", "Mia Mentor", employer.organisation_number):
        assert word not in text
