"""The candidates of an offer or of a student: what a run found, and how each pair stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, lazyload

from models.close_ups import CloseUp
from models.hints import Hint
from models.matches import Match
from models.offers import Offer
from models.people import Account, Interest, Student
from models.queries.offers import only_public
from models.queries.reviews import SPOKEN_FOR, is_spoken_for
from models.queries.rounds import IS_LISTED, IS_LISTED_FOR_STUDENT
from models.queries.standings import Wanted, is_on_programme, only_shown
from models.rounds import Round, Run, Suggestion
from models.words import ASKED

MOST = 20


@dataclass(frozen=True)
class Candidate:
    """A student found for an offer, or the other way round, and what has come of the pair."""

    suggestion: Suggestion
    student: Student
    offer: Offer
    # Who is looked for: the offer's student, or the student's offer.
    other: Student | Offer
    match: Match | None
    interest: Interest | None
    # What the working group has said of the pair.
    hint: Hint | None
    close_up: CloseUp | None
    # How many are asked for the offer, or about to be.
    asked: int
    # Where else a student who is looked for is asked or placed now, in any round of the kind.
    elsewhere: Sequence[Match] = ()

    def has_room(self, candidates_per_place: int) -> bool:
        """Whether one more may be asked for the offer."""
        return self.asked < candidates_per_place * self.offer.places_left


@dataclass(frozen=True)
class Candidates:
    """The candidates of one, best first, and its matches in the round with anybody else."""

    listed: Sequence[Candidate] = ()
    beyond: Sequence[Match] = ()

    def of(self, other_id: int | None) -> Candidate | None:
        """Give the candidate who is a student, or an offer, if one is."""
        return next((each for each in self.listed if each.other.id == other_id), None)


def get_candidates(
    session: Session, round_: Round, run: Run, of: Offer | Student, wanted: Wanted, on: date
) -> Candidates:
    """Give what a run found for an offer or a student, best first, with how each pair stands.

    Before them those that it proposes though they are on no list: they are required or settled.
    """
    is_student = isinstance(of, Student)
    if isinstance(of, Student):
        found = _offers_found(run, of, wanted, on)
    else:
        found = _students_found(run, of, wanted)
    rows = session.execute(_with_pair(found, round_, run).limit(MOST)).all()
    others = [row.Offer if is_student else row.Student for row in rows]
    here, elsewhere = _matches(session, round_, of, [row.Student.id for row in rows])
    # They are read after those above have been taken out: what is left is on no list.
    listed = [
        Candidate(
            suggestion=row.Suggestion,
            student=row.Student,
            offer=row.Offer,
            other=other,
            match=here.pop(other.id, None),
            interest=row.Interest,
            hint=row.Hint,
            close_up=row.CloseUp,
            asked=row.asked,
            elsewhere=() if is_student else elsewhere.get(other.id, ()),
        )
        for row, other in zip(rows, others, strict=True)
    ]
    beyond = [*here.values(), *(elsewhere.get(of.id, ()) if is_student else ())]
    return Candidates(listed, [] if wanted.programme or wanted.unplaced else beyond)


def load_profiles(session: Session, candidates: Sequence[Candidate]) -> None:
    """Read what profiles say of skills and languages, all at once, before they are looked closer.

    Where offers are compared, it is they that are read: the student is the same for all of them.
    """
    if len(candidates) > 1 and isinstance(candidates[0].other, Offer):
        return _load_offers(session, candidates)
    query = (
        select(Student)
        .options(joinedload(Student.skills), joinedload(Student.languages))
        .where(Student.id.in_({each.student.id for each in candidates}))
        .execution_options(populate_existing=True)
    )
    session.scalars(query).unique().all()
    return None


def _load_offers(session: Session, candidates: Sequence[Candidate]) -> None:
    query = (
        select(Offer)
        .options(lazyload(Offer.levels), joinedload(Offer.skills), joinedload(Offer.languages))
        .where(Offer.id.in_([each.offer.id for each in candidates]))
        .execution_options(populate_existing=True)
    )
    session.scalars(query).unique().all()


Found = Select[Suggestion, Student, Offer]


def _students_found(run: Run, offer: Offer, wanted: Wanted) -> Found:
    """Ask for the students of an offer's list."""
    query = _found(run).where(Suggestion.offer_id == offer.id, IS_LISTED)
    if wanted.programme:
        query = query.where(is_on_programme(wanted.programme))
    if wanted.unplaced:
        query = query.where(~is_spoken_for(offer.kind))
    rank = Suggestion.offer_rank
    return query.order_by(rank.is_not(None), rank, Suggestion.student_id)


def _offers_found(run: Run, student: Student, wanted: Wanted, on: date) -> Found:
    """Ask for the offers of a student's list that can still be matched."""
    query = _found(run).where(Suggestion.student_id == student.id, IS_LISTED_FOR_STUDENT)
    query = only_public(query).where(Offer.ends_on >= on)
    if wanted.unplaced:
        query = query.where(_asked_for_offer() < Offer.places - Offer.places_taken)
    rank = Suggestion.student_rank
    return query.order_by(rank.is_not(None), rank, Suggestion.offer_id)


def _found(run: Run) -> Found:
    query = (
        select(Suggestion, Student, Offer)
        .join(Student, Student.id == Suggestion.student_id)
        .join(Offer, Offer.id == Suggestion.offer_id)
        .options(lazyload(Offer.levels))
        .where(Suggestion.run_id == run.id)
    )
    # Somebody who left, or whose identity was protected since the run, is not shown any more.
    return only_shown(query)


def _asked_for_offer() -> ScalarSelect[int]:
    asked = select(func.count(Match.id)).where(Match.state.in_(ASKED))
    return asked.where(Match.offer_id == Offer.id).correlate(Offer).scalar_subquery()


def _with_pair(query: Found, round_: Round, run: Run) -> Select[Any]:
    """Ask, with each pair, for what is said of it, and how many are asked for its offer."""
    of_pair = and_(
        Interest.student_id == Suggestion.student_id, Interest.offer_id == Suggestion.offer_id
    )
    hinted = and_(
        Hint.round_id == round_.id,
        Hint.student_id == Suggestion.student_id,
        Hint.offer_id == Suggestion.offer_id,
    )
    looked_at = and_(
        CloseUp.run_id == run.id,
        CloseUp.student_id == Suggestion.student_id,
        CloseUp.offer_id == Suggestion.offer_id,
    )
    return (
        query.add_columns(Interest, Hint, CloseUp, _asked_for_offer().label("asked"))
        .outerjoin(Interest, of_pair)
        .outerjoin(Hint, hinted)
        .outerjoin(CloseUp, looked_at)
        .options(joinedload(Hint.by).lazyload(Account.roles))
    )


def _matches(
    session: Session, round_: Round, of: Offer | Student, student_ids: Sequence[int]
) -> tuple[dict[int, Match], dict[int, list[Match]]]:
    """Give the matches of one in the round by the other, and where students are spoken for."""
    is_student = isinstance(of, Student)
    mine, other = ("student_id", "offer_id") if is_student else ("offer_id", "student_id")
    is_here = and_(Match.round_id == round_.id, getattr(Match, mine) == of.id)
    of_kind = select(Round.id).where(Round.kind == round_.kind)
    theirs = Match.student_id == of.id
    if not is_student:
        theirs = and_(Match.student_id.in_(student_ids), Match.offer_id != of.id)
    is_elsewhere = and_(theirs, Match.round_id.in_(of_kind), Match.state.in_(SPOKEN_FOR))
    query = (
        select(Match)
        .options(
            joinedload(Match.offer, innerjoin=True).lazyload(Offer.levels),
            joinedload(Match.student, innerjoin=True),
            lazyload(Match.answers),
        )
        .where(or_(is_here, is_elsewhere))
        .order_by(Match.moved_at.desc(), Match.id)
    )
    here: dict[int, Match] = {}
    elsewhere: dict[int, list[Match]] = {}
    for match in session.scalars(query):
        if match.round_id == round_.id and getattr(match, mine) == of.id:
            here[getattr(match, other)] = match
        else:
            elsewhere.setdefault(match.student_id, []).append(match)
    return here, elsewhere
