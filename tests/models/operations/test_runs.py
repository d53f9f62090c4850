"""A run of the matcher is queued once, taken once, and finished whole or not at all."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.errors import NeverChanged, NotAllowed, RunCancelled, WrongState
from models.operations.runs import (
    MAX_ATTEMPTS,
    SILENT_FOR,
    ask_to_cancel,
    beat,
    begin_run,
    cancel_run,
    fail_run,
    finish_run,
    freeze_inputs,
    request_run,
    requeue_stale_runs,
)
from models.queries.rounds import find_latest_run
from models.rounds import Run, Suggestion
from models.words import Role, RunState, RunStep
from tests.builders import (
    NOW,
    a_coordinator,
    a_rolling_round,
    a_round,
    a_run,
    a_student,
    a_suggestion,
    an_offer,
    shipped,
    suggestion_row,
)

SECOND = timedelta(seconds=1)


@pytest.fixture
def running(session: Session) -> Run:
    run = a_run(session)
    begin_run(session, run, at=NOW)
    return run


class TestAsking:
    def test_a_round_has_one_run_at_a_time(self, session: Session) -> None:
        run = a_run(session)
        assert a_run(session) is run
        begin_run(session, run, at=NOW)
        assert a_run(session) is run
        fail_run(session, run, "ValueError", at=NOW)
        assert a_run(session) is not run

    @pytest.mark.parametrize("state", [RunState.QUEUED, RunState.RUNNING])
    def test_the_database_holds_that_too(self, session: Session, state: RunState) -> None:
        run = a_run(session)
        session.add(Run(round=run.round, state=state, requested_at=NOW, reckoned_on=NOW.date()))
        with pytest.raises(IntegrityError):
            session.flush()

    def test_only_coordinators_and_the_system_ask(self, session: Session) -> None:
        round_ = a_rolling_round(session)
        for role in set(Role) - {Role.COORDINATOR, Role.SYSTEM}:
            with pytest.raises(NotAllowed):
                request_run(session, round_, by=Actor(role), at=NOW)
        assert request_run(session, round_, by=SYSTEM, at=NOW).state is RunState.QUEUED

    def test_a_draft_is_not_matched(self, session: Session) -> None:
        with pytest.raises(WrongState):
            a_run(session, a_round(session, opened=False))

    def test_it_reckons_from_the_day_it_was_asked_for_in_sweden(self, session: Session) -> None:
        late = NOW.replace(hour=23, minute=30)
        run = request_run(session, a_rolling_round(session), by=SYSTEM, at=late)
        assert run.reckoned_on == late.date() + timedelta(days=1)


class TestRunning:
    def test_only_one_worker_gets_it(self, session: Session) -> None:
        run = a_run(session)
        assert begin_run(session, run, at=NOW)
        assert not begin_run(session, run, at=NOW)
        assert run.attempt == 1

    def test_what_it_found_is_written_when_it_is_done(self, session: Session, running: Run) -> None:
        rows = [suggestion_row(a_student(session), an_offer(session)) for _ in range(3)]
        finish_run(session, running, rows, digest="d" * 64, unmatched={"students": {}}, at=NOW)
        assert (running.state, running.step, running.progress) == (
            RunState.DONE,
            RunStep.FINISHED,
            1.0,
        )
        assert session.scalar(select(func.count(Suggestion.id))) == 3
        assert find_latest_run(session, running.round_id) is running

    def test_what_it_was_made_from_is_kept(self, session: Session, running: Run) -> None:
        freeze_inputs(
            session,
            running,
            inputs={"students": [1, 2], "offers": [3]},
            digest="a" * 64,
            settings={"k": 20},
            weights=shipped(session),
        )
        assert (running.student_count, running.offer_count) == (2, 1)
        assert (running.weights_version, running.settings) == ("1", {"k": 20})

    def test_a_beat_shows_how_far_it_is(self, session: Session, running: Run) -> None:
        beat(session, running, RunStep.RANKING, 0.4, at=NOW + SECOND)
        assert (running.step, running.progress) == (RunStep.RANKING, 0.4)
        assert running.heartbeat_at == NOW + SECOND

    def test_suggestions_are_never_changed(self, session: Session) -> None:
        suggestion = a_suggestion(session)
        suggestion.score = 0.9
        with pytest.raises(NeverChanged):
            session.flush()

    def test_a_failure_keeps_its_name_and_no_more_than_fits(
        self, session: Session, running: Run
    ) -> None:
        fail_run(session, running, "E" * 500, at=NOW)
        assert (running.state, running.failure) == (RunState.FAILED, "E" * 120)


class TestStopping:
    def test_one_that_waits_stops_at_once(self, session: Session) -> None:
        run = a_run(session)
        ask_to_cancel(session, run, by=a_coordinator(session), at=NOW)
        assert run.state is RunState.CANCELLED
        assert not begin_run(session, run, at=NOW)

    def test_one_that_runs_stops_at_its_next_beat_and_writes_nothing(
        self, session: Session, running: Run
    ) -> None:
        ask_to_cancel(session, running, by=a_coordinator(session), at=NOW)
        assert running.state is RunState.RUNNING
        with pytest.raises(RunCancelled):
            beat(session, running, RunStep.RANKING, 0.5, at=NOW)
        row = suggestion_row(a_student(session), an_offer(session))
        with pytest.raises(RunCancelled):
            finish_run(session, running, [row], digest="d" * 64, unmatched={}, at=NOW)
        cancel_run(session, running, at=NOW)
        assert running.state is RunState.CANCELLED
        assert session.scalar(select(func.count(Suggestion.id))) == 0

    def test_one_that_is_over_stays_as_it_is(self, session: Session, running: Run) -> None:
        finish_run(session, running, [], digest="d" * 64, unmatched={}, at=NOW)
        ask_to_cancel(session, running, by=a_coordinator(session), at=NOW)
        cancel_run(session, running, at=NOW)
        fail_run(session, running, "Late", at=NOW)
        assert (running.state, running.failure) == (RunState.DONE, "")

    def test_only_a_coordinator_stops_one(self, session: Session, running: Run) -> None:
        with pytest.raises(NotAllowed):
            ask_to_cancel(session, running, by=Actor(Role.STUDENT), at=NOW)


class TestWhenAWorkerDies:
    def test_a_silent_run_is_queued_again(self, session: Session, running: Run) -> None:
        assert requeue_stale_runs(session, at=NOW + SILENT_FOR) == []
        assert requeue_stale_runs(session, at=NOW + SILENT_FOR + SECOND) == [running]
        assert (running.state, running.step, running.progress) == (
            RunState.QUEUED,
            RunStep.WAITING,
            0.0,
        )
        assert begin_run(session, running, at=NOW)
        assert running.attempt == 2

    def test_the_lost_worker_cannot_finish_what_was_queued_again(
        self, session: Session, running: Run
    ) -> None:
        requeue_stale_runs(session, at=NOW + SILENT_FOR + SECOND)
        with pytest.raises(RunCancelled):
            finish_run(session, running, [], digest="d" * 64, unmatched={}, at=NOW)

    def test_it_is_given_up_after_some_attempts(self, session: Session) -> None:
        run, at = a_run(session), NOW
        for _ in range(MAX_ATTEMPTS):
            assert begin_run(session, run, at=at)
            at += SILENT_FOR + SECOND
            requeue_stale_runs(session, at=at)
        assert (run.state, run.failure) == (RunState.FAILED, "WorkerLost")

    def test_one_that_was_asked_to_stop_is_cancelled(self, session: Session, running: Run) -> None:
        ask_to_cancel(session, running, by=a_coordinator(session), at=NOW)
        assert requeue_stale_runs(session, at=NOW + SILENT_FOR + SECOND) == []
        assert running.state is RunState.CANCELLED

    def test_one_that_nobody_took_is_given_to_a_worker_again(self, session: Session) -> None:
        run = a_run(session)
        assert requeue_stale_runs(session, at=NOW + SILENT_FOR + SECOND) == [run]
