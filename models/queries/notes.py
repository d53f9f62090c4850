"""Questions about what coordinators have written to each other of pairs."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from models.errors import NotFound
from models.notes import Note
from models.offers import Offer
from models.people import Account, Student


def _with_author() -> Select[Note]:
    return select(Note).options(joinedload(Note.by, innerjoin=True).lazyload(Account.roles))


def get_note(session: Session, note_id: int) -> Note:
    """Give a note, or raise NotFound."""
    note = session.scalar(_with_author().where(Note.id == note_id))
    if note is None:
        raise NotFound("note", note_id)
    return note


def list_notes(session: Session, round_id: int, student_id: int, offer_id: int) -> Sequence[Note]:
    """List the notes on a pair in a round, oldest first."""
    query = _with_author().where(
        Note.round_id == round_id, Note.student_id == student_id, Note.offer_id == offer_id
    )
    return session.scalars(query.order_by(Note.at, Note.id)).all()


def list_notes_of(session: Session, round_id: int, of: Offer | Student) -> dict[int, list[Note]]:
    """List the notes on the pairs of an offer or a student in a round, oldest first.

    They are given by the other one of the pair: by student for an offer, by offer for a student.
    """
    mine, other = (
        (Note.student_id, "offer_id") if isinstance(of, Student) else (Note.offer_id, "student_id")
    )
    query = _with_author().where(Note.round_id == round_id, mine == of.id)
    found: dict[int, list[Note]] = {}
    for note in session.scalars(query.order_by(Note.at, Note.id)):
        found.setdefault(getattr(note, other), []).append(note)
    return found
