"""What the review screen shows: offers of a round, the candidates of one, and how a pair stands.

The number of queries does not grow with the number of offers, students or suggestions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.matches import Match
from models.offers import Offer
from models.people import Interest, Seeking, Student
from models.queries.offers import list_offers_to_match
from models.queries.rounds import count_suggestions_by_offer, find_latest_run
from models.rounds import Round, Run, Suggestion
from models.words import ASKED, HOLDS_A_PLACE, ProfileState

# A student with one of these has, or may soon have, what they seek.
SPOKEN_FOR = ASKED | HOLDS_A_PLACE


@dataclass(frozen=True)
class OfferLine:
    """An offer in the list of a round: how many are asked, and how many were found for it."""

    offer: Offer
    asked: int
    found: int

    @property
    def needs_candidate(self) -> bool:
        """Whether a place is left that nobody is asked for, and somebody could be."""
        return self.asked < min(self.offer.places_left, self.found)


@dataclass(frozen=True)
class Candidate:
    """A student found for an offer, and what has come of the pair so far."""

    suggestion: Suggestion
    student: Student
    match: Match | None
    interest: Interest | None
    # Where else the student is asked or placed now, in any round of the kind.
    elsewhere: Sequence[Match]


@dataclass(frozen=True)
class Review:
    """A round as a coordinator goes through it."""

    round: Round
    run: Run | None
    lines: Sequence[OfferLine]
    places_left: int
    students_without: int


def get_review(session: Session, round_: Round, on: date) -> Review:
    """Give the offers of a round with their counts, from the newest run that is done."""
    run = find_latest_run(session, round_.id)
    offers = list_offers_to_match(session, round_.kind, on)
    found = count_suggestions_by_offer(session, run.id) if run else {}
    asked = _count_asked(session, [offer.id for offer in offers])
    lines = [OfferLine(offer, asked.get(offer.id, 0), found.get(offer.id, 0)) for offer in offers]
    lines.sort(
        key=lambda line: (not line.needs_candidate, line.offer.places_left == 0, line.offer.id)
    )
    return Review(
        round=round_,
        run=run,
        lines=lines,
        places_left=sum(offer.places_left for offer in offers),
        students_without=count_students_without(session, round_),
    )


def list_candidates(
    session: Session, round_: Round, run: Run, offer: Offer, limit: int = 20
) -> list[Candidate]:
    """List the students that a run found for an offer, best first, with how each pair stands.

    Before them those whom it proposes though they are on no list: they are required or settled.
    """
    suggestions = session.scalars(
        select(Suggestion)
        .where(
            Suggestion.run_id == run.id,
            Suggestion.offer_id == offer.id,
            Suggestion.offer_rank.is_not(None) | Suggestion.is_proposed,
        )
        .order_by(Suggestion.offer_rank.is_not(None), Suggestion.offer_rank, Suggestion.student_id)
        .limit(limit)
    ).all()
    ids = [suggestion.student_id for suggestion in suggestions]
    students = _students(session, ids)
    matches = _matches_of(session, round_, offer, ids)
    interests = _interests_in(session, offer, ids)
    elsewhere = _elsewhere(session, round_, offer, ids)
    return [
        Candidate(
            suggestion=suggestion,
            student=students[suggestion.student_id],
            match=matches.get(suggestion.student_id),
            interest=interests.get(suggestion.student_id),
            elsewhere=elsewhere.get(suggestion.student_id, ()),
        )
        for suggestion in suggestions
        if suggestion.student_id in students
    ]


def list_pairs_beyond_list(
    session: Session, round_: Round, offer_id: int, shown: Sequence[int]
) -> list[Match]:
    """List the offer's matches in the round with students who are not among those shown."""
    query = (
        select(Match)
        .options(joinedload(Match.student))
        .where(
            Match.round_id == round_.id, Match.offer_id == offer_id, Match.student_id.not_in(shown)
        )
    )
    return list(session.scalars(query.order_by(Match.moved_at.desc(), Match.id)).all())


def list_students_without(session: Session, round_: Round, limit: int = 200) -> Sequence[Student]:
    """List the students who seek the round's kind and are neither asked nor placed, by name."""
    query = _without(round_).options(selectinload(Student.seeking))
    return session.scalars(query.order_by(Student.sort_key, Student.id).limit(limit)).all()


def count_students_without(session: Session, round_: Round) -> int:
    """Count what `list_students_without` would list without a limit."""
    return session.scalar(select(func.count()).select_from(_without(round_).subquery())) or 0


Pair = tuple[Suggestion, Student, Offer, Match | None]


def list_proposal(session: Session, run: Run) -> list[Pair]:
    """List the allocation that a run proposes, with what has come of each pair, by offer."""
    by_offer = (Suggestion.offer_id, Suggestion.student_id)
    return _pairs(session, run, Suggestion.is_proposed, by_offer)


def list_all_candidates(session: Session, run: Run) -> list[Pair]:
    """List the candidates of all offers of a run, best first, with what has come of each pair."""
    is_listed = Suggestion.offer_rank.is_not(None)
    by_rank = (Suggestion.offer_id, is_listed, Suggestion.offer_rank, Suggestion.student_id)
    return _pairs(session, run, is_listed | Suggestion.is_proposed, by_rank)


def _pairs(
    session: Session, run: Run, which: SQLColumnExpression[bool], order: Sequence[Any]
) -> list[Pair]:
    suggestions = session.scalars(
        select(Suggestion).where(Suggestion.run_id == run.id, which).order_by(*order)
    ).all()
    students = _students(session, list({suggestion.student_id for suggestion in suggestions}))
    offers = {
        offer.id: offer
        for offer in session.scalars(
            select(Offer)
            .options(joinedload(Offer.employer))
            .where(Offer.id.in_({suggestion.offer_id for suggestion in suggestions}))
        )
    }
    matches = {
        (match.student_id, match.offer_id): match
        for match in session.scalars(select(Match).where(Match.round_id == run.round_id))
    }
    return [
        (
            suggestion,
            students[suggestion.student_id],
            offers[suggestion.offer_id],
            matches.get((suggestion.student_id, suggestion.offer_id)),
        )
        for suggestion in suggestions
        if suggestion.student_id in students
    ]


def _without(round_: Round) -> Select[Student]:
    spoken_for = (
        select(Match.student_id)
        .join(Offer, Offer.id == Match.offer_id)
        .where(Offer.kind == round_.kind, Match.state.in_(SPOKEN_FOR))
    )
    return select(Student).where(
        Student.state == ProfileState.SUBMITTED,
        Student.is_protected.is_(False),
        Student.id.in_(select(Seeking.student_id).where(Seeking.kind == round_.kind)),
        Student.id.not_in(spoken_for),
    )


def _count_asked(session: Session, offer_ids: Sequence[int]) -> Mapping[int, int]:
    query = (
        select(Match.offer_id, func.count(Match.id))
        .where(Match.offer_id.in_(offer_ids), Match.state.in_(ASKED))
        .group_by(Match.offer_id)
    )
    return dict(session.execute(query).all())


def _students(session: Session, ids: Sequence[int]) -> dict[int, Student]:
    # Somebody who left, or whose identity was protected since the run, is not shown any more.
    query = (
        select(Student)
        .options(
            selectinload(Student.skills),
            selectinload(Student.languages),
            selectinload(Student.seeking),
        )
        .where(
            Student.id.in_(ids),
            Student.state == ProfileState.SUBMITTED,
            Student.is_protected.is_(False),
        )
    )
    return {student.id: student for student in session.scalars(query)}


def _matches_of(
    session: Session, round_: Round, offer: Offer, ids: Sequence[int]
) -> dict[int, Match]:
    query = select(Match).where(
        Match.round_id == round_.id, Match.offer_id == offer.id, Match.student_id.in_(ids)
    )
    return {match.student_id: match for match in session.scalars(query)}


def _interests_in(session: Session, offer: Offer, ids: Sequence[int]) -> dict[int, Interest]:
    query = select(Interest).where(Interest.offer_id == offer.id, Interest.student_id.in_(ids))
    return {interest.student_id: interest for interest in session.scalars(query)}


def _elsewhere(
    session: Session, round_: Round, offer: Offer, ids: Sequence[int]
) -> dict[int, list[Match]]:
    query = (
        select(Match)
        .join(Match.offer)
        .options(joinedload(Match.offer))
        .where(
            Match.student_id.in_(ids),
            Match.offer_id != offer.id,
            Offer.kind == round_.kind,
            Match.state.in_(SPOKEN_FOR),
        )
        .order_by(Match.id)
    )
    found: dict[int, list[Match]] = {}
    for match in session.scalars(query):
        found.setdefault(match.student_id, []).append(match)
    return found
