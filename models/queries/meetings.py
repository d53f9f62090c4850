"""Questions about meetings of the steering group and their agendas."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.activities import Activity, ActivityHost
from models.days import end_of_day
from models.decisions import Decision, Participant
from models.employers import Employer
from models.errors import NotFound
from models.funding import funding_state
from models.lifecycle import LifecycleVersion
from models.meetings import AgendaItem, Meeting
from models.words import ActivityState, FundingState, MeetingState, ModelState

# What waits for the steering group.
AWAITS_DECISION = frozenset({ActivityState.REVIEWED, ActivityState.DEFERRED})
# Where an approved activity stands that has not begun.
APPROVED = frozenset({ActivityState.APPROVED, ActivityState.PLANNED})
PAID = frozenset({FundingState.NO_COST, FundingState.FUNDED})


def get_meeting(session: Session, meeting_id: int) -> Meeting:
    """Give a meeting with its agenda and all that its items are about, or raise NotFound."""
    hosts = selectinload(Activity.hosts).joinedload(ActivityHost.employer)
    activity = joinedload(AgendaItem.activity)
    query = (
        select(Meeting)
        .where(Meeting.id == meeting_id)
        .options(
            selectinload(Meeting.items).options(
                activity.selectinload(Activity.sources),
                activity.options(hosts.selectinload(Employer.contacts)),
                joinedload(AgendaItem.model),
                joinedload(AgendaItem.corrects),
            )
        )
    )
    meeting = session.scalar(query)
    if meeting is None:
        raise NotFound("meeting", meeting_id)
    return meeting


def list_meetings(session: Session) -> Sequence[Meeting]:
    """Give all meetings with their agendas, the latest first."""
    query = select(Meeting).options(selectinload(Meeting.items))
    return session.scalars(query.order_by(Meeting.starts_at.desc(), Meeting.id.desc())).all()


def list_decided(session: Session, meetings: Sequence[Meeting]) -> dict[int, int]:
    """Give how many items of each meeting are decided, by the meeting's id."""
    query = (
        select(AgendaItem.meeting_id, func.count(Decision.id).label("decided"))
        .join(Decision, Decision.item_id == AgendaItem.id)
        .where(AgendaItem.meeting_id.in_([meeting.id for meeting in meetings]))
        .group_by(AgendaItem.meeting_id)
    )
    return {row.meeting_id: row.decided for row in session.execute(query)}


def get_item(session: Session, item_id: int) -> AgendaItem:
    """Give an item of an agenda, or raise NotFound."""
    item = session.get(AgendaItem, item_id)
    if item is None:
        raise NotFound("item", item_id)
    return item


def find_item(session: Session, item_id: int) -> AgendaItem | None:
    """Give an item of an agenda, if it is still there."""
    return session.get(AgendaItem, item_id)


def find_decision(session: Session, item_id: int) -> Decision | None:
    """Give the decision on an item, if it is decided."""
    return session.scalar(select(Decision).where(Decision.item_id == item_id))


def is_anything_decided(session: Session, meeting_id: int) -> bool:
    """Whether a decision is written down of a meeting."""
    query = select(Decision.id).join(AgendaItem, AgendaItem.id == Decision.item_id)
    return session.scalar(query.where(AgendaItem.meeting_id == meeting_id).limit(1)) is not None


def find_open_item(
    session: Session, *, activity: Activity | None = None, model: LifecycleVersion | None = None
) -> AgendaItem | None:
    """Give the item by which something waits to be decided, if it is on any agenda."""
    if activity is None and model is None:
        return None
    query = select(AgendaItem).where(_is_open())
    if activity is not None:
        query = query.where(AgendaItem.activity_id == activity.id)
    if model is not None:
        query = query.where(AgendaItem.model_id == model.id)
    return session.scalar(query.limit(1))


def list_decisions_of_meeting(session: Session, meeting_id: int) -> dict[int, Decision]:
    """Give the decisions of a meeting with who took part, by the item's id."""
    query = (
        select(Decision)
        .join(AgendaItem, AgendaItem.id == Decision.item_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .options(
            selectinload(Decision.participants).joinedload(Participant.member),
            joinedload(Decision.recorded_by),
        )
    )
    return {decision.item_id: decision for decision in session.scalars(query)}


def list_activities_to_decide(session: Session) -> list[Activity]:
    """Give the activities that wait for the steering group and stand on no agenda."""
    return _list_free(session, AWAITS_DECISION)


def list_activities_to_allow(session: Session) -> list[Activity]:
    """Give the approved activities that nobody pays for yet, which stand on no agenda."""
    return [each for each in _list_free(session, APPROVED) if may_be_allowed_unfunded(each)]


def list_models_to_adopt(session: Session) -> list[LifecycleVersion]:
    """Give the drafts of the life-cycle model that stand on no agenda."""
    query = select(LifecycleVersion).where(
        LifecycleVersion.state == ModelState.DRAFT, LifecycleVersion.id.not_in(_waiting("model_id"))
    )
    return list(session.scalars(query.order_by(LifecycleVersion.number)))


def find_meeting_on(session: Session, day: date) -> Meeting | None:
    """Give the meeting of a day in Sweden, if there is one."""
    first, last = end_of_day(day - timedelta(days=1)), end_of_day(day)
    query = select(Meeting).where(Meeting.starts_at >= first, Meeting.starts_at < last)
    return session.scalar(query.order_by(Meeting.id).limit(1))


def find_next_meeting(session: Session) -> Meeting | None:
    """Give the meeting that is next, if one is planned."""
    query = select(Meeting).where(Meeting.state == MeetingState.PLANNED)
    return session.scalar(query.order_by(Meeting.starts_at, Meeting.id).limit(1))


def list_waiting_again(session: Session, meeting: Meeting, coming: Meeting | None) -> set[int]:
    """Give the ids of a meeting's items that stand on no other agenda, a matter by its title."""
    titles = {item.title for item in coming.items} if coming else set()
    return {
        item.id
        for item in meeting.items
        if find_open_item(session, activity=item.activity, model=item.model) is None
        and (item.title == "" or item.title not in titles)
    }


def may_be_allowed_unfunded(activity: Activity) -> bool:
    """Whether there is something to allow: approved, not begun, not paid for, no word said yet."""
    is_paid = funding_state(activity.cost_sek, activity.sources) in PAID
    return activity.state in APPROVED and not is_paid and activity.unfunded_allowed_at is None


def _list_free(session: Session, states: frozenset[ActivityState]) -> list[Activity]:
    query = (
        select(Activity)
        .options(selectinload(Activity.sources))
        .where(Activity.state.in_(states), Activity.id.not_in(_waiting("activity_id")))
    )
    return list(session.scalars(query.order_by(Activity.title, Activity.id)))


def _waiting(name: str) -> Select[Any]:
    """Choose what stands on an agenda and is not decided."""
    column = getattr(AgendaItem, name)
    return select(column).where(column.is_not(None), _is_open())


def _is_open() -> ColumnElement[bool]:
    """Choose items that are not decided and can be: what stood on a meeting called off waits."""
    called_off = select(Meeting.id).where(Meeting.state == MeetingState.CANCELLED)
    return and_(
        AgendaItem.id.not_in(select(Decision.item_id)), AgendaItem.meeting_id.not_in(called_off)
    )
