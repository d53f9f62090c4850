"""One idea is taken up by one employer, and one code is used by one student, however many try."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from models.actors import Actor
from models.database import make_engine, make_sessions, writing
from models.employers import Contact
from models.errors import DomainError
from models.ideas import Idea
from models.offers import Offer
from models.operations.ideas import take_up
from models.operations.teams import invite, join
from models.people import Student
from models.teams import TeamMember
from models.words import Role
from tests.builders import NOW, a_student, an_employer, as_student
from tests.models.operations.test_ideas import a_published_idea

CLIENTS = 6

Sessions = sessionmaker[Session]


def how_many_can(database_url: str, ids: list[int], do: Callable[[Session, int], object]) -> int:
    """Let every client do something at the same moment, each with a connection of its own."""
    engines = [make_engine(database_url) for _each in ids]
    start = Barrier(len(ids))

    def run(client: Sessions, number: int) -> bool:
        start.wait()
        try:
            with writing(client) as session:
                do(session, number)
        except DomainError:
            return False
        return True

    with ThreadPoolExecutor(len(ids)) as threads:
        done = list(threads.map(run, map(make_sessions, engines), ids))
    for engine in engines:
        engine.dispose()
    return sum(done)


def test_one_employer_takes_up_an_idea(database_url: str, sessions: Sessions) -> None:
    with writing(sessions) as session:
        idea = a_published_idea(session)
        idea_id, seen = idea.id, idea.version
        ids = [an_employer(session).contacts[0].id for _each in range(CLIENTS)]

    def do(session: Session, contact_id: int) -> object:
        contact = session.get_one(Contact, contact_id)
        by = Actor(Role.EMPLOYER, contact_id=contact_id)
        return take_up(session, idea_id, contact, seen=seen, by=by, at=NOW)

    assert how_many_can(database_url, ids, do) == 1
    with sessions() as session:
        [offer] = session.scalars(select(Offer)).all()
        assert session.get_one(Idea, idea_id).offer_id == offer.id


def test_one_student_uses_a_code(database_url: str, sessions: Sessions) -> None:
    with writing(sessions) as session:
        one = a_student(session)
        code = invite(session, one, by=as_student(one), at=NOW).code
        ids = [a_student(session).id for _each in range(CLIENTS)]

    def do(session: Session, student_id: int) -> object:
        student = session.get_one(Student, student_id)
        return join(session, student, code, by=as_student(student), at=NOW)

    assert how_many_can(database_url, ids, do) == 1
    with sessions() as session:
        assert len(session.scalars(select(TeamMember)).all()) == 2
