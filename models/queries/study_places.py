"""Questions about learning centres, and the times at which their places are booked."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from models.days import end_of_day
from models.errors import NotFound
from models.residents import Resident
from models.study_places import Centre, StudyRoom, StudySlot, StudyTime

A_DAY = timedelta(days=1)


def list_centres(session: Session) -> Sequence[Centre]:
    """List the learning centres with their rooms, by name."""
    query = select(Centre).options(selectinload(Centre.rooms))
    return session.scalars(query.order_by(Centre.name, Centre.id)).all()


def get_centre(session: Session, centre_id: int) -> Centre:
    """Give a learning centre with its rooms and their week, or raise NotFound."""
    whole = selectinload(Centre.rooms).selectinload(StudyRoom.times)
    centre = session.get(Centre, centre_id, options=[whole])
    if centre is None:
        raise NotFound("centre", centre_id)
    return centre


def get_room(session: Session, room_id: int) -> StudyRoom:
    """Give a room, or raise NotFound."""
    room = session.get(StudyRoom, room_id)
    if room is None:
        raise NotFound("room", room_id)
    return room


def list_times_behind(session: Session, at: datetime) -> Sequence[StudyTime]:
    """List the times of the week of rooms whose last date is made for less than three weeks ahead.

    Asked every minute, so that making the dates is asked for once a week or so.
    """
    last = (
        select(func.max(StudySlot.starts_at))
        .where(StudySlot.room_id == StudyTime.room_id)
        .scalar_subquery()
    )
    behind = at + timedelta(weeks=3)
    query = select(StudyTime).where(func.coalesce(last, at) < behind)
    return session.scalars(query.order_by(StudyTime.id)).all()


def find_time(session: Session, time_id: int) -> StudyTime | None:
    """Give a time of the week, if it is there."""
    return session.get(StudyTime, time_id)


def get_slot(session: Session, slot_id: int) -> StudySlot:
    """Give a time with its date, with its room and centre, or raise NotFound."""
    query = select(StudySlot).where(StudySlot.id == slot_id).options(_whole())
    slot = session.scalar(query.execution_options(populate_existing=True))
    if slot is None:
        raise NotFound("study_slot", slot_id)
    return slot


def list_slots(
    session: Session, centre_id: int, *, since: datetime, until: datetime
) -> Sequence[StudySlot]:
    """List the times of a centre that begin in a period, closed ones too, as they come."""
    query = (
        select(StudySlot)
        .join(StudyRoom, StudyRoom.id == StudySlot.room_id)
        .where(
            StudyRoom.centre_id == centre_id,
            StudySlot.starts_at >= since,
            StudySlot.starts_at < until,
        )
        .options(_whole())
    )
    return session.scalars(query.order_by(StudySlot.starts_at, StudyRoom.name, StudySlot.id)).all()


def list_starts_of_room(session: Session, room_id: int, since: datetime) -> Sequence[datetime]:
    """List when the times of a room begin that are made already."""
    query = select(StudySlot.starts_at).where(
        StudySlot.room_id == room_id, StudySlot.starts_at >= since
    )
    return session.scalars(query.order_by(StudySlot.starts_at)).all()


def list_free_slots_of_room(session: Session, room_id: int, after: datetime) -> Sequence[StudySlot]:
    """List the times of a room to come that nobody has asked for."""
    asked = select(Resident.slot_id).where(Resident.slot_id.is_not(None))
    query = select(StudySlot).where(
        StudySlot.room_id == room_id, StudySlot.starts_at > after, StudySlot.id.not_in(asked)
    )
    return session.scalars(query.order_by(StudySlot.id)).all()


def list_bookings(session: Session, slot_id: int) -> Sequence[Resident]:
    """List those who have booked a time, in the order in which they came."""
    query = select(Resident).where(
        Resident.slot_id == slot_id,
        Resident.confirmed_at.is_not(None),
        Resident.ended_at.is_(None),
    )
    return session.scalars(query.order_by(Resident.confirmed_at, Resident.id)).all()


def get_bookings_of_day(
    session: Session, centre_id: int, day: date
) -> Mapping[StudySlot, Sequence[Resident]]:
    """Give who has booked what at a centre on a day in Sweden, as the times come."""
    since, until = end_of_day(day - A_DAY), end_of_day(day)
    slots = list_slots(session, centre_id, since=since, until=until)
    return {slot: list_bookings(session, slot.id) for slot in slots}


def count_places_ahead(session: Session, at: datetime, until: datetime) -> Mapping[int, int]:
    """Count the places that can be booked in a period, by centre, those with any."""
    query = (
        select(StudyRoom.centre_id, func.sum(StudySlot.capacity - StudySlot.taken))
        .join(StudySlot, StudySlot.room_id == StudyRoom.id)
        .where(StudySlot.closed_at.is_(None), StudySlot.starts_at > at, StudySlot.starts_at < until)
        .group_by(StudyRoom.centre_id)
    )
    return {centre_id: count for centre_id, count in session.execute(query) if count}


def _whole() -> _AbstractLoad:
    return joinedload(StudySlot.room).joinedload(StudyRoom.centre)
