"""The ground that database tests stand on: a database of one's own, on both engines."""

from threading import Thread

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from models.concepts import Concept
from models.database import writing

WELDING = "skill/welding"


def make_a_concept() -> Concept:
    return Concept(id=WELDING, kind="skill", sv="Svetsning", en="Welding")


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_one_test_commits_another_does_not_see(
    sessions: sessionmaker[Session], time: str
) -> None:
    with writing(sessions) as session:
        assert session.get(Concept, WELDING) is None, time
        session.add(make_a_concept())


def test_threads_see_what_others_have_committed(
    engine: Engine, session: Session, sessions: sessionmaker[Session]
) -> None:
    def write() -> None:
        with writing(sessions) as session:
            session.add(make_a_concept())

    writer = Thread(target=write)
    writer.start()
    writer.join()
    assert session.get(Concept, WELDING) is not None
    assert engine.dialect.name in {"sqlite", "postgresql"}
