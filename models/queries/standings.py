"""How offers and students of a round stand, in numbers: what their lists are ordered by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeVarTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    Subquery,
    and_,
    case,
    func,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.matches import Match
from models.offers import Offer
from models.people import Seeking, Student
from models.queries.offers import only_public
from models.queries.rounds import IS_LISTED, IS_LISTED_FOR_STUDENT
from models.rounds import Round, Run, Suggestion
from models.words import ASKED, HOLDS_A_PLACE, Kind, ProfileState

Columns = TypeVarTuple("Columns")


@dataclass(frozen=True)
class Wanted:
    """What of a round is looked at; what is empty is not asked for.

    Parameters
    ----------
    place : str
        Offers in a municipality, by its code; of students those who live there.
    programme : str
        Candidates whose programme says this, and the offers that have one of them.
    unplaced : bool
        Candidates who are neither asked nor placed, and offers that need somebody.
    by_student : bool
        Students are gone through, and offers are their candidates; else the other way round.
    """

    place: str = ""
    programme: str = ""
    unplaced: bool = False
    by_student: bool = False


EVERYTHING = Wanted()


class Standing(NamedTuple):
    """How an offer of a round stands, in numbers: thousands of these are read at once.

    Parameters
    ----------
    id : int
        The offer's.
    place : str
        Where it is, by the municipality's code.
    places_left : int
    asked : int
        How many are asked, or about to be.
    acted_on, found : int
        How many the run found, and of how many of those something has come already.
    is_wanted : bool
        Whether it is among what was asked for.
    """

    id: int
    place: str
    places_left: int
    asked: int
    acted_on: int
    is_wanted: bool
    found: int

    @property
    def left(self) -> int:
        """How many of those found nobody has acted on."""
        return self.found - self.acted_on

    @property
    def is_unplaced(self) -> bool:
        """Whether a place is left that nobody is asked for, and somebody could be."""
        return self.left > 0 and self.asked < self.places_left


class StudentStanding(NamedTuple):
    """How a student who seeks a round's kind stands, in numbers.

    Parameters
    ----------
    id : int
        The student's.
    place : str
        Where they live, by the municipality's code.
    asked, placed : int
        For how many offers of the kind they are asked, or about to be, and how many they have.
    acted_on, found : int
        How many offers the run found for them, and of how many something has come already.
    is_wanted : bool
        Whether they are among what was asked for.
    """

    id: int
    place: str
    asked: int
    placed: int
    acted_on: int
    is_wanted: bool
    found: int

    @property
    def left(self) -> int:
        """How many of those found nobody has acted on."""
        return self.found - self.acted_on

    @property
    def is_unplaced(self) -> bool:
        """Whether they are neither asked nor placed."""
        return not self.asked and not self.placed


def list_standings(
    session: Session, round_: Round, run: Run | None, on: date, wanted: Wanted
) -> list[Standing]:
    """Give how all offers of a round stand, those that need somebody first and full ones last."""
    asked, acted_on = _asked(), _acted_on(round_, run, Suggestion.offer_id, IS_LISTED)
    query = (
        only_public(select(Offer.id, Offer.place, Offer.places - Offer.places_taken))
        .add_columns(*(func.coalesce(each.c.count, 0) for each in (asked, acted_on)))
        .add_columns(_is_wanted(run, wanted))
        .where(Offer.kind == round_.kind, Offer.ends_on >= on)
    )
    for counted in (asked, acted_on):
        query = query.outerjoin(counted, counted.c.offer_id == Offer.id)
    found, rows = _found(run, "offers"), session.execute(query)
    standing = [Standing._make((*row, found.get(str(row[0]), 0))) for row in rows]
    return sorted(standing, key=lambda row: (not row.is_unplaced, row.places_left == 0, row.id))


def list_student_standings(
    session: Session, round_: Round, run: Run | None, wanted: Wanted
) -> list[StudentStanding]:
    """Give how all students who seek a round's kind stand, those without a place first."""
    spoken_for = _spoken_for(round_.kind)
    acted_on = _acted_on(round_, run, Suggestion.student_id, IS_LISTED_FOR_STUDENT)
    counts = (spoken_for.c.asked, spoken_for.c.placed, acted_on.c.count)
    is_wanted: list[ColumnElement[bool]] = [true()]
    if wanted.place:
        is_wanted.append(Student.place == wanted.place)
    if wanted.programme:
        is_wanted.append(is_on_programme(wanted.programme))
    seeking = select(Seeking.student_id).where(Seeking.kind == round_.kind)
    columns: Select[*tuple[Any, ...]] = select(
        Student.id, Student.place, *(func.coalesce(each, 0) for each in counts)
    )
    query = only_shown(columns)
    query = query.add_columns(and_(*is_wanted)).where(Student.id.in_(seeking))
    for counted in (spoken_for, acted_on):
        query = query.outerjoin(counted, counted.c.student_id == Student.id)
    found, rows = _found(run, "students"), session.execute(query)
    standing = [StudentStanding._make((*row, found.get(str(row[0]), 0))) for row in rows]
    return sorted(standing, key=lambda row: (row.placed > 0, row.asked > 0, not row.left, row.id))


def only_shown(query: Select[*Columns]) -> Select[*Columns]:
    """Keep the students whom the review shows: who has left or is protected is in no list."""
    return query.where(Student.state == ProfileState.SUBMITTED, Student.is_protected.is_(False))


def _spoken_for(kind: Kind) -> Subquery:
    return (
        select(
            Match.student_id,
            func.sum(case((Match.state.in_(ASKED), 1), else_=0)).label("asked"),
            func.sum(case((Match.state.in_(HOLDS_A_PLACE), 1), else_=0)).label("placed"),
        )
        .join(Offer, Offer.id == Match.offer_id)
        .where(Offer.kind == kind, Match.state.in_(ASKED | HOLDS_A_PLACE))
        .group_by(Match.student_id)
        .subquery()
    )


def _asked() -> Subquery:
    query = select(Match.offer_id, func.count().label("count")).where(Match.state.in_(ASKED))
    return query.group_by(Match.offer_id).subquery()


def _found(run: Run | None, side: str) -> Mapping[str, int]:
    return run.found[side] if run and run.found else {}


def _acted_on(
    round_: Round,
    run: Run | None,
    side: InstrumentedAttribute[int],
    is_listed: SQLColumnExpression[bool],
) -> Subquery:
    is_found = and_(
        Suggestion.run_id == (run.id if run else None),
        Suggestion.student_id == Match.student_id,
        Suggestion.offer_id == Match.offer_id,
    )
    return (
        select(side, func.count().label("count"))
        .join(Match, is_found)
        .where(Match.round_id == round_.id, is_listed)
        .group_by(side)
        .subquery()
    )


def _is_wanted(run: Run | None, wanted: Wanted) -> ColumnElement[bool]:
    is_wanted: list[ColumnElement[bool]] = [true()]
    if wanted.place:
        is_wanted.append(Offer.place == wanted.place)
    if wanted.programme:
        listed = (
            select(Suggestion.offer_id)
            .join(Student, Student.id == Suggestion.student_id)
            .where(Suggestion.run_id == (run.id if run else None), IS_LISTED)
        )
        is_wanted.append(Offer.id.in_(listed.where(is_on_programme(wanted.programme))))
    return and_(*is_wanted)


def is_on_programme(words: str) -> ColumnElement[bool]:
    """Say in a query whether a student's programme has some words."""
    return Student.programme.icontains(words, autoescape=True)
