"""A decision of the steering group: what, why, by whom; written once, carried out at once.

On the page while the meeting is held; from the minutes once they are approved. What it decides on
is moved by ``models/operations/activities.py`` and ``models/operations/lifecycle.py``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.activities import Activity
from models.actors import Actor
from models.days import day_in_sweden
from models.decisions import NEEDS_REASON, RULINGS, Decision, Participant
from models.errors import (
    AlreadyThere,
    Missing,
    MustStandAside,
    NotAllowed,
    NotAsked,
    NotTheSame,
    WrongState,
)
from models.keys import fold
from models.meetings import AgendaItem, Meeting
from models.members import SteeringMember
from models.operations.activities import allow_unfunded, decide_activity
from models.operations.events import record
from models.operations.guards import all_told, has_no_stake, is_at_stake
from models.operations.lifecycle import adopt_model
from models.queries.meetings import find_decision, may_be_allowed_unfunded
from models.queries.members import list_members
from models.words import ActivityState, MeetingState, Presence, RecordedFrom, Role, Ruling, Subject

VERBS = {Ruling.APPROVED: "approve", Ruling.DEFERRED: "defer", Ruling.DECLINED: "decline"}
FROM = {MeetingState.HELD: RecordedFrom.PAGE, MeetingState.MINUTED: RecordedFrom.MINUTES}


@dataclass(frozen=True)
class DecisionWords:
    """What was decided.

    Parameters
    ----------
    ruling : Ruling
    reason : str
        Needed where something is declined or deferred.
    may_run_unfunded : bool
        Of an approval: whether the activity may run though nobody pays for it yet.
    minutes_reference : str
        Where the minutes tell of it; of a meeting whose minutes are approved, theirs if empty.
    """

    ruling: Ruling
    reason: str = ""
    may_run_unfunded: bool = False
    minutes_reference: str = ""


def decide(
    session: Session,
    item: AgendaItem,
    words: DecisionWords,
    presence: Mapping[int, Presence],
    *,
    seen: int,
    by: Actor,
    at: datetime,
) -> Decision:
    """Write a decision down and carry it out.

    Parameters
    ----------
    presence : mapping
        What each member had to do with it, by the member's id; whoever is left out was absent.
    seen : int
        The version of what is decided on (``AgendaItem.thing_version``), as it was read.

    Raises
    ------
    NotAllowed
        If another than the steering group does.
    AlreadyThere
        If the item is decided: of two at once the second is told so.
    WrongState
        If the meeting is still planned, or what is decided on cannot be moved so from where it
        stands.
    NotAsked
        If such a thing cannot be decided on the item.
    Missing
        If nobody took part, or a reason or the minutes are not told.
    ConflictOfInterest, MustStandAside
        If whoever decides on the page, or one who took part, works for a host of the activity.
    NotTheSame
        If what is decided on was changed since it was read.
    """
    if by.role is not Role.STEERING:
        raise NotAllowed("decide")
    if find_decision(session, item.id) is not None:
        raise AlreadyThere("uq_decisions_item_id")
    source = _source_of(item.meeting)
    if words.ruling not in RULINGS[item.subject]:
        raise NotAsked(item.subject, words.ruling)
    reference = words.minutes_reference.strip() or item.meeting.minutes_reference
    _is_told(words, source, reference)
    present = _present(session, item.meeting, presence)
    _nobody_has_a_stake(item, present, source, by)
    if item.thing_version != seen:
        raise NotTheSame("activity" if item.activity else "model")
    before = item.activity.state if item.activity else None
    _carry_out(session, item, words, reference, by=by, at=at)
    decision = _written(session, item, words, present, source, reference, before, by=by, at=at)
    record(
        session,
        "decision",
        "made",
        decision.id,
        by=by,
        at=at,
        item=item.id,
        ruling=decision.ruling,
        recorded_from=source,
        activity=item.activity_id,
    )
    return decision


def members_at_stake(item: AgendaItem, members: list[SteeringMember]) -> list[SteeringMember]:
    """Give the members who have to stand aside: they work for a host of the activity (jäv)."""
    return [member for member in members if _has_stake(item.activity, member)]


def _source_of(meeting: Meeting) -> RecordedFrom:
    if meeting.state not in FROM:
        raise WrongState("meeting", "decide", meeting.state)
    return FROM[meeting.state]


def _is_told(words: DecisionWords, source: RecordedFrom, reference: str) -> None:
    asked: dict[str, object] = {}
    if words.ruling in NEEDS_REASON:
        asked["reason"] = words.reason.strip()
    if source is RecordedFrom.MINUTES or words.ruling is Ruling.ADOPTED:
        asked["minutes_reference"] = reference
    all_told(**asked)


def _present(
    session: Session, meeting: Meeting, presence: Mapping[int, Presence]
) -> dict[Presence, list[SteeringMember]]:
    """Sort the members of the day by what they had to do with it; others are not asked."""
    found: dict[Presence, list[SteeringMember]] = {word: [] for word in Presence}
    for member in list_members(session, meeting.day):
        found[presence.get(member.id, Presence.ABSENT)].append(member)
    if not found[Presence.TOOK_PART]:
        raise Missing(("took_part",))
    return found


def _nobody_has_a_stake(
    item: AgendaItem, present: dict[Presence, list[SteeringMember]], source: RecordedFrom, by: Actor
) -> None:
    if source is RecordedFrom.PAGE and item.activity is not None:
        for host in item.activity.hosts:
            has_no_stake(host.employer, "decide", by)
    partial = members_at_stake(item, present[Presence.TOOK_PART])
    if partial:
        raise MustStandAside(tuple(member.name for member in partial))


def _has_stake(activity: Activity | None, member: SteeringMember) -> bool:
    units = {member.works_for_id, member.account.works_for_id if member.account else None}
    return activity is not None and any(
        is_at_stake(host.employer, account_id=member.account_id, works_for_id=unit)
        for host in activity.hosts
        for unit in units
    )


def _carry_out(
    session: Session,
    item: AgendaItem,
    words: DecisionWords,
    reference: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Move what is decided on, where the decision moves it."""
    if item.subject is Subject.ACTIVITY and item.activity is not None:
        verb, reason = VERBS[words.ruling], words.reason
        # Deferred once more: it stays where it is, and the register tells why.
        if item.activity.state is ActivityState.DEFERRED and words.ruling is Ruling.DEFERRED:
            return
        unfunded = words.may_run_unfunded
        decide_activity(
            session, item.activity, verb, reason=reason, may_run_unfunded=unfunded, by=by, at=at
        )
    elif item.subject is Subject.UNFUNDED and item.activity is not None:
        if not may_be_allowed_unfunded(item.activity):
            raise WrongState("activity", "allow_unfunded", item.activity.state)
        if words.ruling is Ruling.ALLOWED:
            allow_unfunded(session, item.activity, by=by, at=at)
    elif item.model is not None and words.ruling is Ruling.ADOPTED:
        adopt_model(
            session,
            item.model,
            adopted_on=item.meeting.day,
            meeting=item.meeting.name,
            minutes_reference=reference,
            seen=item.model.version,
            by=by,
            at=at,
        )


def _key_of(*texts: str) -> str:
    # Word by word: a folded key is short, and a reason may be long.
    return " ".join(fold(word) for text in texts for word in text.split())


def _written(
    session: Session,
    item: AgendaItem,
    words: DecisionWords,
    present: dict[Presence, list[SteeringMember]],
    source: RecordedFrom,
    reference: str,
    before: ActivityState | None,
    *,
    by: Actor,
    at: datetime,
) -> Decision:
    is_from_page = source is RecordedFrom.PAGE
    title = item.activity.title if item.activity else item.title
    decision = Decision(
        item=item,
        ruling=words.ruling,
        reason=words.reason.strip(),
        may_run_unfunded=words.ruling is Ruling.ALLOWED
        or (words.ruling is Ruling.APPROVED and words.may_run_unfunded),
        decided_on=day_in_sweden(at) if is_from_page else item.meeting.day,
        recorded_from=source,
        minutes_reference=reference,
        recorded_at=at,
        recorded_by_id=by.account_id,
        took_part=len(present[Presence.TOOK_PART]),
        state_before=before,
        state_after=item.activity.state if item.activity else None,
        search_key=_key_of(title, item.question, words.reason, reference),
    )
    decision.participants = [
        Participant(member=member, presence=word)
        for word, members in present.items()
        for member in members
    ]
    session.add(decision)
    session.flush()
    return decision
