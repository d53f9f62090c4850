"""The matches that wait for a coordinator, each for its reason, in one question to the database."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, literal, select, union_all
from sqlalchemy.orm import Session, joinedload

from models.matches import Match
from models.offers import Offer
from models.people import Student
from models.rounds import Round
from models.words import ASKED, MatchState, OfferState, ProfileState, RoundState

# A side is shown as silent when so little of the reply time is left.
SOON = timedelta(days=3)
# An ended match asks for the next candidate for so long.
RECENT = timedelta(days=30)
MOST = 200

INTERRUPTED, NOT_SENT, TO_PLACE = "interrupted", "not_sent", "to_place"
SILENT, NEXT_CANDIDATE = "silent", "next_candidate"


def get_matches_waiting(session: Session, at: datetime) -> Mapping[str, Sequence[Match]]:
    """Give the matches that wait, by what they wait for; each list in the order of its urgency."""
    sorts = union_all(*(query for query in _sorts(at))).subquery()
    rows = session.execute(
        select(sorts.c.sort, Match)
        .join(Match, Match.id == sorts.c.match_id)
        .options(
            joinedload(Match.student),
            joinedload(Match.offer).lazyload(Offer.levels),
            joinedload(Match.round),
            joinedload(Match.answers),
        )
        .order_by(Match.moved_at, Match.id)
    ).unique()
    found: dict[str, list[Match]] = {name: [] for name in NAMES}
    for sort, match in rows:
        found[sort].append(match)
    found[SILENT].sort(key=lambda match: (match.reply_by or at, match.id))
    newest = {match.offer_id: match for match in found[NEXT_CANDIDATE]}
    found[NEXT_CANDIDATE] = list(newest.values())
    return {name: matches[:MOST] for name, matches in found.items()}


NAMES = (INTERRUPTED, NOT_SENT, TO_PLACE, SILENT, NEXT_CANDIDATE)


def _sorts(at: datetime) -> list[Select[str, int]]:
    return [
        _sort(INTERRUPTED, *_interrupted()),
        _sort(NOT_SENT, *_not_sent()),
        _sort(TO_PLACE, Match.state == MatchState.AGREED),
        _sort(SILENT, Match.state == MatchState.OFFERED, Match.reply_by < at + SOON),
        _sort(NEXT_CANDIDATE, *_ended_with_places_left(at)),
    ]


def _sort(name: str, *conditions: ColumnElement[bool]) -> Select[str, int]:
    return select(literal(name).label("sort"), Match.id.label("match_id")).where(*conditions)


def _interrupted() -> tuple[ColumnElement[bool], ...]:
    """Say which are dealt with: once the student has another match, or has left."""
    later = select(Match.student_id).where(
        Match.state.in_(
            [MatchState.CONFIRMED, MatchState.OFFERED, MatchState.AGREED, MatchState.PLACED]
        )
    )
    seeking = select(Student.id).where(Student.state == ProfileState.SUBMITTED)
    return (
        Match.state == MatchState.INTERRUPTED,
        Match.student_id.not_in(later),
        Match.student_id.in_(seeking),
    )


def _not_sent() -> tuple[ColumnElement[bool], ...]:
    """Say which were confirmed in a dated round and left out when that was published."""
    published = select(Round.id).where(
        Round.is_rolling.is_(False), Round.state == RoundState.PUBLISHED
    )
    return (Match.state == MatchState.CONFIRMED, Match.round_id.in_(published))


def _ended_with_places_left(at: datetime) -> tuple[ColumnElement[bool], ...]:
    ended = [MatchState.DECLINED, MatchState.EXPIRED, MatchState.WITHDRAWN]
    asked = select(Match.offer_id).where(Match.state.in_(ASKED))
    with_places = select(Offer.id).where(
        Offer.state == OfferState.PUBLISHED,
        Offer.places_taken < Offer.places,
        Offer.id.not_in(asked),
    )
    return (
        Match.state.in_(ended),
        Match.offered_at.is_not(None),
        Match.moved_at > at - RECENT,
        Match.offer_id.in_(with_places),
    )
