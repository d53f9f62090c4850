"""A run: watched, cancelled, killed, made again. The matcher is the real one."""

import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from models.database import writing
from models.operations.profiles import set_skills
from models.operations.runs import ask_to_cancel, requeue_stale_runs
from models.queries.rounds import get_run, list_suggestions_of_run
from models.rounds import Run
from models.words import CEFR, MatchState, RunState, RunStep
from tests.builders import (
    NOW,
    a_coordinator,
    a_match_in,
    a_run,
    a_student,
    an_offer,
    as_student,
)
from tests.web.databases import on_both
from web.bridge import runs
from web.bridge.runs import carry_out, reproduce
from web.bridge.vocabulary import load_vocabulary

pytestmark = on_both

Sessions = sessionmaker[Session]


def clock() -> datetime:
    return NOW


@pytest.fixture
def queued(session: Session) -> Run:
    load_vocabulary(session)
    for skills in ({"SQL": 4}, {"Python": 3, "SQL": 2}, {"redovisning": 4}):
        student = a_student(session)
        set_skills(session, student, skills, by=as_student(student), at=NOW)
    a_student(session, languages={"en": CEFR.B1})
    an_offer(session, must={"SQL": 3}, languages={"sv": CEFR.B2})
    an_offer(session, wished={"redovisning": 2})
    run = a_run(session)
    session.commit()
    return run


def state_of(sessions: Sessions, run_id: int) -> Run:
    with sessions() as session:
        return get_run(session, run_id)


def test_a_run_suggests_proposes_and_says_why(sessions: Sessions, queued: Run) -> None:
    carry_out(sessions, queued.id, clock=clock)
    with sessions() as session:
        run, found = get_run(session, queued.id), list_suggestions_of_run(session, queued.id)
    assert (run.state, run.step, run.progress) == (RunState.DONE, RunStep.FINISHED, 1.0)
    assert (run.student_count, run.offer_count) == (4, 2)
    assert found
    assert any(each.is_proposed for each in found)
    for each in found:
        assert each.score == pytest.approx(each.p_student * each.p_employer)
        assert set(each.terms) == {"student", "employer", "evidence"}


def test_who_gets_nothing_is_told_by_which_rules(sessions: Sessions, session: Session) -> None:
    student = a_student(session, languages={"en": CEFR.A1})
    an_offer(session, languages={"sv": CEFR.B2})
    run = a_run(session)
    session.commit()
    carry_out(sessions, run.id, clock=clock)
    unmatched = state_of(sessions, run.id).unmatched
    assert unmatched["students"][str(student.id)]["brings_back"] == {"language": 1}


def test_a_run_is_made_again_with_the_same_result(sessions: Sessions, queued: Run) -> None:
    carry_out(sessions, queued.id, clock=clock)
    with sessions() as session:
        again = reproduce(session, get_run(session, queued.id))
    assert again.is_same
    assert again.differs == ()


def test_a_frozen_value_that_was_changed_is_seen(sessions: Sessions, queued: Run) -> None:
    carry_out(sessions, queued.id, clock=clock)
    with sessions() as session:
        run = get_run(session, queued.id)
        inputs = dict(run.inputs or {})
        inputs["students"] = inputs["students"][1:]
        run.inputs = inputs
        again = reproduce(session, run)
    assert not again.is_same
    assert set(again.differs) == {"inputs", "output"}


def test_a_run_touches_no_match(sessions: Sessions, session: Session) -> None:
    match = a_match_in(session, MatchState.OFFERED)
    version = match.version
    run = a_run(session)
    session.commit()
    carry_out(sessions, run.id, clock=clock)
    session.refresh(match)
    assert (match.state, match.version) == (MatchState.OFFERED, version)
    with sessions() as other:
        proposed = [row for row in list_suggestions_of_run(other, run.id) if row.is_proposed]
    assert [(row.student_id, row.offer_id) for row in proposed] == [
        (match.student_id, match.offer_id)
    ]


def test_a_run_without_anybody_is_done(sessions: Sessions, session: Session) -> None:
    run = a_run(session)
    session.commit()
    carry_out(sessions, run.id, clock=clock)
    assert state_of(sessions, run.id).state is RunState.DONE


def test_cancel_is_honoured_between_steps(
    sessions: Sessions, queued: Run, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = a_coordinator(session)
    session.commit()
    beat = runs.beat

    def cancel_when_ranked(
        session: Session, run: Run, step: RunStep, *rest: object, **at: object
    ) -> None:
        beat(session, run, step, *rest, **at)  # type: ignore[arg-type] - as it came
        if step is RunStep.RANKING:
            ask_to_cancel(session, run, by=by, at=NOW)

    monkeypatch.setattr(runs, "beat", cancel_when_ranked)
    carry_out(sessions, queued.id, clock=clock)
    run = state_of(sessions, queued.id)
    assert run.state is RunState.CANCELLED
    with sessions() as other:
        assert list_suggestions_of_run(other, queued.id) == []


def test_what_went_wrong_is_named_and_not_told(
    sessions: Sessions,
    queued: Run,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    written = "Ebba writes that she likes sailing"

    def fail(*_inputs: object, **_settings: object) -> None:
        raise ValueError(written)

    monkeypatch.setattr(runs, "cook", fail)
    carry_out(sessions, queued.id, clock=clock)
    run = state_of(sessions, queued.id)
    assert (run.state, run.failure) == (RunState.FAILED, "ValueError")
    assert "sailing" not in caplog.text


def test_a_run_that_is_over_is_not_carried_out_again(sessions: Sessions, queued: Run) -> None:
    carry_out(sessions, queued.id, clock=clock)
    first = state_of(sessions, queued.id)
    carry_out(sessions, queued.id, clock=clock)
    assert state_of(sessions, queued.id).attempt == first.attempt == 1


KILLED = """
import sys, time
from datetime import datetime
from models.database import make_engine, make_sessions
from web.bridge import runs

def cook(*_inputs, **_settings):
    print("in the middle", flush=True)
    time.sleep(60)

runs.cook = cook
at = datetime.fromisoformat(sys.argv[3])
runs.carry_out(make_sessions(make_engine(sys.argv[1])), int(sys.argv[2]), clock=lambda: at)
"""


def test_a_killed_run_is_taken_up_again_and_gives_the_same_bytes(
    sessions: Sessions, queued: Run, database_url: str, session: Session
) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-c", KILLED, database_url, str(queued.id), NOW.isoformat()],
        stdout=subprocess.PIPE,
    )
    assert worker.stdout is not None
    with worker.stdout as said:
        assert said.readline() == b"in the middle\n"
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    frozen = state_of(sessions, queued.id)
    assert frozen.state is RunState.RUNNING
    with sessions() as reader:
        expected = runs.make_again(reader, get_run(reader, queued.id)).digest

    # What changed since does not change the run: it is made from what was frozen.
    a_student(session)
    session.commit()
    later = NOW + timedelta(minutes=5)
    with writing(sessions) as writer:
        assert [run.id for run in requeue_stale_runs(writer, at=later)] == [queued.id]
    carry_out(sessions, queued.id, clock=lambda: later)

    run = state_of(sessions, queued.id)
    assert (run.state, run.attempt, run.input_digest) == (RunState.DONE, 2, frozen.input_digest)
    assert run.output_digest == expected
