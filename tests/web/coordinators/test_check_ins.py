"""The working group writes down how placements go, reads it, and notes what was done about it."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.matches import Match
from models.operations.check_ins import tell_how_it_goes
from models.people import Account
from models.queries.check_ins import find_check_in
from models.words import Going, Side
from tests.builders import NOW, a_placed_match, as_student
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send


@pytest.fixture
def placed(session: Session, coordinator: Account) -> Match:
    """Give a placement, whose student reports that it goes badly; a coordinator is signed in."""
    match = a_placed_match(session)
    by = as_student(match.student)
    tell_how_it_goes(session, match, Side.STUDENT, Going.BADLY, by=by, at=NOW, words="Ensamt")
    session.commit()
    assert coordinator.active
    return match


def page_of(match: Match, what: str = "") -> str:
    return f"/coordinator/matches/{match.id}{what}"


def test_what_the_employer_says_on_the_phone_is_written_down_with_both_names(
    session: Session, client: FlaskClient, placed: Match, coordinator: Account
) -> None:
    address = page_of(placed, "/check-in/employer")
    assert address in client.get(page_of(placed)).text
    form = form_of(client.get(address), address)
    assert send(client, form, going="", words="Bra").status_code == 422
    form = form_of(client.get(address), address)
    assert send(client, form, going="well", words="Duktig").location == page_of(placed)
    look_anew(session)
    told = find_check_in(session, placed.id, Side.EMPLOYER)
    assert told is not None
    assert (told.going, told.words, told.by_id) == (Going.WELL, "Duktig", coordinator.id)
    page = client.get(page_of(placed)).text
    assert "Duktig" in page
    assert address not in page
    assert client.get(address).status_code == 200


def test_what_is_bad_leaves_the_work_list_when_it_is_looked_after(
    session: Session, client: FlaskClient, placed: Match
) -> None:
    assert page_of(placed) in client.get("/coordinator").text
    page = client.get(page_of(placed))
    assert "Ensamt" in page.text
    form = form_of(page, "/looked-after")
    for _time in range(2):
        assert send(client, form).location == page_of(placed)
    assert page_of(placed) not in client.get("/coordinator").text
    look_anew(session)
    told = find_check_in(session, placed.id, Side.STUDENT)
    assert told is not None
    assert told.looked_after_at is not None


def test_somebody_who_works_there_reads_nothing_of_it(
    session: Session, client: FlaskClient, placed: Match, coordinator: Account
) -> None:
    form = form_of(client.get(page_of(placed)), "/looked-after")
    coordinator.works_for_id = placed.offer.employer_id
    session.commit()
    page = client.get(page_of(placed)).text
    assert "Ensamt" not in page
    assert "looked-after" not in page
    assert send(client, form).status_code == 409


def test_there_is_no_such_check_in(client: FlaskClient, placed: Match) -> None:
    form = form_of(client.get(page_of(placed)), "/looked-after")
    form.action = "/coordinator/check-ins/999999/looked-after"
    assert send(client, form).status_code == 404
