"""The queue between pages and worker: what wakes it, and what does not depend on it."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from huey import MemoryHuey, SqliteHuey
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from models.jobs import SentForm
from models.operations.letters import queue as queue_letter
from models.queries.events import list_latest_events
from models.queries.jobs import find_worker_sign
from models.queries.rounds import get_run
from models.words import RunState
from tests.builders import NOW, a_run, a_student
from tests.web.databases import on_both
from web.app import create_app
from web.config import SettingRefused
from web.jobs import queue, work


def waiting(app: Flask) -> list[str]:
    return [task.name for task in queue.tasks(app).queue.pending()]


def hooks(app: Flask, *tables: str) -> None:
    for hook in app.extensions["after_commit"]:
        hook(frozenset(tables))


@on_both
def test_a_letter_wakes_the_worker(app: Flask) -> None:
    hooks(app, "letters", "events")
    assert waiting(app) == ["send_letters"]


@on_both
def test_a_run_wakes_the_worker(app: Flask) -> None:
    hooks(app, "runs")
    assert waiting(app) == ["take_queued_runs"]


@on_both
def test_nothing_else_does(app: Flask) -> None:
    hooks(app, "students", "events")
    assert waiting(app) == []


@on_both
def test_what_is_queued_is_carried_out(app: Flask, session: Session) -> None:
    run = a_run(session)
    session.commit()
    tasks = queue.tasks(app)
    tasks.run_matcher(run.id)
    tasks.queue.execute(tasks.queue.dequeue())
    session.expire_all()
    assert get_run(session, run.id).state is RunState.DONE


@on_both
def test_what_is_too_old_is_cleared_away_once_a_day(app: Flask, session: Session) -> None:
    form = SentForm(actor="a", key="k", digest="0" * 64, status=303, location="/")
    form.at = NOW - timedelta(days=31)
    session.add(form)
    session.commit()
    with app.app_context():
        for _minute in range(3):
            work.every_minute()
    session.rollback()
    assert session.scalars(select(SentForm)).all() == []
    told = [event for event in list_latest_events(session) if event.thing == "retention"]
    assert [event.details["cleared"]["sent_forms"] for event in told] == [1]
    with app.app_context(), time_machine.travel(NOW + timedelta(days=1, minutes=5)):
        work.every_minute()
    session.rollback()
    told = [event for event in list_latest_events(session) if event.thing == "retention"]
    assert len(told) == 2


@on_both
def test_the_worker_finds_its_work_without_being_woken(app: Flask, session: Session) -> None:
    run = a_run(session)
    session.commit()
    with app.app_context():
        work.every_minute()
    session.expire_all()
    assert get_run(session, run.id).state is RunState.DONE


@on_both
def test_every_minute_the_worker_gives_a_sign(app: Flask, sessions: sessionmaker[Session]) -> None:
    with app.app_context():
        work.every_minute()
        work.every_minute()
    with sessions() as session:
        seen_at = find_worker_sign(session)
    assert seen_at is not None
    assert seen_at >= NOW


@on_both
def test_a_letter_is_sent_without_being_woken(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    monkeypatch.setattr(work.sending, "send_due", lambda: calls.append("sent"))
    queue_letter(session, "account_exists", a_student(session), at=NOW)
    session.commit()
    with app.app_context():
        work.every_minute()
    assert calls == ["sent"]


@pytest.mark.parametrize(("address", "kind"), [("memory://", MemoryHuey), ("", SqliteHuey)])
def test_the_setting_chooses_the_queue(
    address: str, kind: type, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAJPLATS_INSTANCE", str(tmp_path))
    app = create_app({"QUEUE": address, "DATABASE_URL": "sqlite://", "SECRET_KEY": "k" * 40})
    made = queue.open_queue(app)
    assert isinstance(made, kind)
    made.storage.close()


@on_both
def test_a_queue_of_no_known_kind_is_refused(app: Flask) -> None:
    app.config["QUEUE"] = "carrier-pigeon://"
    with pytest.raises(SettingRefused, match="KAJPLATS_QUEUE"):
        queue.open_queue(app)
