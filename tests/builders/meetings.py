"""Members of the steering group, meetings, items of agendas, and decisions."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.activities import Activity
from models.actors import Actor
from models.decisions import Decision
from models.meetings import AgendaItem, Meeting
from models.members import SteeringMember
from models.operations import agendas, decisions, meetings, members
from models.operations.agendas import ItemWords
from models.operations.decisions import DecisionWords
from models.operations.members import MemberWords
from models.queries.members import list_members
from models.words import ActivityState, MeetingState, Party, Presence, Ruling, Subject
from tests.builders.activities import a_model, a_steering_member, an_activity
from tests.builders.people import a_coordinator
from tests.builders.time import NOW, NUMBERS

# A meeting of the builders begins two hours before their now, so that it can be held.
MEETS_AT = NOW - timedelta(hours=2)


def a_member(session: Session, **words: Any) -> SteeringMember:
    """Make a member of the steering group, since long ago."""
    said = {"name": f"Member {next(NUMBERS)}", "party": Party.MUNICIPALITY, **words}
    said.setdefault("since", date(2020, 1, 1))
    return members.add_member(session, MemberWords(**said), by=a_coordinator(session), at=NOW)


def a_meeting(
    session: Session,
    state: MeetingState = MeetingState.PLANNED,
    *,
    starts_at: datetime = MEETS_AT,
    place: str = "Rådhuset",
) -> Meeting:
    """Make a meeting in a state, and a member who can decide there."""
    by = a_coordinator(session)
    meeting = meetings.plan_meeting(session, starts_at=starts_at, place=place, by=by, at=NOW)
    if not list_members(session, meeting.day):
        a_member(session)
    bring_to(session, meeting, state)
    return meeting


def bring_to(session: Session, meeting: Meeting, state: MeetingState) -> None:
    """Hold a planned meeting and have its minutes approved, or call it off, as a state asks for."""
    if state is MeetingState.CANCELLED:
        by = a_coordinator(session)
        meetings.cancel_meeting(session, meeting, reason="Sjukdom", by=by, at=NOW)
        return
    if state is not MeetingState.PLANNED:
        meetings.hold_meeting(session, meeting, by=a_coordinator(session), at=NOW)
    if state is MeetingState.MINUTED:
        meetings.minute_meeting(
            session,
            meeting,
            reference="Dnr 2027/12 § 3",
            approved_on=meeting.day,
            by=a_steering_member(session),
            at=NOW,
        )


def an_item(
    session: Session,
    meeting: Meeting | None = None,
    subject: Subject = Subject.ACTIVITY,
    *,
    activity: Activity | None = None,
    corrects: AgendaItem | None = None,
    **words: str,
) -> AgendaItem:
    """Put something on the agenda of a meeting, planned unless it is given."""
    meeting = meeting or a_meeting(session)
    things: dict[str, Any] = {"corrects": corrects}
    if subject is Subject.ACTIVITY:
        things["activity"] = activity or an_activity(session, ActivityState.REVIEWED)
    elif subject is Subject.UNFUNDED:
        things["activity"] = activity or an_activity(
            session, ActivityState.APPROVED, cost_sek=40_000
        )
    elif subject is Subject.MODEL:
        things["model"] = a_model(session)
    title = "Höstens möten" if subject is Subject.MATTER else ""
    said = {"question": "Att besluta.", "title": title, **words}
    by = a_coordinator(session)
    return agendas.put_on_agenda(
        session, meeting, subject, ItemWords(**said), by=by, at=NOW, **things
    )


def an_item_of(
    session: Session, state: MeetingState, subject: Subject = Subject.ACTIVITY, **told: Any
) -> AgendaItem:
    """Put something on the agenda of a meeting that is then brought to a state."""
    item = an_item(session, None, subject, **told)
    bring_to(session, item.meeting, state)
    return item


def decide_on(
    session: Session,
    item: AgendaItem,
    ruling: Ruling = Ruling.APPROVED,
    *,
    by: Actor | None = None,
    presence: dict[int, Presence] | None = None,
    **words: Any,
) -> Decision:
    """Decide on an item; everybody takes part unless it is told otherwise."""
    if presence is None:
        everybody = list_members(session, item.meeting.day)
        presence = {member.id: Presence.TOOK_PART for member in everybody}
    said = DecisionWords(ruling, **{"reason": "Så tyckte vi.", "minutes_reference": "§ 1", **words})
    by, seen = by or a_steering_member(session), item.thing_version
    return decisions.decide(session, item, said, presence, seen=seen, by=by, at=NOW)


def a_decision(
    session: Session, ruling: Ruling = Ruling.APPROVED, *, from_minutes: bool = False, **told: Any
) -> Decision:
    """Make a decision on an activity, on the page or from the minutes."""
    state = MeetingState.MINUTED if from_minutes else MeetingState.HELD
    return decide_on(session, an_item_of(session, state, **told), ruling)
