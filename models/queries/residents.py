"""Questions about residents without an account, and the links that they hold."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import LinkInvalid
from models.persons import Person, residents_at
from models.queries.letters import hash_token
from models.residents import Resident, ResidentLink
from models.study_places import StudySlot


def find_interest(session: Session, course_id: int, email: str) -> Resident | None:
    """Give what somebody left at a course, by their address."""
    query = select(Resident).where(Resident.course_id == course_id, Resident.email == email)
    return session.scalar(query)


def find_booking(session: Session, slot_id: int, email: str) -> Resident | None:
    """Give what somebody left at a time in a learning centre, by their address."""
    query = select(Resident).where(Resident.slot_id == slot_id, Resident.email == email)
    return session.scalar(query)


def find_overlapping(session: Session, slot: StudySlot, email: str) -> StudySlot | None:
    """Give the time that an address has booked at any centre while another lasts."""
    query = (
        select(StudySlot)
        .join(Resident, Resident.slot_id == StudySlot.id)
        .where(
            Resident.email == email,
            Resident.confirmed_at.is_not(None),
            Resident.ended_at.is_(None),
            StudySlot.id != slot.id,
            StudySlot.starts_at < slot.ends_at,
            StudySlot.ends_at > slot.starts_at,
        )
    )
    return session.scalar(query.order_by(StudySlot.id).limit(1))


def list_residents_at(session: Session, person: Person) -> Sequence[Resident]:
    """List what was left at a person's address, in the order in which it was."""
    query = select(Resident).where(residents_at(person))
    return session.scalars(query.order_by(Resident.id)).all()


def get_resident_of_link(session: Session, token: str, at: datetime) -> Resident:
    """Give whom a link is for.

    Raises
    ------
    LinkInvalid
        If it is unknown or too old, or what it was for is erased.
    """
    query = select(ResidentLink).where(ResidentLink.token_hash == hash_token(token))
    link = session.scalar(query)
    if link is None or link.expires_at < at:
        raise LinkInvalid
    return link.resident
