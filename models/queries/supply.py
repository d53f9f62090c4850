"""Supply and demand: who seeks a place, and what is offered, by field of study and by place.

Places are counted as they are. How many seek is told of groups of five or more only, and no group
can be reckoned from the others: see ``models/fives.py``.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.concepts import Concept
from models.fives import OTHERS, in_fives
from models.matches import Match
from models.offers import Offer, OfferField
from models.people import Seeking, Student
from models.queries.concepts import find_concept_ids
from models.queries.offers import only_public
from models.words import HOLDS_A_PLACE, Kind, ProfileState

# A programme lies below a field, or below another programme.
DEEPEST = 5


@dataclass(frozen=True)
class Supply:
    """How many seek, and how many places are left, of one group.

    Parameters
    ----------
    key : str
        A field's concept, a municipality's code, or "" for all others together.
    students : int or None
        None where it is fewer than five, and told with the others.
    places : int
    """

    key: str
    students: int | None
    places: int


def list_supply_by_field(session: Session, on: date, kind: Kind | None = None) -> list[Supply]:
    """Count those who seek a place and the places left, by field of study.

    An offer for several fields counts in each; one for every field counts among the others.
    """
    programmes = _count_seeking(session, Student.programme, kind)
    fields = fields_of_programmes(session, programmes)
    seeking: Counter[str] = Counter()
    for programme, count in programmes.items():
        seeking[fields.get(programme, OTHERS)] += count
    return _beside(seeking, _count_places(session, OfferField.concept_id, on, kind))


def list_supply_by_place(session: Session, on: date, kind: Kind | None = None) -> list[Supply]:
    """Count those who seek a place by where they are, and the places left by where they are."""
    return _beside(
        Counter(_count_seeking(session, Student.place, kind)),
        _count_places(session, Offer.place, on, kind),
    )


def _beside(seeking: Mapping[str, int], places: Mapping[str, int]) -> list[Supply]:
    """Put what is sought beside what is offered, the largest first, the others last."""
    told = in_fives(seeking)
    groups = {key for key in (*told, *places) if key != OTHERS}
    rows = [Supply(key, told.get(key), places.get(key, 0)) for key in groups]
    rows.sort(key=lambda row: (-(row.students or 0), -row.places, row.key))
    others = Supply(OTHERS, told.get(OTHERS), places.get(OTHERS, 0))
    return [*rows, others] if others.students or others.places else rows


def _count_seeking(session: Session, column: Any, kind: Kind | None) -> dict[str, int]:
    """Count those who take part and have no place of the kind, by a column of theirs."""
    placed = select(Match.student_id).where(Match.state.in_(HOLDS_A_PLACE))
    sought = select(Seeking.student_id)
    if kind is not None:
        placed = placed.join(Offer, Offer.id == Match.offer_id).where(Offer.kind == kind)
        sought = sought.where(Seeking.kind == kind)
    query = (
        select(column, func.count(Student.id))
        .where(
            Student.state == ProfileState.SUBMITTED,
            Student.is_protected.is_(False),
            Student.erased_at.is_(None),
            Student.id.in_(sought),
            Student.id.not_in(placed),
        )
        .group_by(column)
    )
    return {key or OTHERS: count for key, count in session.execute(query)}


def _count_places(session: Session, column: Any, on: date, kind: Kind | None) -> dict[str, int]:
    """Count the places left of what has not begun, by a column of the offer or of its fields."""
    left = func.sum(Offer.places - Offer.places_taken)
    query = only_public(select(column, left).select_from(Offer)).where(Offer.starts_on >= on)
    if column is OfferField.concept_id:
        query = query.outerjoin(Offer.fields)
    if kind is not None:
        query = query.where(Offer.kind == kind)
    rows = session.execute(query.group_by(column))
    return {key or OTHERS: count for key, count in rows if count}


def fields_of_programmes(session: Session, programmes: Iterable[str]) -> dict[str, str]:
    """Give the field of each programme whose name is known."""
    known = find_concept_ids(session, programmes, ["programme", "field"])
    steps = dict(
        session.execute(
            select(Concept.id, Concept.broader_id).where(Concept.kind.in_(["programme", "field"]))
        ).all()
    )
    return {name: _top(concept, steps.get) for name, concept in known.items()}


def _top(concept: str, above: Callable[[str], str | None]) -> str:
    for _step in range(DEEPEST):
        higher = above(concept)
        if higher is None:
            break
        concept = higher
    return concept
