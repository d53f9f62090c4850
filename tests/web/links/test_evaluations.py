"""An employer tells how it went, from a link, once."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.matches import Evaluation, Match
from models.operations import placements
from models.words import LinkPurpose, Side
from tests.builders import NOW, a_coordinator, a_placed_match
from tests.web.browsing import form_of, forms_of, send
from tests.web.links.conftest import MakeLink


@pytest.fixture
def completed(session: Session) -> Match:
    """Give a match that was carried through."""
    match = a_placed_match(session)
    placements.complete(session, match, by=a_coordinator(session), at=NOW)
    session.commit()
    return match


def test_it_is_told_once(
    session: Session, client: FlaskClient, completed: Match, link_to: MakeLink
) -> None:
    link = link_to(completed, LinkPurpose.EVALUATE)
    form = form_of(client.get(link), link)
    assert send(client, form, words="Åter!").status_code == 422
    form = form_of(client.get(link), link)
    told = {"rating": "4", "words": "Åter!"}
    assert [send(client, form, **told).location for _each in range(2)] == [link, link]
    [kept] = session.scalars(select(Evaluation))
    assert (kept.side, kept.rating, kept.would_again, kept.words) == (
        Side.EMPLOYER,
        4,
        False,
        "Åter!",
    )
    assert not any(form.action == link for form in forms_of(client.get(link)))
    assert send(client, form, **told, form_key="another").status_code == 409


@pytest.mark.parametrize("rating", ["0", "6", "", "bra"])
def test_a_bad_rating_gets_words(
    client: FlaskClient, completed: Match, link_to: MakeLink, rating: str
) -> None:
    link = link_to(completed, LinkPurpose.EVALUATE)
    refused = send(client, form_of(client.get(link), link), rating=rating, words="Ö")
    assert refused.status_code == 422
    assert "Ö" in refused.text


def test_nothing_is_asked_before_it_is_completed(
    session: Session, client: FlaskClient, link_to: MakeLink
) -> None:
    link = link_to(a_placed_match(session), LinkPurpose.EVALUATE)
    page = client.get(link)
    assert page.status_code == 410
    assert not any(form.action == link for form in forms_of(page))
