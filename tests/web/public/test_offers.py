"""Anybody reads what is published, and nothing about persons."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations.employers import pause_employer
from models.words import Kind, Language
from tests.builders import a_coordinator, an_employer, an_offer
from tests.builders.time import NOW
from tests.web.databases import on_both

pytestmark = on_both


def test_published_offers_are_listed_and_shown(client: FlaskClient, session: Session) -> None:
    offer = an_offer(session, title="Sommar på varvet", text="Du mäter båtar.\n\nOch <räknar>.")
    session.commit()
    assert "Sommar på varvet" in client.get("/offers").text
    page = client.get(f"/offers/{offer.id}").text
    assert "<p>Du mäter båtar.</p><p>Och &lt;räknar&gt;.</p>" in page


def test_nothing_about_persons_is_shown(client: FlaskClient, session: Session) -> None:
    employer = an_employer(session, contact_name="Kim Unik", contact_email="unik@example.org")
    offer = an_offer(session, employer=employer, mentor_name="Mia Mentor")
    session.commit()
    for page in (client.get("/offers").text, client.get(f"/offers/{offer.id}").text):
        for word in ("Kim Unik", "unik@example.org", "Mia Mentor", employer.organisation_number):
            assert word not in page


def test_what_is_not_published_is_not_there(client: FlaskClient, session: Session) -> None:
    draft = an_offer(session, published=False, title="Bara ett utkast")
    paused = an_offer(session, title="Pausad arbetsgivare")
    pause_employer(session, paused.employer, by=a_coordinator(session), at=NOW)
    session.commit()
    page = client.get("/offers").text
    assert "Bara ett utkast" not in page
    assert "Pausad arbetsgivare" not in page
    for offer in (draft, paused):
        assert client.get(f"/offers/{offer.id}").status_code == 404


def test_what_is_over_is_listed_no_more(client: FlaskClient, session: Session) -> None:
    over = an_offer(session, title="Det som var", starts_on=date(2026, 6, 1))
    an_offer(session, title="Det som kommer")
    over.ends_on = date(2026, 8, 1)
    session.commit()
    listed = client.get("/offers").text
    assert "Det som kommer" in listed
    assert "Det som var" not in listed
    of_employer = client.get(f"/employers/{over.employer_id}").text
    assert "Det som var" not in of_employer
    # An address that somebody kept still leads there.
    assert client.get(f"/offers/{over.id}").status_code == 200


def test_the_address_holds_the_filter(client: FlaskClient, session: Session) -> None:
    an_offer(session, title="Ett i Härnösand", place="2280")
    an_offer(session, title="Ett i Sundsvall", place="2281", kind=Kind.MENTORSHIP)
    session.commit()
    in_sundsvall = client.get("/offers?place=2281").text
    assert "Ett i Sundsvall" in in_sundsvall
    assert "Ett i Härnösand" not in in_sundsvall
    assert "Ett i Härnösand" not in client.get("/offers?kind=mentorship").text
    assert "Ett i Härnösand" in client.get("/offers?words=HÄRNÖ").text


@pytest.mark.parametrize(
    "address",
    ["/offers?kind=nonsense", "/offers?page=-3", "/offers?page=x", "/offers?page=99999999999999",
     "/offers?place=<b>", "/offers?words=%25_%5C", "/offers?kind=thesis&kind=thesis"],
)  # fmt: skip
def test_an_odd_filter_is_no_failure(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 200


def test_an_empty_choice_says_what_to_do(client: FlaskClient, session: Session) -> None:
    assert "Inga erbjudanden än" in client.get("/offers").text
    assert "Inget erbjudande passar urvalet" in client.get("/offers?kind=thesis").text


def test_a_long_list_has_pages_that_keep_the_filter(client: FlaskClient, session: Session) -> None:
    employer = an_employer(session)
    for number in range(21):
        an_offer(session, employer=employer, title=f"Nummer {number:02d}")
    session.commit()
    first = client.get("/offers?kind=internship").text
    assert "Sida 1 av 2" in first
    assert 'href="/offers?kind=internship&amp;page=2"' in first
    assert "Nummer 20" in client.get("/offers?kind=internship&page=2").text


def test_a_title_in_another_language_says_so(client: FlaskClient, session: Session) -> None:
    an_offer(session, title="Reading sensor data", language=Language.ENGLISH)
    session.commit()
    assert 'lang="en">Reading sensor data' in client.get("/offers").text


@pytest.mark.parametrize("address", ["/offers?words=%00", "/offers?%00=1", "/offers/%00"])
def test_what_no_database_can_hold_is_refused(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code in {400, 404}


def test_a_number_that_no_offer_can_have_is_no_page(client: FlaskClient) -> None:
    assert client.get(f"/offers/{10**30}").status_code == 404
