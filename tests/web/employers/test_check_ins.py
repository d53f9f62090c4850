"""An employer tells on its own pages how a placement goes."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.employers import Employer
from models.matches import Match
from models.people import Account
from models.queries.check_ins import find_check_in
from models.words import Going, Role, Side
from tests.builders import NOW, a_placed_match, an_account, an_employer, an_offer
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send


@pytest.fixture
def placed(session: Session, employer: Employer) -> Match:
    """Give a placement at the employer, which was asked how it goes."""
    match = a_placed_match(session, offer=an_offer(session, employer=employer))
    match.check_in_asked_at = NOW
    session.commit()
    return match


def page_of(match: Match) -> str:
    return f"/employer/matches/{match.id}/check-in"


def test_what_is_asked_stands_first_until_it_is_told(
    session: Session, client: FlaskClient, placed: Match
) -> None:
    address = page_of(placed)
    for page in ("/employer", f"/employer/matches/{placed.id}"):
        assert address in client.get(page).text
    form = form_of(client.get(address), address)
    answer = send(client, form, going="so_so", words="Kommer sent")
    assert answer.location == f"/employer/matches/{placed.id}"
    look_anew(session)
    told = find_check_in(session, placed.id, Side.EMPLOYER)
    assert told is not None
    assert (told.going, told.words) == (Going.SO_SO, "Kommer sent")
    for page in ("/employer", f"/employer/matches/{placed.id}"):
        assert address not in client.get(page).text
    assert "told us" in client.get(address).text


def test_another_employer_finds_no_such_page(
    session: Session,
    client: FlaskClient,
    placed: Match,
    sign_in: Callable[[Account], None],
) -> None:
    other = an_account(session, Role.EMPLOYER)
    an_employer(session, account=other, contact_email=other.email)
    sign_in(other)
    assert client.get(page_of(placed)).status_code == 404
    assert client.post(page_of(placed), data={"going": "badly"}).status_code in {403, 404}
    assert find_check_in(session, placed.id, Side.EMPLOYER) is None
