"""Notes on pairs: written for colleagues, and removed again by whoever wrote them.

A note moves no match, counts in no run and tells nobody outside the working group. Nothing is
changed when an operation raises.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import NotAllowed, NotOpenForMatching
from models.notes import Note
from models.offers import Offer
from models.operations.events import record
from models.operations.guards import all_told, has_no_stake, is_not_oneself
from models.people import Student
from models.rounds import Round
from models.words import Role


def write_note(
    session: Session,
    round_: Round,
    student: Student,
    offer: Offer,
    *,
    words: str,
    by: Actor,
    at: datetime,
) -> Note:
    """Write something of a pair for colleagues.

    Raises
    ------
    NotAllowed, ConflictOfInterest
        If this actor may not, works for the employer, or is the student.
    NotOpenForMatching
        If the round is of another kind, or the student's identity is protected or erased.
    Missing
        If nothing is written.
    """
    if by.role is not Role.COORDINATOR or by.account_id is None:
        raise NotAllowed("note")
    has_no_stake(offer.employer, "note", by)
    is_not_oneself(student, "note", by)
    if round_.kind is not offer.kind:
        raise NotOpenForMatching("round")
    if student.is_protected or student.erased_at is not None:
        raise NotOpenForMatching("student")
    all_told(words=words.strip())
    note = Note(
        round_id=round_.id, student_id=student.id, offer_id=offer.id, words=words.strip(), at=at
    )
    note.by_id = by.account_id
    session.add(note)
    session.flush()
    record(session, "note", "written", note.id, by=by, at=at, **_pair(note))
    return note


def remove_note(session: Session, note: Note, *, by: Actor, at: datetime) -> None:
    """Remove a note. That it was there stands in the history, what it said does not.

    Raises
    ------
    NotAllowed
        If somebody else wrote it.
    """
    if by.role is not Role.COORDINATOR or by.account_id != note.by_id:
        raise NotAllowed("note")
    record(session, "note", "removed", note.id, by=by, at=at, **_pair(note))
    session.delete(note)
    session.flush()


def _pair(note: Note) -> dict[str, object]:
    return {"round": note.round_id, "student": note.student_id, "offer": note.offer_id}
