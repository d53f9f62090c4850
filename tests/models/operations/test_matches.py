"""What comes with confirming, rejecting and undoing: evidence, reasons, limits, no letters."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.actors import SYSTEM
from models.errors import (
    ConflictOfInterest,
    EnoughAsked,
    Missing,
    NoPlaceLeft,
    NotOpenForMatching,
    WrongState,
)
from models.matches import Match
from models.operations.employers import pause_employer
from models.operations.matches import (
    confirm,
    offer_match,
    reject,
    undo,
    withdraw,
)
from models.operations.offers import withdraw_offer
from models.operations.rounds import close_round, open_round
from models.policy import DEFAULT
from models.queries.events import list_events_of
from models.queries.letters import list_letters_of_match
from models.queries.matches import (
    find_match,
)
from models.words import Kind, MatchState, Reason, Role
from tests.builders import (
    NOW,
    a_confirmed_match,
    a_coordinator,
    a_rolling_round,
    a_round,
    a_student,
    a_suggestion,
    an_agreed_match,
    an_offer,
    an_offered_match,
)

SECOND = timedelta(seconds=1)


def letters_of(session: Session, match: Match) -> list[tuple[str, int | None, int | None]]:
    return [
        (letter.subject, letter.student_id, letter.contact_id)
        for letter in list_letters_of_match(session, match.id)
    ]


def subjects_of(session: Session, match: Match) -> list[str]:
    return [subject for subject, _student, _contact in letters_of(session, match)]


class TestConfirming:
    def test_nobody_is_told_and_no_place_is_held(self, session: Session) -> None:
        match = a_confirmed_match(session)
        assert letters_of(session, match) == []
        assert match.offer.places_taken == 0
        assert match.reply_by is None

    def test_the_history_names_who_confirmed_the_pair(self, session: Session) -> None:
        match = a_confirmed_match(session)
        (event,) = list_events_of(session, "match", match.id)
        assert (event.verb, event.role) == ("confirmed", Role.COORDINATOR)
        assert event.account_id is not None
        assert event.details["student"] == match.student_id
        assert event.details["offer"] == match.offer_id

    def test_the_evidence_is_kept(self, session: Session) -> None:
        suggestion = a_suggestion(session)
        student, offer = a_student(session), an_offer(session)
        round_ = a_rolling_round(session)
        by = a_coordinator(session)
        match = confirm(session, round_, student, offer, by=by, at=NOW, suggestion=suggestion)
        assert match.suggestion_id == suggestion.id

    def test_nobody_confirms_or_rejects_for_the_unit_that_employs_them(
        self, session: Session
    ) -> None:
        student, offer, round_ = a_student(session), an_offer(session), a_rolling_round(session)
        by = a_coordinator(session, works_for=offer.employer)
        with pytest.raises(ConflictOfInterest):
            confirm(session, round_, student, offer, by=by, at=NOW)
        with pytest.raises(ConflictOfInterest):
            reject(session, round_, student, offer, by=by, at=NOW, reason=Reason.SKILLS)
        assert find_match(session, round_.id, student.id, offer.id) is None

    def test_who_works_elsewhere_may(self, session: Session) -> None:
        student, offer, other = a_student(session), an_offer(session), an_offer(session)
        by = a_coordinator(session, works_for=other.employer)
        match = confirm(session, a_rolling_round(session), student, offer, by=by, at=NOW)
        assert match.state is MatchState.CONFIRMED

    def test_three_are_asked_for_a_place_and_no_fourth(self, session: Session) -> None:
        offer = an_offer(session)
        for _ in range(3):
            a_confirmed_match(session, offer=offer)
        with pytest.raises(EnoughAsked):
            a_confirmed_match(session, offer=offer)

    def test_how_many_are_asked_is_a_setting_and_counts_for_each_place(
        self, session: Session
    ) -> None:
        offer = an_offer(session, places=2)
        one_each = replace(DEFAULT, candidates_per_place=1)
        for _ in range(2):
            a_confirmed_match(session, offer=offer, policy=one_each)
        with pytest.raises(EnoughAsked):
            a_confirmed_match(session, offer=offer, policy=one_each)

    def test_nobody_is_confirmed_when_no_place_is_left(self, session: Session) -> None:
        match = an_agreed_match(session)
        with pytest.raises(NoPlaceLeft):
            a_confirmed_match(session, offer=match.offer)

    def test_the_round_the_student_the_offer_and_the_employer_must_be_there(
        self, session: Session
    ) -> None:
        by = a_coordinator(session)
        student, offer, round_ = a_student(session), an_offer(session), a_rolling_round(session)
        paused = an_offer(session)
        pause_employer(session, paused.employer, by=by, at=NOW)
        gone = an_offer(session)
        withdraw_offer(session, gone, by=by, at=NOW)
        for what, pair in {
            "round": (a_rolling_round(session, Kind.THESIS), student, offer),
            "student": (round_, a_student(session, submitted=False), offer),
            "offer": (round_, student, gone),
            "employer": (round_, student, paused),
        }.items():
            with pytest.raises(NotOpenForMatching) as refused:
                confirm(session, *pair, by=by, at=NOW)
            assert refused.value.what == what

    def test_a_dated_round_takes_pairs_while_it_is_open_or_closed(self, session: Session) -> None:
        round_, by = a_round(session, opened=False), a_coordinator(session)
        with pytest.raises(NotOpenForMatching):
            a_confirmed_match(session, round_=round_)
        open_round(session, round_, by=by, at=NOW)
        a_confirmed_match(session, round_=round_)
        close_round(session, round_, by=by, at=NOW)
        a_confirmed_match(session, round_=round_)


class TestRejectingAndUndoing:
    def test_a_rejection_needs_a_reason_from_the_list(self, session: Session) -> None:
        pair = (a_rolling_round(session), a_student(session), an_offer(session))
        with pytest.raises(Missing) as refused:
            reject(session, *pair, by=a_coordinator(session), at=NOW, reason=None)
        assert refused.value.fields == ("reason",)

    def test_free_words_stay_with_the_match_and_out_of_the_history(self, session: Session) -> None:
        pair = (a_rolling_round(session), a_student(session), an_offer(session))
        by = a_coordinator(session)
        match = reject(session, *pair, by=by, at=NOW, reason=Reason.OTHER, words="  söker i Umeå  ")
        assert (match.reason, match.reason_words) == (Reason.OTHER, "söker i Umeå")
        events = list_events_of(session, "match", match.id)
        assert all("Umeå" not in str(event.details) for event in events)

    def test_nobody_is_told_of_a_rejection(self, session: Session) -> None:
        pair = (a_rolling_round(session), a_student(session), an_offer(session))
        by = a_coordinator(session)
        match = reject(session, *pair, by=by, at=NOW, reason=Reason.SKILLS)
        assert letters_of(session, match) == []

    def test_after_an_undo_the_pair_is_as_if_nobody_had_acted(self, session: Session) -> None:
        match = a_confirmed_match(session)
        pair, match_id = (match.round, match.student, match.offer), match.id
        by = a_coordinator(session)
        undo(session, match, by=by, at=NOW)
        assert find_match(session, *(thing.id for thing in pair)) is None
        again = confirm(session, *pair, by=by, at=NOW)
        assert again.id > match_id
        verbs = [event.verb for event in list_events_of(session, "match", match_id)]
        assert verbs == ["confirmed", "undone"]

    def test_what_both_sides_know_of_cannot_be_undone(self, session: Session) -> None:
        match = an_offered_match(session)
        with pytest.raises(WrongState):
            undo(session, match, by=a_coordinator(session), at=NOW)


def test_a_version_grows_with_every_move(session: Session) -> None:
    match = a_confirmed_match(session)
    versions = [match.version]
    offer_match(session, match, by=SYSTEM, at=NOW)
    versions.append(match.version)
    withdraw(session, match, by=SYSTEM, at=NOW, reason=Reason.OTHER)
    versions.append(match.version)
    assert versions == sorted(set(versions))
