"""A round with as many suggestions as a promise speaks of, copied from one that the demo has."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from models.base import Base
from models.queries.rounds import count_found, get_round, get_run
from models.rounds import Suggestion

# What each student's list holds, and how many students there are for each offer.
LISTED, STUDENTS_PER_OFFER = 20, 5


def crowd(session: Session, like: Suggestion, count: int) -> dict[str, Any]:
    """Add a run of `count` suggestions to a suggestion's round; give the address of one pair.

    Its students, offers and terms are those of `like`, many times over: the page has as much to
    read as if they were all different.

    Parameters
    ----------
    count : int
        A multiple of 2,000, so that the lists of all are equally long.
    """
    tables = Base.metadata.tables
    kind = get_round(session, like.run.round_id).kind
    runs = _copy(session, tables["runs"], like.run_id, 1, lambda _number: {})
    offers = _copy(
        session,
        tables["offers"],
        like.offer_id,
        count // LISTED // STUDENTS_PER_OFFER,
        lambda _number: {"source": None, "places": 3, "places_taken": 0},
    )
    students = _copy(
        session,
        tables["students"],
        like.student_id,
        count // LISTED,
        lambda number: {"account_id": None, "source": None, "email": f"crowd{number}@example.org"},
    )
    seeking = tables["seeking"]
    sought = select(seeking.c.id).where(
        seeking.c.student_id == like.student_id, seeking.c.kind == kind
    )
    seeking_id = session.scalars(sought).one()
    _copy(session, seeking, seeking_id, len(students), lambda at: {"student_id": students[at]})
    step = len(offers) // LISTED

    def pair(number: int) -> dict[str, Any]:
        student, rank = divmod(number, LISTED)
        return {
            "run_id": runs[0],
            "student_id": students[student],
            "offer_id": offers[(student + rank * step) % len(offers)],
            "student_rank": rank + 1,
            "offer_rank": rank * STUDENTS_PER_OFFER + student // len(offers) + 1,
            "is_proposed": rank == 0,
        }

    _copy(session, tables["suggestions"], like.id, count, pair)
    get_run(session, runs[0]).found = count_found(session, runs[0])
    session.flush()
    return {"round_id": like.run.round_id, "offer": offers[0], "student": students[0]}


def _copy(
    session: Session, table: Table, row_id: int, count: int, change: Callable[[int], dict[str, Any]]
) -> list[int]:
    """Add copies of a row, each changed in its own way; give their ids."""
    row = dict(session.execute(select(table).where(table.c.id == row_id)).mappings().one())
    del row["id"]
    session.execute(insert(table), [{**row, **change(number)} for number in range(count)])
    newest = select(table.c.id).order_by(table.c.id.desc()).limit(count)
    return sorted(session.scalars(newest))
