"""The student of the demo and another, who look for a thesis together and are asked about one."""

from sqlalchemy.orm import Session

from models.actors import SYSTEM
from models.database import reading, writing
from models.days import day_in_sweden
from models.operations.accounts import actor_of, make_account
from models.operations.teams import invite, join
from models.people import Account, Student
from models.queries.offers import list_offers_to_match
from models.queries.students import find_student_by_source, list_students_to_match
from models.rounds import Suggestion
from models.words import Kind, Role
from web.demo.telling import Teller

# An employer's that one can sign in as.
WANTED = "file:o001"


def seek_together(teller: Teller, source: str) -> None:
    """Let somebody of the same programme join the student of the demo, with a code."""
    began, joined = teller.ago(33), teller.ago(32.9)
    with writing(teller.sessions) as session:
        student = find_student_by_source(session, source)
        if student is None or student.account is None:
            return
        other = next(
            each
            for each in list_students_to_match(session, Kind.THESIS)
            if each.programme == student.programme and each.account is None and each is not student
        )
        team = invite(session, student, by=actor_of(student.account), at=began)
        account = _account_of(session, other)
        join(session, other, team.code, by=actor_of(account), at=joined)
        # They are asked with each other, and for nothing else.
        teller.engaged[Kind.THESIS] |= {student.id, other.id}


def choose_for_two(teller: Teller, round_id: int, source: str) -> list[Suggestion]:
    """Choose a thesis with places for two, for the student of the demo; the other goes along."""
    with reading(teller.sessions) as session:
        student = find_student_by_source(session, source)
        offers = list_offers_to_match(session, Kind.THESIS, day_in_sweden(teller.today))
        for_two = [offer for offer in offers if offer.places_left > 1]
    if student is not None:
        teller.engaged[Kind.THESIS].discard(student.id)
    wanted = [offer.id for offer in for_two if offer.source == WANTED]
    only = wanted or [offer.id for offer in for_two]
    return teller.choose(round_id, 1, first=source, only=only)


def _account_of(session: Session, student: Student) -> Account:
    account = make_account(
        session,
        email=student.email,
        name=student.name,
        roles=[Role.STUDENT],
        confirmed_at=student.created_at,
        by=SYSTEM,
        at=student.created_at,
    )
    student.account = account
    session.flush()
    return account
