"""What comes with a match that is offered, reminded of, and ends: letters, times, places."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.errors import (
    Missing,
    NotOpenForMatching,
    WrongState,
)
from models.matches import Match
from models.operations.employers import pause_employer
from models.operations.matches import (
    expire,
    fill,
    offer_match,
    remind,
    withdraw,
)
from models.operations.offers import withdraw_offer
from models.operations.students import leave
from models.policy import DEFAULT
from models.queries.events import list_events_of
from models.queries.letters import list_letters_of_match
from models.queries.matches import (
    list_matches_to_expire,
    list_matches_to_offer,
    list_matches_to_remind,
)
from models.words import MatchState, Reason, Role, Side
from tests.builders import (
    NOW,
    a_confirmed_match,
    a_coordinator,
    a_round,
    a_student,
    an_agreed_match,
    an_offered_match,
    as_student,
    say,
)

SECOND = timedelta(seconds=1)


def letters_of(session: Session, match: Match) -> list[tuple[str, int | None, int | None]]:
    return [
        (letter.subject, letter.student_id, letter.contact_id)
        for letter in list_letters_of_match(session, match.id)
    ]


def subjects_of(session: Session, match: Match) -> list[str]:
    return [subject for subject, _student, _contact in letters_of(session, match)]


class TestOffering:
    def test_both_sides_get_a_letter_each(self, session: Session) -> None:
        match = an_offered_match(session)
        assert letters_of(session, match) == [
            ("match_offered_student", match.student_id, None),
            ("match_offered_employer", None, match.offer.contact_id),
        ]

    def test_the_reply_time_is_ten_working_days_with_a_reminder_after_five(
        self, session: Session
    ) -> None:
        match = an_offered_match(session)
        assert match.remind_at == datetime(2027, 3, 8, 23, tzinfo=UTC)
        assert match.reply_by == datetime(2027, 3, 15, 23, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("at", "last_day_ends"),
        [
            # Over Easter, and over the night when summer time begins (2027-03-28).
            (datetime(2027, 3, 22, 9, tzinfo=UTC), datetime(2027, 4, 7, 22, tzinfo=UTC)),
            # Over the night when summer time ends (2027-10-31).
            (datetime(2027, 10, 25, 9, tzinfo=UTC), datetime(2027, 11, 8, 23, tzinfo=UTC)),
            # July does not count, nor does Christmas.
            (datetime(2027, 6, 28, 9, tzinfo=UTC), datetime(2027, 8, 11, 22, tzinfo=UTC)),
            (datetime(2027, 12, 17, 9, tzinfo=UTC), datetime(2028, 1, 21, 23, tzinfo=UTC)),
            # Half past eleven in the evening in Sweden is still that day.
            (datetime(2027, 3, 1, 22, 30, tzinfo=UTC), datetime(2027, 3, 15, 23, tzinfo=UTC)),
            (datetime(2027, 3, 1, 23, 30, tzinfo=UTC), datetime(2027, 3, 16, 23, tzinfo=UTC)),
        ],
    )
    def test_the_reply_time_ends_with_a_day_in_sweden(
        self, session: Session, at: datetime, last_day_ends: datetime
    ) -> None:
        assert an_offered_match(session, at=at).reply_by == last_day_ends

    def test_a_match_of_a_dated_round_waits_for_its_publication(self, session: Session) -> None:
        match = a_confirmed_match(session, round_=a_round(session))
        with pytest.raises(WrongState) as refused:
            offer_match(session, match, by=a_coordinator(session), at=NOW)
        assert refused.value.thing == "round"
        assert letters_of(session, match) == []

    def test_a_match_of_a_rolling_round_is_due_ten_minutes_after_it_was_confirmed(
        self, session: Session
    ) -> None:
        match = a_confirmed_match(session)
        a_confirmed_match(session, round_=a_round(session))
        grace = timedelta(minutes=DEFAULT.grace_minutes)
        assert list(list_matches_to_offer(session, NOW + grace - SECOND, grace)) == []
        assert list(list_matches_to_offer(session, NOW + grace, grace)) == [match]

    def test_nothing_is_offered_when_somebody_is_gone_meanwhile(self, session: Session) -> None:
        match = a_confirmed_match(session)
        pause_employer(session, match.offer.employer, by=a_coordinator(session), at=NOW)
        with pytest.raises(NotOpenForMatching):
            offer_match(session, match, by=SYSTEM, at=NOW)
        assert match.state is MatchState.CONFIRMED
        assert letters_of(session, match) == []


class TestReminding:
    def test_only_the_silent_side_is_reminded(self, session: Session) -> None:
        match = an_offered_match(session)
        say(session, match, Side.EMPLOYER)
        remind(session, match, at=NOW)
        assert subjects_of(session, match)[2:] == ["match_reminder_student"]

    def test_nobody_is_reminded_twice(self, session: Session) -> None:
        match = an_offered_match(session)
        assert match.remind_at is not None
        due = match.remind_at + SECOND
        assert list(list_matches_to_remind(session, match.remind_at)) == []
        assert list(list_matches_to_remind(session, due)) == [match]
        remind(session, match, at=due)
        assert list(list_matches_to_remind(session, due)) == []
        remind(session, match, at=due)
        reminders = [each for each in subjects_of(session, match) if "reminder" in each]
        assert sorted(reminders) == ["match_reminder_employer", "match_reminder_student"]


class TestEnding:
    def test_a_match_expires_when_the_last_day_is_over_and_not_before(
        self, session: Session
    ) -> None:
        match = an_offered_match(session)
        assert match.reply_by is not None
        assert list(list_matches_to_expire(session, match.reply_by)) == []
        with pytest.raises(WrongState):
            expire(session, match, at=match.reply_by)
        over = match.reply_by + SECOND
        assert list(list_matches_to_expire(session, over)) == [match]
        expire(session, match, at=over)
        assert match.state is MatchState.EXPIRED
        assert subjects_of(session, match)[2:] == [
            "match_expired_student",
            "match_expired_employer",
        ]

    def test_only_the_student_hears_that_the_place_went_to_another(self, session: Session) -> None:
        match = an_offered_match(session)
        fill(session, match, at=NOW)
        assert letters_of(session, match)[2:] == [("match_filled_student", match.student_id, None)]

    def test_a_withdrawal_needs_a_reason(self, session: Session) -> None:
        match = an_offered_match(session)
        with pytest.raises(Missing):
            withdraw(session, match, by=as_student(match.student), at=NOW, reason=None)
        assert match.state is MatchState.OFFERED

    def test_whoever_did_not_withdraw_it_gets_a_letter(self, session: Session) -> None:
        match = an_offered_match(session)
        withdraw(session, match, by=as_student(match.student), at=NOW, reason=Reason.OTHER)
        assert subjects_of(session, match)[2:] == ["match_withdrawn_employer"]

    def test_a_student_on_the_phone_is_not_told_what_they_said_themselves(
        self, session: Session
    ) -> None:
        match = an_offered_match(session)
        by = a_coordinator(session, for_role=Role.STUDENT)
        withdraw(session, match, by=by, at=NOW, reason=Reason.OTHER)
        assert subjects_of(session, match)[2:] == ["match_withdrawn_employer"]
        event = list_events_of(session, "match", match.id)[-1]
        assert (event.account_id, event.for_role) == (by.account_id, Role.STUDENT)

    def test_both_hear_when_a_coordinator_withdraws(self, session: Session) -> None:
        match = an_offered_match(session)
        withdraw(session, match, by=a_coordinator(session), at=NOW, reason=Reason.OTHER)
        assert len(subjects_of(session, match)) == 4

    def test_nobody_hears_of_what_they_never_heard_of(self, session: Session) -> None:
        match = a_confirmed_match(session)
        withdraw(session, match, by=a_coordinator(session), at=NOW, reason=Reason.OTHER)
        assert subjects_of(session, match) == []

    def test_a_withdrawn_agreement_gives_its_place_back(self, session: Session) -> None:
        match = an_agreed_match(session)
        assert match.offer.places_taken == 1
        withdraw(session, match, by=Actor(Role.EMPLOYER), at=NOW, reason=Reason.OTHER)
        assert match.offer.places_taken == 0

    def test_a_student_who_leaves_takes_every_open_match_along(self, session: Session) -> None:
        student = a_student(session)
        ended = [
            a_confirmed_match(session, student=student),
            an_offered_match(session, student=student),
        ]
        leave(session, student, by=as_student(student), at=NOW)
        assert {match.state for match in ended} == {MatchState.WITHDRAWN}
        assert {match.reason for match in ended} == {Reason.NO_LONGER_SEEKS}
        assert subjects_of(session, ended[0]) == []
        assert subjects_of(session, ended[1])[2:] == ["match_withdrawn_employer"]

    def test_an_offer_that_is_withdrawn_takes_its_open_matches_along(
        self, session: Session
    ) -> None:
        match = an_offered_match(session)
        withdraw_offer(session, match.offer, by=Actor(Role.EMPLOYER), at=NOW)
        assert (match.state, match.reason) == (MatchState.WITHDRAWN, Reason.NO_LONGER_OFFERED)
        assert subjects_of(session, match)[2:] == ["match_withdrawn_student"]


def test_a_day_in_the_policy_is_a_working_day(session: Session) -> None:
    match = an_offered_match(session, policy=replace(DEFAULT, reply_working_days=1))
    assert match.reply_by == datetime(2027, 3, 2, 23, tzinfo=UTC)
    assert date(2027, 3, 2).weekday() < 5
