"""What stands on the agenda of a meeting: put there, reworded, moved, taken off."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from models.activities import Activity
from models.actors import Actor
from models.errors import AlreadyThere, WrongState
from models.lifecycle import LifecycleVersion
from models.meetings import AgendaItem, Meeting
from models.operations.events import record
from models.operations.guards import all_told
from models.operations.meetings import is_planned, is_working_group
from models.queries.meetings import (
    AWAITS_DECISION,
    find_decision,
    find_open_item,
    may_be_allowed_unfunded,
)
from models.words import MeetingState, ModelState, Subject

# Meetings that nothing more comes up at.
CLOSED = frozenset({MeetingState.MINUTED, MeetingState.CANCELLED})


@dataclass(frozen=True)
class ItemWords:
    """What the working group says of an item."""

    question: str
    background: str = ""
    title: str = ""


def put_on_agenda(
    session: Session,
    meeting: Meeting,
    subject: Subject,
    words: ItemWords,
    *,
    by: Actor,
    at: datetime,
    activity: Activity | None = None,
    model: LifecycleVersion | None = None,
    corrects: AgendaItem | None = None,
) -> AgendaItem:
    """Put something last on the agenda, also when the meeting is under way: an extra item.

    Parameters
    ----------
    activity, model : Activity, LifecycleVersion, optional
        What it is about, as the subject asks for.
    corrects : AgendaItem, optional
        A decided item whose decision was written down wrongly; the subject is then a matter.

    Raises
    ------
    NotAllowed, Missing
        If another than the working group does, or the question or a matter's title is not told.
    WrongState
        If the minutes are approved, the meeting is called off, or the activity or the version does
        not wait for a decision.
    AlreadyThere
        If it is on an agenda already and not decided yet, or the decision is corrected already.
    """
    is_working_group(by, "put_on_agenda")
    if meeting.state in CLOSED:
        raise WrongState("meeting", "put_on_agenda", meeting.state)
    _is_told(subject, words, activity, model)
    _awaits_decision(subject, activity, model, corrects, session)
    if find_open_item(session, activity=activity, model=model) is not None:
        raise AlreadyThere("uq_agenda_items_meeting_id_activity_id")
    if corrects is not None and corrects.corrected_by is not None:
        # The meeting that was to correct it was called off: a decision is corrected once.
        corrects.corrected_by.corrects = None
        session.flush()
    item = AgendaItem(
        meeting=meeting,
        subject=subject,
        activity=activity,
        model=model,
        corrects=corrects,
        position=max((each.position for each in meeting.items), default=0) + 1,
        title=words.title.strip() if subject is Subject.MATTER else "",
        background=words.background.strip(),
        question=words.question.strip(),
    )
    session.add(item)
    _change(session, meeting, "item added", item, by=by, at=at)
    return item


def edit_item(
    session: Session, item: AgendaItem, words: ItemWords, *, by: Actor, at: datetime
) -> None:
    """Word an item anew, until the meeting is held.

    Raises
    ------
    NotAllowed, WrongState, Missing
        If another than the working group does, the meeting was held, or something is not told.
    """
    is_working_group(by, "edit")
    is_planned(item.meeting, "edit")
    _is_told(item.subject, words, item.activity, item.model)
    item.question, item.background = words.question.strip(), words.background.strip()
    if item.subject is Subject.MATTER:
        item.title = words.title.strip()
    _change(session, item.meeting, "item edited", item, by=by, at=at)


def move_item(
    session: Session, item: AgendaItem, way: Literal["up", "down"], *, by: Actor, at: datetime
) -> None:
    """Let an item change places with the one before or after it; at the end nothing happens.

    Raises
    ------
    NotAllowed, WrongState
        If another than the working group does, or the meeting was held.
    """
    is_working_group(by, "move")
    is_planned(item.meeting, "move")
    items = list(item.meeting.items)
    here = items.index(item)
    there = here + (1 if way == "down" else -1)
    if not 0 <= there < len(items):
        return
    items[here], items[there] = items[there], items[here]
    for position, each in enumerate(items, start=1):
        each.position = position
    _change(session, item.meeting, "item moved", item, by=by, at=at)
    session.refresh(item.meeting, ["items"])


def take_off(session: Session, item: AgendaItem, *, by: Actor, at: datetime) -> None:
    """Take an item off that is not decided, also from a meeting that did not come to it.

    Raises
    ------
    NotAllowed, WrongState
        If another than the working group does, or the meeting was called off.
    AlreadyThere
        If it is decided.
    """
    is_working_group(by, "take_off")
    if item.meeting.state is MeetingState.CANCELLED:
        raise WrongState("meeting", "take_off", item.meeting.state)
    if find_decision(session, item.id) is not None:
        raise AlreadyThere("uq_decisions_item_id")
    meeting = item.meeting
    record(session, "meeting", "item removed", meeting.id, by=by, at=at, item=item.id)
    meeting.items.remove(item)
    meeting.changed_at = at
    session.flush()


def _change(
    session: Session, meeting: Meeting, verb: str, item: AgendaItem, *, by: Actor, at: datetime
) -> None:
    meeting.changed_at = at
    session.flush()
    record(session, "meeting", verb, meeting.id, by=by, at=at, item=item.id, subject=item.subject)


def _is_told(
    subject: Subject,
    words: ItemWords,
    activity: Activity | None,
    model: LifecycleVersion | None,
) -> None:
    asked: dict[str, object] = {"question": words.question.strip()}
    if subject is Subject.MATTER:
        asked["title"] = words.title.strip()
    elif subject is Subject.MODEL:
        asked["model"] = model
    else:
        asked["activity"] = activity
    all_told(**asked)


def _awaits_decision(
    subject: Subject,
    activity: Activity | None,
    model: LifecycleVersion | None,
    corrects: AgendaItem | None,
    session: Session,
) -> None:
    """Refuse what cannot be decided on where it stands."""
    if subject is Subject.ACTIVITY and activity and activity.state not in AWAITS_DECISION:
        raise WrongState("activity", "put_on_agenda", activity.state)
    if subject is Subject.UNFUNDED and activity and not may_be_allowed_unfunded(activity):
        raise WrongState("activity", "put_on_agenda", activity.state)
    if model is not None and model.state is not ModelState.DRAFT:
        raise WrongState("model", "put_on_agenda", model.state)
    if corrects is None:
        return
    if find_decision(session, corrects.id) is None:
        raise WrongState("item", "correct", "-")
    if corrects.correction is not None:
        raise AlreadyThere("uq_agenda_items_corrects_id")
