"""What happens to a meeting of the steering group: planned, held, minuted, or called off.

Guard, change, record; nothing is changed when they raise.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.days import day_in_sweden
from models.errors import IsDecided, Missing, NotAllowed, NotInOrder, WrongState
from models.meetings import Meeting
from models.moves import MEETING_MOVES
from models.operations.events import record
from models.operations.guards import all_told, may_move
from models.operations.letters import queue
from models.queries.meetings import is_anything_decided
from models.queries.members import list_invited, list_members
from models.words import MeetingState, Role

PAST = {"hold": "held", "minute": "minuted", "cancel": "cancelled"}


def plan_meeting(
    session: Session, *, starts_at: datetime, place: str, by: Actor, at: datetime
) -> Meeting:
    """Plan a meeting.

    Raises
    ------
    NotAllowed, Missing
        If another than the working group does, or it has no place.
    """
    is_working_group(by, "plan")
    all_told(place=place.strip())
    meeting = Meeting(starts_at=starts_at, place=place.strip(), changed_at=at)
    session.add(meeting)
    session.flush()
    record(session, "meeting", "planned", meeting.id, by=by, at=at, on=meeting.day)
    return meeting


def edit_meeting(
    session: Session,
    meeting: Meeting,
    *,
    starts_at: datetime,
    place: str,
    by: Actor,
    at: datetime,
) -> None:
    """Move a planned meeting to another time or place.

    Raises
    ------
    NotAllowed, WrongState, Missing
        If another than the working group does, it was held, or it has no place.
    """
    is_working_group(by, "edit")
    all_told(place=place.strip())
    is_planned(meeting, "edit")
    said = {"starts_at": starts_at, "place": place.strip()}
    changed = [name for name, value in said.items() if getattr(meeting, name) != value]
    if not changed:
        return
    meeting.starts_at, meeting.place, meeting.changed_at = starts_at, place.strip(), at
    session.flush()
    record(session, "meeting", "edited", meeting.id, by=by, at=at, on=meeting.day, fields=changed)


def send_agenda(session: Session, meeting: Meeting, *, by: Actor, at: datetime) -> int:
    """Send the agenda as it stands to every member, a letter each; give how many letters.

    Those without an address are told by a person. The same agenda goes to nobody twice.

    Raises
    ------
    NotAllowed, WrongState
        If another than the working group does, or the meeting was held.
    Missing
        If nothing is on the agenda.
    """
    is_working_group(by, "send_agenda")
    is_planned(meeting, "send_agenda")
    if not meeting.items:
        raise Missing(("items",))
    told = f"agenda:{meeting.id}:{int(meeting.changed_at.timestamp() * 1000)}"
    letters = [
        queue(session, "agenda_sent", member, at=at, meeting=meeting, once=f"{told}:{member.id}")
        for member in list_members(session, meeting.day)
    ]
    count = sum(letter is not None for letter in letters)
    if count:
        meeting.agenda_sent_at = at
        record(session, "meeting", "agenda sent", meeting.id, by=by, at=at, letters=count)
    return count


def hold_meeting(session: Session, meeting: Meeting, *, by: Actor, at: datetime) -> None:
    """Open a meeting on its day, or after: its agenda stands, and its items can be decided.

    Raises
    ------
    NotAllowed, WrongState
        As the table of moves says.
    NotInOrder
        If its day has not come.
    """
    may_move(MEETING_MOVES, "meeting", "hold", meeting.state, by)
    if day_in_sweden(at) < meeting.day:
        raise NotInOrder("hold")
    _move(session, meeting, "hold", by=by, at=at)


def minute_meeting(
    session: Session,
    meeting: Meeting,
    *,
    reference: str,
    approved_on: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """Write down that the minutes are approved; what is undecided is recorded from them.

    Raises
    ------
    NotAllowed, WrongState, Missing
        As the table of moves says, or if the reference or the day is not told.
    NotInOrder
        If they would be approved before the meeting, or on a day to come.
    """
    may_move(MEETING_MOVES, "meeting", "minute", meeting.state, by)
    all_told(minutes_reference=reference.strip(), minutes_approved_on=approved_on)
    if approved_on is None or not meeting.day <= approved_on <= day_in_sweden(at):
        raise NotInOrder("minute")
    meeting.minutes_reference, meeting.minutes_approved_on = reference.strip(), approved_on
    _move(session, meeting, "minute", by=by, at=at)


def cancel_meeting(
    session: Session, meeting: Meeting, *, reason: str, by: Actor, at: datetime
) -> int:
    """Call a meeting off, and tell everybody who got its agenda; give how many letters.

    Its items stay on it to be read, and wait for another meeting from now on.

    Raises
    ------
    NotAllowed, WrongState, Missing
        As the table of moves says, or if there is no reason.
    IsDecided
        If something is decided there: it was held then.
    """
    may_move(MEETING_MOVES, "meeting", "cancel", meeting.state, by)
    all_told(reason=reason.strip())
    if is_anything_decided(session, meeting.id):
        raise IsDecided(meeting.id)
    meeting.reason = reason.strip()
    _move(session, meeting, "cancel", by=by, at=at)
    letters = [
        queue(
            session,
            "meeting_cancelled",
            member,
            at=at,
            meeting=meeting,
            once=f"cancelled:{meeting.id}:{member.id}",
        )
        for member in list_invited(session, meeting.id)
    ]
    return sum(letter is not None for letter in letters)


def is_planned(meeting: Meeting, verb: str) -> None:
    """Refuse what only a planned meeting lets be done."""
    if meeting.state is not MeetingState.PLANNED:
        raise WrongState("meeting", verb, meeting.state)


def is_working_group(by: Actor, verb: str) -> None:
    """Refuse everybody but the working group, who prepares the meetings."""
    if by.role is not Role.COORDINATOR:
        raise NotAllowed(verb)


def _move(session: Session, meeting: Meeting, verb: str, *, by: Actor, at: datetime) -> None:
    """Move a meeting along the table and write it down: the one place that sets its state."""
    row = may_move(MEETING_MOVES, "meeting", verb, meeting.state, by)
    meeting.state, meeting.changed_at = MeetingState(str(row.target)), at
    record(session, "meeting", PAST[verb], meeting.id, by=by, at=at)
