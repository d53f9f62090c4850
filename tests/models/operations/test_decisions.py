"""The steering group decides an item once: by those who may, for reasons told, carried out."""

from contextlib import suppress

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import Actor
from models.audit import Event
from models.decisions import NEEDS_REASON, RULINGS, Decision
from models.errors import (
    AlreadyThere,
    ConflictOfInterest,
    Missing,
    MustStandAside,
    NeverChanged,
    NotAllowed,
    NotAsked,
    NotTheSame,
    WrongState,
)
from models.operations.activities import cancel_activity
from models.operations.activity_parts import add_host
from models.operations.decisions import DecisionWords, decide
from models.words import (
    ActivityState,
    MeetingState,
    ModelState,
    Presence,
    RecordedFrom,
    Role,
    Ruling,
    Subject,
)
from tests.builders import (
    NOW,
    a_coordinator,
    a_decision,
    a_meeting,
    a_member,
    a_steering_member,
    an_account,
    an_activity,
    an_employer,
    an_item,
    an_item_of,
    bring_to,
    decide_on,
)
from tests.undone import undone

AFTER = {
    Ruling.APPROVED: ActivityState.APPROVED,
    Ruling.DEFERRED: ActivityState.DEFERRED,
    Ruling.DECLINED: ActivityState.DECLINED,
}


@pytest.mark.parametrize("state", MeetingState)
def test_only_the_steering_group_decides_and_only_when_the_meeting_is_held(
    session: Session, state: MeetingState
) -> None:
    item = an_item_of(session, state)
    assert item.activity is not None
    for role in Role:
        with undone(session):
            if role is Role.STEERING and state not in {
                MeetingState.PLANNED,
                MeetingState.CANCELLED,
            }:
                assert decide_on(session, item, by=Actor(role)).id
                continue
            with pytest.raises(WrongState if role is Role.STEERING else NotAllowed):
                decide_on(session, item, by=Actor(role))
            assert item.activity.state is ActivityState.REVIEWED, role


@pytest.mark.parametrize("subject", Subject)
def test_only_what_is_asked_can_be_decided(session: Session, subject: Subject) -> None:
    item = an_item_of(session, MeetingState.HELD, subject)
    decided = set()
    for ruling in Ruling:
        with undone(session), suppress(NotAsked):
            assert decide_on(session, item, ruling).ruling is ruling
            decided.add(ruling)
    assert decided == set(RULINGS[subject])


@pytest.mark.parametrize("ruling", AFTER)
def test_an_activity_moves_as_decided_and_the_register_says_so(
    session: Session, ruling: Ruling
) -> None:
    decision = a_decision(session, ruling)
    activity = decision.item.activity
    assert activity is not None
    assert activity.state is AFTER[ruling]
    assert decision.state_before is ActivityState.REVIEWED
    assert decision.state_after is AFTER[ruling]
    assert decision.recorded_from is RecordedFrom.PAGE
    assert decision.decided_on == NOW.date()


def test_from_the_minutes_it_bears_their_reference_and_the_day_of_the_meeting(
    session: Session,
) -> None:
    item = an_item_of(session, MeetingState.MINUTED)
    decision = decide_on(session, item, minutes_reference="")
    assert decision.recorded_from is RecordedFrom.MINUTES
    assert decision.minutes_reference == item.meeting.minutes_reference
    assert decision.decided_on == item.meeting.day


def test_deferred_once_more_it_stays_where_it_is(session: Session) -> None:
    activity = a_decision(session, Ruling.DEFERRED).item.activity
    assert activity is not None
    again = a_decision(session, Ruling.DEFERRED, activity=activity)
    assert (again.state_before, again.state_after) == (ActivityState.DEFERRED,) * 2
    assert a_decision(session, Ruling.APPROVED, activity=activity).state_after == "approved"


def test_an_approval_may_say_that_it_runs_unfunded(session: Session) -> None:
    decision = decide_on(session, an_item_of(session, MeetingState.HELD), may_run_unfunded=True)
    assert decision.item.activity is not None
    assert decision.item.activity.unfunded_allowed_at == NOW
    later = an_item_of(session, MeetingState.HELD, Subject.UNFUNDED)
    assert decide_on(session, later, Ruling.ALLOWED).may_run_unfunded
    assert later.activity is not None
    assert later.activity.unfunded_allowed_at == NOW


def test_a_declined_word_leaves_an_unfunded_activity_as_it_is(session: Session) -> None:
    item = an_item_of(session, MeetingState.HELD, Subject.UNFUNDED)
    decide_on(session, item, Ruling.DECLINED, may_run_unfunded=True)
    assert item.activity is not None
    assert item.activity.unfunded_allowed_at is None


def test_a_version_of_the_model_is_adopted_in_the_meeting(session: Session) -> None:
    item = an_item_of(session, MeetingState.HELD, Subject.MODEL)
    with pytest.raises(Missing):
        decide_on(session, item, Ruling.ADOPTED, minutes_reference="")
    decide_on(session, item, Ruling.ADOPTED, minutes_reference="§ 4")
    assert item.model is not None
    assert item.model.state is ModelState.ADOPTED
    assert (item.model.meeting, item.model.minutes_reference) == (item.meeting.name, "§ 4")


@pytest.mark.parametrize("ruling", sorted(NEEDS_REASON))
def test_a_no_has_a_reason(session: Session, ruling: Ruling) -> None:
    with pytest.raises(Missing):
        decide_on(session, an_item_of(session, MeetingState.HELD), ruling, reason="  ")


def test_somebody_has_to_take_part(session: Session) -> None:
    item = an_item_of(session, MeetingState.HELD)
    with pytest.raises(Missing):
        decide_on(session, item, presence={})
    stranger = a_member(session, until=NOW.date().replace(year=2021))
    with pytest.raises(Missing):
        decide_on(session, item, presence={stranger.id: Presence.TOOK_PART})


def test_it_is_written_who_took_part_who_stood_aside_and_who_was_absent(session: Session) -> None:
    one, two, three = (a_member(session) for _each in range(3))
    item = an_item_of(session, MeetingState.HELD)
    said = {one.id: Presence.TOOK_PART, two.id: Presence.ASIDE}
    decision = decide_on(session, item, presence=said)
    assert decision.members(Presence.TOOK_PART) == [one]
    assert decision.members(Presence.ASIDE) == [two]
    assert decision.members(Presence.ABSENT) == [three]
    assert decision.took_part == 1


def test_an_item_is_decided_once(session: Session) -> None:
    decision = a_decision(session)
    with pytest.raises(AlreadyThere):
        decide_on(session, decision.item, Ruling.DECLINED)
    assert len(session.scalars(select(Decision)).all()) == 1


def test_a_decision_is_never_changed(session: Session) -> None:
    decision = a_decision(session)
    decision.reason = "Något annat"
    with pytest.raises(NeverChanged):
        session.flush()


def test_who_took_part_is_never_changed(session: Session) -> None:
    decision = a_decision(session)
    decision.participants[0].presence = Presence.ABSENT
    with pytest.raises(NeverChanged):
        session.flush()


def test_what_was_changed_since_it_was_read_is_read_again(session: Session) -> None:
    item = an_item_of(session, MeetingState.HELD)
    said = {member.id: Presence.TOOK_PART for member in [a_member(session)]}
    by, seen = a_steering_member(session), item.thing_version - 1
    with pytest.raises(NotTheSame):
        decide(session, item, DecisionWords(Ruling.APPROVED), said, seen=seen, by=by, at=NOW)


def test_what_was_called_off_is_not_decided(session: Session) -> None:
    item = an_item_of(session, MeetingState.HELD)
    assert item.activity is not None
    by = a_coordinator(session)
    cancel_activity(session, item.activity, reason="Ingen ville.", by=by, at=NOW)
    with pytest.raises(WrongState):
        decide_on(session, item)


def a_hosted_item(session: Session, state: MeetingState) -> tuple[object, int]:
    """Put an activity on the agenda that an employer hosts; give the item, and the employer."""
    employer, by = an_employer(session), a_coordinator(session)
    activity = an_activity(session, ActivityState.REVIEWED)
    add_host(session, activity, employer, by=by, at=NOW)
    item = an_item(session, a_meeting(session), activity=activity)
    session.refresh(activity, ["hosts"])
    bring_to(session, item.meeting, state)
    return item, employer.id


@pytest.mark.parametrize("by_account", [True, False])
def test_who_works_for_a_host_stands_aside(session: Session, by_account: bool) -> None:
    item, employer_id = a_hosted_item(session, MeetingState.HELD)
    account = an_account(session, Role.STEERING, works_for_id=employer_id)
    partial = (
        a_member(session, account_id=account.id)
        if by_account
        else a_member(session, works_for_id=employer_id)
    )
    free = a_member(session)
    everybody = {partial.id: Presence.TOOK_PART, free.id: Presence.TOOK_PART}
    with pytest.raises(MustStandAside):
        decide_on(session, item, presence=everybody)
    assert decide_on(session, item, presence={**everybody, partial.id: Presence.ASIDE}).id


def test_nobody_decides_on_the_page_for_the_unit_that_employs_them(session: Session) -> None:
    item, employer_id = a_hosted_item(session, MeetingState.HELD)
    account = an_account(session, Role.STEERING, works_for_id=employer_id)
    by = Actor(Role.STEERING, account.id, works_for_id=employer_id)
    with pytest.raises(ConflictOfInterest):
        decide_on(session, item, by=by)


def test_the_secretary_writes_down_what_others_decided(session: Session) -> None:
    # Who only records what the approved minutes say has decided nothing.
    item, employer_id = a_hosted_item(session, MeetingState.MINUTED)
    account = an_account(session, Role.STEERING, works_for_id=employer_id)
    by = Actor(Role.STEERING, account.id, works_for_id=employer_id)
    assert decide_on(session, item, by=by).recorded_from is RecordedFrom.MINUTES


def test_the_history_tells_of_it_in_ids_and_words(session: Session) -> None:
    decision = a_decision(session, Ruling.DECLINED)
    event = session.scalars(select(Event).where(Event.thing == "decision")).one()
    assert event.thing_id == decision.id
    assert event.details["ruling"] == "declined"
    assert decision.reason not in str(event.details)
