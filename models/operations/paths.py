"""The steps that a person tells of their own way; nobody but the person adds, reads or removes."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import NotAllowed, TooMany
from models.operations.events import record
from models.operations.guards import all_told
from models.paths import MOST_STEPS, PathStep
from models.people import Student
from models.queries.paths import find_path_step, list_path_steps
from models.words import Role, Stage


def add_step(
    session: Session, student: Student, stage: Stage, what: str, year: int, *, by: Actor,
    at: datetime,
) -> PathStep:  # fmt: skip
    """Keep a step that somebody tells of. Twice is once.

    Raises
    ------
    NotAllowed, Missing, TooMany
        If it is somebody else's way, nothing is told, or as many are kept as may be.
    """
    _is_own(student, by, "add_step")
    what = " ".join(what.split())
    all_told(what=what)
    steps = list_path_steps(session, student.id)
    for step in steps:
        if (step.stage, step.what, step.year) == (stage, what, year):
            return step
    if len(steps) >= MOST_STEPS:
        raise TooMany("path_step", MOST_STEPS)
    step = PathStep(student=student, stage=stage, what=what, year=year, told_at=at)
    session.add(step)
    session.flush()
    record(session, "student", "step told", student.id, by=by, at=at, stage=stage)
    return step


def remove_step(
    session: Session, student: Student, step_id: int, *, by: Actor, at: datetime
) -> None:
    """Remove a step; one that is gone, or somebody else's, is left alone. Twice is once."""
    _is_own(student, by, "remove_step")
    step = find_path_step(session, step_id)
    if step is None or step.student_id != student.id:
        return
    session.delete(step)
    session.flush()
    record(session, "student", "step removed", student.id, by=by, at=at, stage=step.stage)


def _is_own(student: Student, by: Actor, verb: str) -> None:
    if by.role is not Role.STUDENT or by.account_id != student.account_id:
        raise NotAllowed(verb)
