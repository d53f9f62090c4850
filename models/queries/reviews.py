"""What the review screen shows: a round, one of its sides a page at a time, and what is left.

The number of queries grows neither with offers nor with students or suggestions, and is small: a
page over a hundred thousand suggestions is made of a dozen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session, defer, selectinload

from models.errors import NotFound
from models.matches import Match
from models.offers import Offer
from models.people import Seeking, Student
from models.queries.offers import only_public
from models.queries.review_lines import Line, list_offer_lines, list_student_lines
from models.queries.rounds import newest_done_run
from models.queries.standings import (
    EVERYTHING,
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
    shown, lines = _lines(session, found, on, wanted, (page - 1) * PAGE, of)
    return Review(
        round=found.Round,
        rounds=[row.Round for row in rows],
        run=found.Run,
        lines=[lines[each] for each in shown[(page - 1) * PAGE : page * PAGE]],
        line=lines.get(of or 0),
        count=len(shown),
        places=sorted((found.places or "").split()),
        places_left=found.places_left or 0,
        students_without=found.without,
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
    return Student.id.in_(spoken_for.correlate(Round))


def _rounds(round_id: int, on: date, wanted: Wanted) -> Select[Any]:
    """Ask for the rounds that can be gone through, and for what is left of one of them."""
    is_this, nothing = Round.id == round_id, literal(0)
    places = select(Offer.place).where(Offer.kind == Round.kind, Offer.place != "")
    places = only_public(places).where(Offer.ends_on >= on)
    if wanted.by_student:
        places = select(Student.place).where(Student.id.in_(_seeking(Round.kind)))
        places = only_shown(places).where(Student.place != "")
    places = places.correlate(Round).distinct()
    named = select(func.aggregate_strings(places.subquery("by_place").c.place, " "))
    return (
        select(
            Round,
            Run,
            case((is_this, _count_without(Round.kind)), else_=nothing).label("without"),
            case((is_this, _places_left(Round.kind, on)), else_=nothing).label("places_left"),
            case((is_this, named.scalar_subquery()), else_="").label("places"),
        )
        .outerjoin(Run, and_(is_this, Run.id == newest_done_run(Round.id)))
        # Why nobody fits, and how attention is spread, is long, and read elsewhere.
        .options(defer(Run.unmatched), defer(Run.spread))
        .where(or_(is_this, Round.state.in_((RoundState.OPEN, RoundState.CLOSED))))
        .order_by(Round.is_rolling.desc(), Round.kind, Round.closes_on, Round.id)
    )


def _places_left(kind: Any, on: date) -> ScalarSelect[int]:
    places = only_public(select(func.sum(Offer.places - Offer.places_taken)))
    return places.where(Offer.kind == kind, Offer.ends_on >= on).correlate(Round).scalar_subquery()


def _count_without(kind: Any) -> ScalarSelect[int]:
    return _without(select(func.count(Student.id)), kind).correlate(Round).scalar_subquery()


def _without(query: Select[Any], kind: Any) -> Select[Any]:
    return only_shown(query).where(Student.id.in_(_seeking(kind)), ~is_spoken_for(kind))


def _seeking(kind: Any) -> Select[Any]:
    return select(Seeking.student_id).where(Seeking.kind == kind).correlate(Round)


def _lines(
    session: Session, found: Any, on: date, wanted: Wanted, first: int, of: int | None
) -> tuple[list[int], dict[int, Line]]:
    """Give the ids of all that is wanted, and the lines of a page of it.

    What is looked at has a line too, though it may be on another page or beyond the filter.
    """
    if wanted.by_student:
        everybody = list_student_standings(session, found.Round, found.Run, wanted)
        without = [row for row in everybody if not row.asked and not row.placed]
        ids = [row.id for row in (without if wanted.unplaced else everybody) if row.is_wanted]
        return ids, list_student_lines(session, everybody, [*ids[first : first + PAGE], of])
    standings = list_standings(session, found.Round, found.Run, on, wanted)
    ids = [row.id for row in standings if row.is_wanted and (row.needs or not wanted.unplaced)]
    return ids, list_offer_lines(session, standings, [*ids[first : first + PAGE], of])
