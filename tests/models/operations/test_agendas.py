"""The working group sets the agenda until the meeting is held; what waits stands on one only."""

import pytest
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import AlreadyThere, Missing, NotAllowed, WrongState
from models.operations.agendas import ItemWords, edit_item, move_item, put_on_agenda, take_off
from models.queries.meetings import AWAITS_DECISION, find_item
from models.words import ActivityState, MeetingState, Role, Ruling, SourceState, Subject
from tests.builders import (
    NOW,
    a_coordinator,
    a_decision,
    a_meeting,
    a_source,
    an_activity,
    an_adopted_model,
    an_item,
    an_item_of,
    bring_to,
    decide_on,
)

WORDS = ItemWords("Att besluta.", "Bakgrund", "Ett ärende")


@pytest.mark.parametrize("state", list(ActivityState))
def test_only_what_waits_for_the_steering_group_comes_up(
    session: Session, state: ActivityState
) -> None:
    activity = an_activity(session, state, cost_sek=0)
    if state in AWAITS_DECISION:
        assert an_item(session, activity=activity).activity is activity
        return
    with pytest.raises(WrongState):
        an_item(session, activity=activity)


@pytest.mark.parametrize("state", list(ActivityState))
def test_only_what_is_approved_and_not_begun_is_allowed_unfunded(
    session: Session, state: ActivityState
) -> None:
    if state in {ActivityState.RUNNING, ActivityState.COMPLETED, ActivityState.EVALUATED}:
        return  # Nobody pays for it: it cannot have begun.
    activity = an_activity(session, state, cost_sek=5_000)
    if state in {ActivityState.APPROVED, ActivityState.PLANNED}:
        assert an_item(session, None, Subject.UNFUNDED, activity=activity).activity is activity
        return
    with pytest.raises(WrongState):
        an_item(session, None, Subject.UNFUNDED, activity=activity)


def test_what_is_paid_for_needs_no_word(session: Session) -> None:
    activity = an_activity(session, ActivityState.APPROVED, cost_sek=100_000)
    a_source(session, SourceState.GRANTED, activity=activity)
    with pytest.raises(WrongState):
        an_item(session, None, Subject.UNFUNDED, activity=activity)


def test_an_adopted_model_does_not_come_up_again(session: Session) -> None:
    model, meeting = an_adopted_model(session), a_meeting(session)
    by = a_coordinator(session)
    with pytest.raises(WrongState):
        put_on_agenda(session, meeting, Subject.MODEL, WORDS, model=model, by=by, at=NOW)


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (Subject.MATTER, ItemWords("Att besluta.")),
        (Subject.MATTER, ItemWords("", title="Ett ärende")),
        (Subject.ACTIVITY, WORDS),
        (Subject.MODEL, WORDS),
    ],
)
def test_what_is_missing_is_told(session: Session, subject: Subject, words: ItemWords) -> None:
    by = a_coordinator(session)
    with pytest.raises(Missing):
        put_on_agenda(session, a_meeting(session), subject, words, by=by, at=NOW)


def test_an_activity_waits_on_one_agenda(session: Session) -> None:
    item = an_item(session)
    with pytest.raises(AlreadyThere):
        an_item(session, a_meeting(session), activity=item.activity)


def test_what_was_deferred_comes_up_again(session: Session) -> None:
    decision = a_decision(session, Ruling.DEFERRED)
    again = an_item(session, activity=decision.item.activity)
    assert again.activity is decision.item.activity


def test_only_the_working_group_sets_the_agenda(session: Session) -> None:
    item = an_item(session)
    for by in (Actor(role) for role in Role if role is not Role.COORDINATOR):
        with pytest.raises(NotAllowed):
            put_on_agenda(session, item.meeting, Subject.MATTER, WORDS, by=by, at=NOW)
        with pytest.raises(NotAllowed):
            edit_item(session, item, WORDS, by=by, at=NOW)
        with pytest.raises(NotAllowed):
            move_item(session, item, "up", by=by, at=NOW)
        with pytest.raises(NotAllowed):
            take_off(session, item, by=by, at=NOW)


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.MINUTED])
def test_the_agenda_of_a_meeting_that_was_held_stands(
    session: Session, state: MeetingState
) -> None:
    item, by = an_item_of(session, state), a_coordinator(session)
    with pytest.raises(WrongState):
        edit_item(session, item, WORDS, by=by, at=NOW)
    with pytest.raises(WrongState):
        move_item(session, item, "up", by=by, at=NOW)


def test_an_extra_item_comes_up_while_the_meeting_is_held_and_not_after(session: Session) -> None:
    by, held = a_coordinator(session), a_meeting(session, MeetingState.HELD)
    extra = put_on_agenda(session, held, Subject.MATTER, WORDS, by=by, at=NOW)
    assert decide_on(session, extra).item is extra
    over = a_meeting(session, MeetingState.MINUTED)
    with pytest.raises(WrongState):
        put_on_agenda(session, over, Subject.MATTER, WORDS, by=by, at=NOW)


def test_items_change_places_and_stop_at_the_ends(session: Session) -> None:
    meeting, by = a_meeting(session), a_coordinator(session)
    one, two, three = (an_item(session, meeting, Subject.MATTER, title=name) for name in "abc")
    move_item(session, one, "down", by=by, at=NOW)
    assert meeting.items == [two, one, three]
    move_item(session, two, "up", by=by, at=NOW)
    move_item(session, three, "down", by=by, at=NOW)
    assert meeting.items == [two, one, three]


def test_what_a_meeting_did_not_come_to_is_taken_off_and_waits_again(session: Session) -> None:
    item, by = an_item_of(session, MeetingState.MINUTED), a_coordinator(session)
    item_id, activity = item.id, item.activity
    take_off(session, item, by=by, at=NOW)
    assert find_item(session, item_id) is None
    assert an_item(session, activity=activity).id > item_id


def test_what_is_decided_is_not_taken_off(session: Session) -> None:
    decision = a_decision(session)
    with pytest.raises(AlreadyThere):
        take_off(session, decision.item, by=a_coordinator(session), at=NOW)


def test_a_decision_is_corrected_once_by_a_later_one(session: Session) -> None:
    wrong, by, meeting = a_decision(session), a_coordinator(session), a_meeting(session)
    item = put_on_agenda(
        session, meeting, Subject.MATTER, WORDS, corrects=wrong.item, by=by, at=NOW
    )
    with pytest.raises(AlreadyThere):
        put_on_agenda(session, meeting, Subject.MATTER, WORDS, corrects=wrong.item, by=by, at=NOW)
    with pytest.raises(WrongState):
        put_on_agenda(session, meeting, Subject.MATTER, WORDS, corrects=item, by=by, at=NOW)
    session.refresh(wrong.item)
    assert wrong.item.corrected_by is item


def test_a_correction_moves_nothing(session: Session) -> None:
    wrong, by, meeting = a_decision(session), a_coordinator(session), a_meeting(session)
    item = put_on_agenda(
        session, meeting, Subject.MATTER, WORDS, corrects=wrong.item, by=by, at=NOW
    )

    bring_to(session, meeting, MeetingState.HELD)
    decision = decide_on(session, item, Ruling.NOTED)
    assert decision.state_after is None
    assert wrong.item.activity is not None
    assert wrong.item.activity.state is ActivityState.APPROVED
