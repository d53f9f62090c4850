"""What the review screen shows: a round, one of its sides a page at a time, and what is left.

The number of queries grows neither with offers nor with students or suggestions, and is small: a
page over a hundred thousand suggestions is made of a dozen.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased, defer, selectinload, undefer

from models.errors import NotFound
from models.matches import Match
from models.offers import Offer
from models.people import Seeking, Student
from models.queries.offers import only_public
from models.queries.review_lines import Line, list_offer_lines, list_student_lines
from models.queries.rounds import newest_done_run
from models.queries.standings import (
    EVERYTHING,
    Standing,
    StudentStanding,
    Wanted,
    is_on_programme,
    list_standings,
    list_student_standings,
    only_shown,
)
from models.rounds import Round, Run
from models.words import ASKED, HOLDS_A_PLACE, Kind, RoundState

# A student with one of these has, or may soon have, what they seek.
SPOKEN_FOR = ASKED | HOLDS_A_PLACE

PAGE = 50


@dataclass(frozen=True)
class Review:
    """A round as a coordinator goes through it.

    Parameters
    ----------
    round : Round
    rounds : sequence of Round
        Those that can be gone through, this one among them.
    run : Run or None
        The newest that is done.
    lines : sequence of OfferLine or of StudentLine
        A page of the offers, or of the students, those that need somebody or something first.
    line : OfferLine, StudentLine or None
        The one that is looked at.
    count : int
        How many there are on all pages.
    places : sequence of str
        Where the round's offers are, or where its students live.
    places_left, students_without : int
        What is left of the whole round, whatever is asked for.
    """

    round: Round
    rounds: Sequence[Round]
    run: Run | None
    lines: Sequence[Line]
    line: Line | None
    count: int
    places: Sequence[str]
    places_left: int
    students_without: int


@dataclass(frozen=True)
class _Side:
    standings: Sequence[Standing] | Sequence[StudentStanding]
    lines_of: Callable[[Iterable[int | None]], dict[int, Line]]
    places_left: int
    students_without: int


def get_review(
    session: Session,
    round_id: int,
    on: date,
    *,
    wanted: Wanted = EVERYTHING,
    of: int | None = None,
    page: int = 1,
) -> Review:
    """Give the offers or students of a round with their counts, from the newest run that is done.

    Parameters
    ----------
    of : int, optional
        The offer or the student that is looked at: what it is, `wanted` says.

    Raises
    ------
    NotFound
        If there is no such round.
    """
    rows = session.execute(_rounds(round_id, on, wanted)).all()
    found = next((row for row in rows if row.Round.id == round_id), None)
    if found is None:
        raise NotFound("round", round_id)
    side = _side(session, found, on, wanted)
    shown = [
        row.id
        for row in side.standings
        if row.is_wanted and (row.is_unplaced or not wanted.unplaced)
    ]
    ids = shown[(page - 1) * PAGE : page * PAGE]
    # What is looked at has a line too, though it may be on another page or beyond the filter.
    lines = side.lines_of([*ids, of])
    return Review(
        round=found.Round,
        rounds=[row.Round for row in rows],
        run=found.Run,
        lines=[lines[each] for each in ids],
        line=lines.get(of or 0),
        count=len(shown),
        places=sorted({row.place for row in side.standings} - {""}),
        places_left=side.places_left,
        students_without=side.students_without,
    )


def count_left(session: Session, round_: Round, on: date) -> tuple[int, int]:
    """Count the places that nobody has yet in a round, and the students without one."""
    places = _places_left(round_.kind, on)
    found = session.execute(select(places, _count_without(round_.kind))).one()
    return found[0] or 0, found[1]


def list_students_without(
    session: Session, round_: Round, *, wanted: Wanted = EVERYTHING, limit: int = 200
) -> Sequence[Student]:
    """List the students who seek the round's kind and are neither asked nor placed, by name."""
    query = _without(select(Student), round_.kind).options(selectinload(Student.seeking))
    if wanted.place:
        query = query.where(Student.place == wanted.place)
    if wanted.programme:
        query = query.where(is_on_programme(wanted.programme))
    return session.scalars(query.order_by(Student.sort_key, Student.id).limit(limit)).all()


def list_places_without(session: Session, round_: Round) -> Sequence[str]:
    """List the municipalities that the students without a place live in, by code."""
    query = _without(select(Student.place), round_.kind).where(Student.place != "")
    return session.scalars(query.distinct().order_by(Student.place)).all()


def list_students_spoken_for(session: Session, kind: Kind, student_ids: Iterable[int]) -> set[int]:
    """List those of some students who are asked or placed, in any round of a kind."""
    query = select(Student.id).where(Student.id.in_(set(student_ids)), is_spoken_for(kind))
    return set(session.scalars(query))


def is_spoken_for(kind: Any) -> ColumnElement[bool]:
    """Say in a query whether a student is asked or placed, in any round of a kind."""
    spoken_for = select(Match.student_id).join(Offer, Offer.id == Match.offer_id)
    spoken_for = spoken_for.where(Offer.kind == kind, Match.state.in_(SPOKEN_FOR))
    return Student.id.in_(spoken_for)


def _rounds(round_id: int, on: date, wanted: Wanted) -> Select[Round, Run, int]:
    """Ask for the rounds that can be gone through, and what is left of one on its other side."""
    this, is_this = aliased(Round), Round.id == round_id
    # Asked for by its number, not by the row: what is counted is then counted once, not per row.
    kind = select(this.kind).where(this.id == round_id).scalar_subquery()
    left = _places_left(kind, on) if wanted.by_student else _count_without(kind)
    return (
        select(Round, Run, left.label("left"))
        .outerjoin(Run, and_(is_this, Run.id == newest_done_run(Round.id)))
        # Why nobody fits, and how attention is spread, is long, and read elsewhere.
        .options(defer(Run.unmatched), defer(Run.spread), undefer(Run.found))
        .where(or_(is_this, Round.state.in_((RoundState.OPEN, RoundState.CLOSED))))
        .order_by(Round.is_rolling.desc(), Round.kind, Round.closes_on, Round.id)
    )


def _places_left(kind: Any, on: date) -> ScalarSelect[int]:
    places = only_public(select(func.sum(Offer.places - Offer.places_taken)))
    return places.where(Offer.kind == kind, Offer.ends_on >= on).scalar_subquery()


def _count_without(kind: Any) -> ScalarSelect[int]:
    return _without(select(func.count(Student.id)), kind).scalar_subquery()


def _without(query: Select[Any], kind: Any) -> Select[Any]:
    return only_shown(query).where(Student.id.in_(_seeking(kind)), ~is_spoken_for(kind))


def _seeking(kind: Any) -> Select[Any]:
    return select(Seeking.student_id).where(Seeking.kind == kind)


def _side(session: Session, found: Any, on: date, wanted: Wanted) -> _Side:
    """Read the side that is gone through: what is left of the other one was counted before."""
    if wanted.by_student:
        students = list_student_standings(session, found.Round, found.Run, wanted)
        without = sum(row.is_unplaced for row in students)
        lines_of = partial(list_student_lines, session, students)
        return _Side(students, lines_of, places_left=found.left or 0, students_without=without)
    offers = list_standings(session, found.Round, found.Run, on, wanted)
    left = sum(row.places_left for row in offers)
    lines_of = partial(list_offer_lines, session, offers)
    return _Side(offers, lines_of, places_left=left, students_without=found.left)
