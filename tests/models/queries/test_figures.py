"""Figures for the steering group: every kind and state is named, and each is counted once."""

from datetime import timedelta

from sqlalchemy.orm import Session

from models.operations import employers, placements
from models.queries.figures import list_matches_by_kind, list_offers_by_kind, list_year_by_kind
from models.words import Kind, MatchState, OfferState
from tests.builders import (
    NOW,
    a_coordinator,
    a_match_in,
    a_placed_match,
    an_agreed_match,
    an_offer,
)

YEAR = (NOW - timedelta(days=1), NOW + timedelta(days=1))


def test_nothing_is_nought(session: Session) -> None:
    for row in list_offers_by_kind(session):
        assert (row.offers, row.places, row.places_taken) == (0, 0, 0)
        assert set(row.by_state) == set(OfferState)
    for row in list_matches_by_kind(session):
        assert (row.matches, set(row.by_state)) == (0, set(MatchState))
    assert [row.kind for row in list_year_by_kind(session, *YEAR)] == list(Kind)


def test_offers_are_counted_by_kind_and_state(session: Session) -> None:
    an_agreed_match(session, offer=an_offer(session, places=3))
    an_offer(session, published=False)
    an_offer(session, kind=Kind.THESIS, credits=15)
    rows = {row.kind: row for row in list_offers_by_kind(session)}
    summer = rows[Kind.INTERNSHIP]
    assert (summer.offers, summer.places, summer.places_taken) == (2, 3, 1)
    assert summer.by_state[OfferState.DRAFT] == summer.by_state[OfferState.PUBLISHED] == 1
    assert rows[Kind.THESIS].places == 1


def test_places_of_a_paused_employer_are_not_offered(session: Session) -> None:
    offer = an_offer(session, places=3)
    employers.pause_employer(session, offer.employer, by=a_coordinator(session), at=NOW)
    assert sum(row.places for row in list_offers_by_kind(session)) == 0


def test_matches_are_counted_in_every_state(session: Session) -> None:
    for state in MatchState:
        a_match_in(session, state)
    [summer] = [row for row in list_matches_by_kind(session) if row.matches]
    assert summer.kind is Kind.INTERNSHIP
    assert summer.by_state == dict.fromkeys(MatchState, 1)


def test_the_year_counts_what_held(session: Session) -> None:
    an_agreed_match(session)
    a_placed_match(session)
    placements.complete(session, a_placed_match(session), by=a_coordinator(session), at=NOW)
    a_match_in(session, MatchState.INTERRUPTED)
    a_match_in(session, MatchState.WITHDRAWN)
    rows = {row.kind: row for row in list_year_by_kind(session, *YEAR)}
    summer = rows[Kind.INTERNSHIP]
    assert (summer.agreed, summer.placed, summer.completed) == (3, 2, 1)
    before = list_year_by_kind(session, NOW - timedelta(days=9), NOW - timedelta(days=1))
    assert sum(row.agreed + row.placed + row.completed for row in before) == 0
