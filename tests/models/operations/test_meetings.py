"""A meeting is planned, held on its day and told in approved minutes, or called off."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import IsDecided, Missing, NotAllowed, NotInOrder, WrongState
from models.meetings import Meeting
from models.moves import MEETING_MOVES, find_move
from models.notices import Letter
from models.operations.agendas import ItemWords, edit_item, take_off
from models.operations.meetings import (
    cancel_meeting,
    edit_meeting,
    hold_meeting,
    minute_meeting,
    plan_meeting,
    send_agenda,
)
from models.queries.meetings import list_activities_to_decide
from models.words import ActivityState, LetterState, MeetingState, Role, Subject
from tests.builders import (
    MEETS_AT,
    NOW,
    a_coordinator,
    a_decision,
    a_meeting,
    a_member,
    an_activity,
    an_item,
    an_item_of,
    decide_on,
)
from tests.undone import undone

Verb = Callable[[Session, Meeting, Actor], None]

VERBS: dict[str, Verb] = {
    "hold": lambda session, meeting, by: hold_meeting(session, meeting, by=by, at=NOW),
    "minute": lambda session, meeting, by: minute_meeting(
        session, meeting, reference="§ 9", approved_on=NOW.date(), by=by, at=NOW
    ),
    "cancel": lambda session, meeting, by: (
        cancel_meeting(session, meeting, reason="Sjukdom", by=by, at=NOW) and None
    ),
}


@pytest.mark.parametrize("state", MeetingState)
def test_every_verb_from_every_state_by_everybody(session: Session, state: MeetingState) -> None:
    meeting, wrong = a_meeting(session, state), []
    for verb, role in product(VERBS, Role):
        row, ended = find_move(MEETING_MOVES, verb), None
        with undone(session):
            try:
                VERBS[verb](session, meeting, Actor(role))
            except (NotAllowed, WrongState) as refused:
                ended = type(refused)
            if role not in row.who:
                expected = (NotAllowed, state)
            elif state not in row.sources:
                expected = (WrongState, state)
            else:
                expected = (None, row.target)
            if (ended, meeting.state) != expected:
                wrong.append((verb, role, ended, meeting.state))
    assert wrong == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_only_the_working_group_plans_moves_and_sends(session: Session, role: Role) -> None:
    meeting, by = a_meeting(session), Actor(role)
    with pytest.raises(NotAllowed):
        plan_meeting(session, starts_at=NOW, place="Rådhuset", by=by, at=NOW)
    with pytest.raises(NotAllowed):
        edit_meeting(session, meeting, starts_at=NOW, place="Här", by=by, at=NOW)
    with pytest.raises(NotAllowed):
        send_agenda(session, meeting, by=by, at=NOW)


def test_it_is_not_held_before_its_day(session: Session) -> None:
    meeting = a_meeting(session, starts_at=NOW + timedelta(days=1))
    with pytest.raises(NotInOrder):
        hold_meeting(session, meeting, by=a_coordinator(session), at=NOW)


@pytest.mark.parametrize("days", [-1, 1])
def test_minutes_are_approved_after_the_meeting_and_not_in_advance(
    session: Session, days: int
) -> None:
    meeting = a_meeting(session, MeetingState.HELD)
    day = meeting.day + timedelta(days=days)
    with pytest.raises(NotInOrder):
        minute_meeting(
            session, meeting, reference="§ 9", approved_on=day, by=Actor(Role.STEERING), at=NOW
        )


def test_minutes_need_a_reference(session: Session) -> None:
    meeting = a_meeting(session, MeetingState.HELD)
    with pytest.raises(Missing):
        minute_meeting(
            session, meeting, reference=" ", approved_on=NOW.date(), by=Actor(Role.STEERING), at=NOW
        )


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.MINUTED])
def test_what_was_held_is_not_moved_to_another_day(session: Session, state: MeetingState) -> None:
    with pytest.raises(WrongState):
        edit_meeting(
            session,
            a_meeting(session, state),
            starts_at=NOW,
            place="Här",
            by=a_coordinator(session),
            at=NOW,
        )


def letters(session: Session) -> list[Letter]:
    return list(session.scalars(select(Letter).where(Letter.subject == "agenda_sent")))


def test_every_member_of_the_day_gets_the_agenda_once(session: Session) -> None:
    first = a_member(session, address="en@example.org")
    silent = a_member(session)
    a_member(session, until=MEETS_AT.date() - timedelta(days=1), address="forr@example.org")
    meeting, by = a_meeting(session), a_coordinator(session)
    an_item(session, meeting, Subject.MATTER)
    assert send_agenda(session, meeting, by=by, at=NOW) == 2
    assert send_agenda(session, meeting, by=by, at=NOW) == 0
    states = {letter.member_id: letter.state for letter in letters(session)}
    # Who has no address is told by a person.
    assert states == {first.id: LetterState.QUEUED, silent.id: LetterState.HELD}
    # What has changed since is sent again.
    later = NOW + timedelta(hours=1)
    edit_meeting(session, meeting, starts_at=MEETS_AT, place="Kajen", by=by, at=later)
    assert send_agenda(session, meeting, by=by, at=later) == 2


def test_an_empty_agenda_is_not_sent(session: Session) -> None:
    with pytest.raises(Missing):
        send_agenda(session, a_meeting(session), by=a_coordinator(session), at=NOW)


def test_who_got_the_agenda_is_told_that_it_is_called_off(session: Session) -> None:
    invited, silent = a_member(session, address="en@example.org"), a_member(session)
    meeting, by = a_meeting(session), a_coordinator(session)
    an_item(session, meeting, Subject.MATTER)
    send_agenda(session, meeting, by=by, at=NOW)
    a_member(session, address="ny@example.org")
    assert cancel_meeting(session, meeting, reason=" Sjukdom ", by=by, at=NOW) == 2
    told = session.scalars(select(Letter).where(Letter.subject == "meeting_cancelled")).all()
    states = {letter.member_id: letter.state for letter in told}
    assert states == {invited.id: LetterState.QUEUED, silent.id: LetterState.HELD}
    assert meeting.reason == "Sjukdom"


def test_nobody_is_told_of_a_meeting_that_nobody_was_asked_to(session: Session) -> None:
    meeting = a_meeting(session)
    assert (
        cancel_meeting(session, meeting, reason="Sjukdom", by=a_coordinator(session), at=NOW) == 0
    )


def test_a_reason_is_needed_to_call_it_off(session: Session) -> None:
    meeting = a_meeting(session)
    with pytest.raises(Missing):
        cancel_meeting(session, meeting, reason=" ", by=a_coordinator(session), at=NOW)
    assert meeting.state is MeetingState.PLANNED


def test_what_was_decided_at_is_not_called_off(session: Session) -> None:
    item = an_item_of(session, MeetingState.HELD)
    decide_on(session, item)
    with pytest.raises(IsDecided):
        cancel_meeting(session, item.meeting, reason="Fel", by=a_coordinator(session), at=NOW)
    assert item.meeting.state is MeetingState.HELD


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.HELD])
def test_its_items_wait_for_another_meeting(session: Session, state: MeetingState) -> None:
    activity = an_activity(session, ActivityState.REVIEWED)
    item = an_item_of(session, state, activity=activity)
    assert list_activities_to_decide(session) == []
    by = a_coordinator(session)
    cancel_meeting(session, item.meeting, reason="Sjukdom", by=by, at=NOW)
    assert list_activities_to_decide(session) == [activity]
    again = an_item(session, activity=activity)
    assert list_activities_to_decide(session) == []
    # What it was on stays to be read, and nothing is done to it.
    assert item.meeting.items == [item]
    for verb in (take_off, edit_item):
        with pytest.raises(WrongState):
            verb(session, item, *([ItemWords("x")] if verb is edit_item else []), by=by, at=NOW)
    with pytest.raises(WrongState):
        an_item(session, item.meeting, Subject.MATTER)
    assert again.meeting is not item.meeting


def test_a_correction_on_a_meeting_called_off_can_be_asked_for_again(session: Session) -> None:
    wrong, by = a_decision(session).item, a_coordinator(session)
    first = an_item(session, None, Subject.MATTER, corrects=wrong)
    cancel_meeting(session, first.meeting, reason="Sjukdom", by=by, at=NOW)
    session.expire_all()
    assert wrong.correction is None
    second = an_item(session, None, Subject.MATTER, corrects=wrong)
    session.expire_all()
    assert wrong.correction is second
    assert first.corrects is None
