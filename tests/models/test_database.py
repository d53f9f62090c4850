"""Writers take turns, readers do not wait, and what fails leaves nothing."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import InternalError
from sqlalchemy.orm import Session, sessionmaker

from models.database import begin_writing, reading, writing
from models.jobs import WorkerSign
from models.people import Account, RoleRow
from models.words import Role
from tests.builders import NOW, an_account
from tests.endings import endings_of

Sessions = sessionmaker[Session]


def fail_midway(sessions: Sessions) -> None:
    with writing(sessions) as session:
        session.add(RoleRow(name=Role.EMPLOYER))
        session.flush()
        session.info["share"] = 1 / len(session.new)


def test_what_is_written_is_kept_and_what_fails_is_not(sessions: Sessions) -> None:
    with writing(sessions) as session:
        session.add(RoleRow(name=Role.STUDENT))
    with pytest.raises(ZeroDivisionError):
        fail_midway(sessions)
    with reading(sessions) as session:
        assert list(session.scalars(select(RoleRow.name))) == ["student"]


def test_a_reader_writes_nothing_whatever_was_changed(sessions: Sessions) -> None:
    with reading(sessions) as session:
        session.add(RoleRow(name=Role.STUDENT))
    with reading(sessions) as session:
        assert session.scalars(select(RoleRow)).all() == []


def test_postgresql_refuses_what_a_reader_would_write(sessions: Sessions) -> None:
    with reading(sessions) as session:
        if session.get_bind().dialect.name != "postgresql":
            return
        with pytest.raises(InternalError, match="read-only"):
            session.execute(insert(RoleRow).values(name=Role.STUDENT))


def test_a_reader_ends_by_a_commit_so_that_postgresql_keeps_its_plans(sessions: Sessions) -> None:
    with endings_of(sessions.kw["bind"]) as ends, reading(sessions) as session:
        session.scalars(select(RoleRow)).all()
    assert ends == ["commit"]


def test_what_was_made_can_be_used_after_the_commit(sessions: Sessions) -> None:
    with writing(sessions) as session:
        account = an_account(session, name="Kim Lind")
    assert account.name == "Kim Lind"


def test_a_reader_never_waits_for_a_writer(sessions: Sessions) -> None:
    with writing(sessions) as writer:
        writer.add(WorkerSign(id=1, seen_at=NOW))
        writer.flush()
        with reading(sessions) as reader:
            assert reader.scalars(select(WorkerSign)).all() == []
    with reading(sessions) as reader:
        assert reader.scalars(select(WorkerSign.seen_at)).one() == NOW


def test_a_second_writer_waits_for_the_first_and_sees_what_it_wrote(sessions: Sessions) -> None:
    first_writes, seen = Event(), []

    def second() -> None:
        first_writes.wait(10)
        with writing(sessions) as session:
            seen.append(session.scalars(select(WorkerSign.seen_at)).all())

    with ThreadPoolExecutor(1) as thread:
        with writing(sessions) as session:
            waiting = thread.submit(second)
            first_writes.set()
            # It stands at the door meanwhile: it has not even read.
            assert not waiting.done()
            session.add(WorkerSign(id=1, seen_at=NOW))
            session.flush()
            assert seen == []
        waiting.result(10)
    assert seen == [[NOW]]


def test_ten_who_read_and_add_one_add_ten(sessions: Sessions) -> None:
    with writing(sessions) as session:
        account_id = an_account(session, tf_last_counter=0).id
    start = Barrier(10)

    def add_one(_: int) -> None:
        start.wait(10)
        with writing(sessions) as session:
            account = session.get_one(Account, account_id)
            account.tf_last_counter = (account.tf_last_counter or 0) + 1

    with ThreadPoolExecutor(10) as threads:
        list(threads.map(add_one, range(10)))
    with reading(sessions) as session:
        assert session.get_one(Account, account_id).tf_last_counter == 10


def test_a_transaction_that_has_begun_to_read_cannot_become_a_writer(sessions: Sessions) -> None:
    with sessions() as session:
        session.scalars(select(WorkerSign)).all()
        with pytest.raises(Exception, match="already"):
            begin_writing(session)
