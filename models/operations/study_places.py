"""Learning centres are described, their rooms given a week, and from it times with dates made."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.days import STOCKHOLM, day_in_sweden
from models.errors import Missing
from models.operations.events import record
from models.operations.guards import all_told, is_of_working_group
from models.operations.residents import end_bookings
from models.queries.study_places import list_free_slots_of_room, list_starts_of_room
from models.study_places import Centre, StudyRoom, StudySlot, StudyTime

# So far ahead can be booked.
WEEKS_AHEAD = 4


def add_centre(
    session: Session,
    *,
    name: str,
    place: str,
    address: str,
    hours: str,
    by: Actor,
    at: datetime,
) -> Centre:
    """Add a learning centre.

    Raises
    ------
    NotAllowed, Missing
        If whoever does it is no coordinator, or it has no name.
    """
    is_of_working_group("add_centre", by)
    all_told(name=name.strip())
    centre = Centre(name=name.strip(), place=place, address=address, hours=hours)
    session.add(centre)
    session.flush()
    record(session, "centre", "added", centre.id, by=by, at=at)
    return centre


def edit_centre(
    session: Session,
    centre: Centre,
    *,
    name: str,
    place: str,
    address: str,
    hours: str,
    by: Actor,
    at: datetime,
) -> None:
    """Describe a learning centre anew; as `add_centre`, which says what it raises."""
    is_of_working_group("edit_centre", by)
    all_told(name=name.strip())
    said = {"name": name.strip(), "place": place, "address": address, "hours": hours}
    changed = [each for each, value in said.items() if getattr(centre, each) != value]
    for each in changed:
        setattr(centre, each, said[each])
    if changed:
        session.flush()
        record(session, "centre", "edited", centre.id, by=by, at=at, fields=changed)


def add_room(
    session: Session, centre: Centre, *, name: str, capacity: int, by: Actor, at: datetime
) -> StudyRoom:
    """Add a room with so many places to a centre.

    Raises
    ------
    NotAllowed, Missing
        If whoever does it is no coordinator, or it has no name or no place.
    """
    is_of_working_group("add_room", by)
    all_told(name=name.strip(), capacity=capacity or None)
    room = StudyRoom(centre=centre, name=name.strip(), capacity=capacity)
    session.add(room)
    session.flush()
    record(session, "centre", "room added", centre.id, by=by, at=at, room=room.id)
    return room


def add_time(
    session: Session,
    room: StudyRoom,
    *,
    weekday: int,
    opens: time,
    closes: time,
    by: Actor,
    at: datetime,
) -> StudyTime:
    """Let a room be booked at a time of every week; the next weeks can be booked at once.

    Raises
    ------
    NotAllowed, Missing
        If whoever does it is no coordinator, or it closes before it opens.
    """
    is_of_working_group("add_time", by)
    if closes <= opens:
        raise Missing(("closes",))
    row = StudyTime(room=room, weekday=weekday, opens=opens, closes=closes)
    session.add(row)
    session.flush()
    record(session, "centre", "time added", room.centre_id, by=by, at=at, room=room.id)
    make_slots(session, row, at=at)
    return row


def remove_time(session: Session, row: StudyTime, *, by: Actor, at: datetime) -> None:
    """Let a room be booked no more at a time of the week. What somebody asked for already stays.

    Raises
    ------
    NotAllowed
        If whoever does it is no coordinator.
    """
    is_of_working_group("remove_time", by)
    room, weekday, opens = row.room, row.weekday, row.opens
    for slot in list_free_slots_of_room(session, room.id, at):
        starts = slot.starts_at.astimezone(STOCKHOLM)
        if (starts.weekday(), starts.time()) == (weekday, opens):
            session.delete(slot)
    room.times.remove(row)
    session.flush()
    record(session, "centre", "time removed", room.centre_id, by=by, at=at, room=room.id)


def make_slots(session: Session, row: StudyTime, *, at: datetime) -> int:
    """Make the times of the next weeks that are not made yet, and count them. Twice is once."""
    made = set(list_starts_of_room(session, row.room_id, at))
    new = [
        StudySlot(room_id=row.room_id, starts_at=starts, ends_at=ends, capacity=row.room.capacity)
        for starts, ends in _dates(row, at)
        if starts not in made
    ]
    session.add_all(new)
    session.flush()
    if new:
        record(
            session, "centre", "times made", row.room.centre_id, by=SYSTEM, at=at, count=len(new)
        )
    return len(new)


def close_slot(session: Session, slot: StudySlot, *, by: Actor, at: datetime) -> int:
    """Close a time after all, tell those who booked it by letter, and count them. Twice is once.

    Raises
    ------
    NotAllowed
        If whoever does it is no coordinator.
    """
    is_of_working_group("close_slot", by)
    if slot.closed_at is not None:
        return 0
    slot.closed_at = at
    told = end_bookings(session, slot, at=at)
    record(session, "study_slot", "closed", slot.id, by=by, at=at, count=told)
    return told


def _dates(row: StudyTime, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Give when a time of the week begins and ends in the weeks to come, by the clock in Sweden."""
    today = day_in_sweden(at)
    first = today + timedelta(days=(row.weekday - today.weekday()) % 7)
    for week in range(WEEKS_AHEAD):
        day = first + timedelta(weeks=week)
        starts = datetime.combine(day, row.opens, STOCKHOLM)
        if starts > at:
            yield starts, datetime.combine(day, row.closes, STOCKHOLM)
