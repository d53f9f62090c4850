"""The pairs of a run across all its offers: the allocation it proposes, and all its lists."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, select
from sqlalchemy.orm import Session, joinedload, lazyload

from models.employers import Employer
from models.matches import Match
from models.offers import Offer
from models.people import Student
from models.queries.reviews import is_spoken_for
from models.queries.rounds import IS_LISTED, IS_LISTED_FOR_STUDENT
from models.queries.standings import EVERYTHING, Wanted, is_on_programme
from models.rounds import Run, Suggestion
from models.words import ProfileState

Pair = tuple[Suggestion, Student, Offer, Match | None]


def list_proposal(session: Session, run: Run) -> list[Pair]:
    """List the allocation that a run proposes, with what has come of each pair, by offer.

    Those who speak for the employers are read along: nobody confirms for their own unit.
    """
    by_offer = (Suggestion.offer_id, Suggestion.student_id)
    return _pairs(session, run, Suggestion.is_proposed, by_offer)


def list_all_candidates(session: Session, run: Run, wanted: Wanted = EVERYTHING) -> list[Pair]:
    """List the candidates of all offers, or students, of a run that are wanted, best first."""
    one, listed, rank = Suggestion.offer_id, IS_LISTED, Suggestion.offer_rank
    if wanted.by_student:
        one, listed = Suggestion.student_id, IS_LISTED_FOR_STUDENT
        rank = Suggestion.student_rank
    which: list[ColumnElement[bool]] = [listed]
    if wanted.place:
        which.append((Student if wanted.by_student else Offer).place == wanted.place)
    if wanted.programme:
        which.append(is_on_programme(wanted.programme))
    if wanted.unplaced:
        which.append(~is_spoken_for(run.round.kind))
    other = Suggestion.student_id if one is Suggestion.offer_id else Suggestion.offer_id
    return _pairs(session, run, and_(*which), (one, rank.is_not(None), rank, other))


def _pairs(
    session: Session, run: Run, which: SQLColumnExpression[bool], order: Sequence[Any]
) -> list[Pair]:
    is_theirs = and_(
        Match.round_id == run.round_id,
        Match.student_id == Suggestion.student_id,
        Match.offer_id == Suggestion.offer_id,
    )
    query = (
        select(Suggestion, Student, Offer, Match)
        .join(Student, Student.id == Suggestion.student_id)
        .join(Offer, Offer.id == Suggestion.offer_id)
        .outerjoin(Match, is_theirs)
        .options(lazyload(Offer.levels), lazyload(Match.answers))
        .options(joinedload(Offer.employer).selectinload(Employer.contacts))
        # Somebody who left, or whose identity was protected since the run, is not shown any more.
        .where(
            Suggestion.run_id == run.id,
            which,
            Student.state == ProfileState.SUBMITTED,
            Student.is_protected.is_(False),
        )
        .order_by(*order)
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query)]
