"""Questions about what both sides thought of a completed placement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from models.fives import FEWEST
from models.groups import Tally, together
from models.matches import Evaluation, Match
from models.offers import Offer
from models.people import Student
from models.words import Kind, MatchState, Side


@dataclass(frozen=True)
class EvaluationFigures:
    """How many told how completed placements went, and their mean of 1 to 5; None if too few."""

    side: Side
    kinds: tuple[Kind, ...]
    count: int
    mean: float | None


def find_evaluation(session: Session, match_id: int, side: Side) -> Evaluation | None:
    """Give what a side has told of a match, if it has."""
    return session.scalar(
        select(Evaluation).where(Evaluation.match_id == match_id, Evaluation.side == side)
    )


def list_matches_to_evaluate(session: Session, employer_id: int) -> Sequence[Match]:
    """List the completed matches of an employer that it has told nothing of, newest first."""
    told = exists().where(Evaluation.match_id == Match.id, Evaluation.side == Side.EMPLOYER)
    query = (
        select(Match)
        .options(joinedload(Match.offer))
        .join(Match.offer)
        .where(Offer.employer_id == employer_id, Match.state == MatchState.COMPLETED, ~told)
    )
    return session.scalars(query.order_by(Match.moved_at.desc(), Match.id.desc())).all()


def list_evaluation_figures(session: Session) -> list[EvaluationFigures]:
    """Give how placements went, by side and kind; kinds of fewer than five people go together."""
    rows = session.execute(
        select(Evaluation.side, Offer.kind, Evaluation.rating, Match.student_id, Offer.employer_id)
        .join(Match, Match.id == Evaluation.match_id)
        .join(Offer, Offer.id == Match.offer_id)
        .join(Student, Student.id == Match.student_id)
        .where(Student.is_protected.is_(False))
    )
    ratings: dict[Side, dict[Kind, list[tuple[int, int]]]] = {side: {} for side in Side}
    for side, kind, rating, student_id, employer_id in rows:
        whose = student_id if side is Side.STUDENT else employer_id
        ratings[side].setdefault(kind, []).append((whose, rating))
    return [
        _evaluated(side, block, [each for kind in block for each in by_kind[kind]])
        for side, by_kind in ratings.items()
        for block in _told_kinds(by_kind)
    ]


def _told_kinds(by_kind: Mapping[Kind, list[tuple[int, int]]]) -> list[tuple[Kind, ...]]:
    people = {
        kind: {("people", str(whose)): 1 for whose, _rating in given}
        for kind, given in by_kind.items()
    }
    blocks: list[tuple[Kind, ...]] = [(kind,) for kind in Kind if kind in people]
    while len(blocks) > 1 and (few := [one for one in blocks if _people(people, one) < FEWEST]):
        first = few[0]
        second = min((one for one in blocks if one != first), key=lambda one: _people(people, one))
        blocks = [one for one in blocks if one not in (first, second)] + [(*first, *second)]
    return blocks


def _people(people: Mapping[Kind, Tally], block: Iterable[Kind]) -> int:
    return len(together(people[kind] for kind in block))


def _evaluated(
    side: Side, kinds: tuple[Kind, ...], given: Sequence[tuple[int, int]]
) -> EvaluationFigures:
    is_told = len({whose for whose, _rating in given}) >= FEWEST
    mean = sum(rating for _whose, rating in given) / len(given) if is_told else None
    return EvaluationFigures(side, kinds, len(given), mean)
