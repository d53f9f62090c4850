"""Figures for the steering group: counts of places and activities, nothing about persons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.employers import Employer
from models.matches import Match
from models.offers import Offer
from models.words import HOLDS_A_PLACE, EmployerState, Kind, MatchState, OfferState


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


def list_offers_by_kind(session: Session) -> Sequence[OffersOfKind]:
    """Count the offers of every kind by state, and the places of those that students can see."""
    counts = select(Offer.kind, Offer.state, func.count(Offer.id))
    rows = session.execute(counts.group_by(Offer.kind, Offer.state))
    states = {(kind, state): count for kind, state, count in rows}
    places = {
        kind: (given, taken)
        for kind, given, taken in session.execute(
            select(Offer.kind, func.sum(Offer.places), func.sum(Offer.places_taken))
            .join(Employer, Employer.id == Offer.employer_id)
            .where(Offer.state == OfferState.PUBLISHED, Employer.state == EmployerState.VERIFIED)
            .group_by(Offer.kind)
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
