"""Figures for everybody and for the steering group: counts of places, nothing about persons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.days import STOCKHOLM
from models.matches import Match
from models.offers import Offer
from models.queries.offers import only_public
from models.words import HOLDS_A_PLACE, Kind, MatchState, OfferState


@dataclass(frozen=True)
class OffersOfKind:
    """The offers of one kind: how many stand where, and the places of those published.

    Parameters
    ----------
    by_state : dict
        Offers by state, every state named.
    places, places_taken : int
        Of the published offers whose employer is verified.
    """

    kind: Kind
    by_state: dict[OfferState, int]
    places: int
    places_taken: int

    @property
    def offers(self) -> int:
        """How many there are in all."""
        return sum(self.by_state.values())


@dataclass(frozen=True)
class MatchesOfKind:
    """The matches of one kind by state, every state named."""

    kind: Kind
    by_state: dict[MatchState, int]

    @property
    def matches(self) -> int:
        """How many there are in all."""
        return sum(self.by_state.values())


@dataclass(frozen=True)
class YearOfKind:
    """What happened in a span of time, of one kind: matches agreed, begun and carried through."""

    kind: Kind
    agreed: int
    placed: int
    completed: int


@dataclass(frozen=True)
class Figures:
    """What came of a year: places published, employers that published, matches both agreed to."""

    year: int
    places: int
    employers: int
    matches: int


def list_offers_by_kind(session: Session) -> Sequence[OffersOfKind]:
    """Count the offers of every kind by state, and the places of those that students can see."""
    counts = select(Offer.kind, Offer.state, func.count(Offer.id))
    rows = session.execute(counts.group_by(Offer.kind, Offer.state))
    states = {(kind, state): count for kind, state, count in rows}
    places = {
        kind: (given, taken)
        for kind, given, taken in session.execute(
            only_public(
                select(Offer.kind, func.sum(Offer.places), func.sum(Offer.places_taken))
            ).group_by(Offer.kind)
        )
    }
    return [
        OffersOfKind(
            kind,
            {state: states.get((kind, state), 0) for state in OfferState},
            *places.get(kind, (0, 0)),
        )
        for kind in Kind
    ]


def list_matches_by_kind(session: Session) -> Sequence[MatchesOfKind]:
    """Count the matches of every kind by state."""
    query = (
        select(Offer.kind, Match.state, func.count(Match.id))
        .join(Offer, Offer.id == Match.offer_id)
        .group_by(Offer.kind, Match.state)
    )
    states = {(kind, state): count for kind, state, count in session.execute(query)}
    return [
        MatchesOfKind(kind, {state: states.get((kind, state), 0) for state in MatchState})
        for kind in Kind
    ]


def list_year_by_kind(session: Session, since: datetime, until: datetime) -> Sequence[YearOfKind]:
    """Count what happened in a span of time, by kind.

    Agreed and placed count what still holds or was carried through; what was withdrawn or
    interrupted since is not among them.
    """
    agreed = _count_when(session, Match.agreed_at, since, until, HOLDS_A_PLACE)
    begun = HOLDS_A_PLACE - {MatchState.AGREED}
    placed = _count_when(session, Match.placed_at, since, until, begun)
    completed = _count_when(session, Match.moved_at, since, until, {MatchState.COMPLETED})
    return [
        YearOfKind(kind, agreed.get(kind, 0), placed.get(kind, 0), completed.get(kind, 0))
        for kind in Kind
    ]


def get_figures_of_year(session: Session, year: int) -> Figures:
    """Count what came of a calendar year in Sweden."""
    span = (
        datetime(year, 1, 1, tzinfo=STOCKHOLM),
        datetime(year + 1, 1, 1, tzinfo=STOCKHOLM),
    )
    return Figures(
        year,
        count_places_published(session, *span),
        count_employers_that_published(session, *span),
        count_matches_agreed(session, *span),
    )


def get_latest_figures(session: Session, year: int) -> Figures:
    """Give the year's figures, or last year's while the year has nothing to tell but it had."""
    this, last = (get_figures_of_year(session, each) for each in (year, year - 1))
    return last if last.places and not this.places else this


def count_places_published(session: Session, since: datetime, until: datetime) -> int:
    """Count the places of the offers that were published in a span of time."""
    query = select(func.coalesce(func.sum(Offer.places), 0)).where(
        Offer.published_at >= since, Offer.published_at < until
    )
    return session.scalar(query) or 0


def count_employers_that_published(session: Session, since: datetime, until: datetime) -> int:
    """Count the employers that had an offer published in a span of time."""
    query = select(func.count(Offer.employer_id.distinct())).where(
        Offer.published_at >= since, Offer.published_at < until
    )
    return session.scalar(query) or 0


def count_matches_agreed(session: Session, since: datetime, until: datetime) -> int:
    """Count the matches that both sides said yes to in a span of time, and that still hold."""
    query = select(func.count(Match.id)).where(
        Match.agreed_at >= since, Match.agreed_at < until, Match.state.in_(HOLDS_A_PLACE)
    )
    return session.scalar(query) or 0


def _count_when(
    session: Session,
    column: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
    since: datetime,
    until: datetime,
    states: frozenset[MatchState] | set[MatchState],
) -> dict[Kind, int]:
    query = (
        select(Offer.kind, func.count(Match.id))
        .join(Offer, Offer.id == Match.offer_id)
        .where(column >= since, column < until, Match.state.in_(states))
        .group_by(Offer.kind)
    )
    return dict(session.execute(query).all())
