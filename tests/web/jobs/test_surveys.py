"""The calendar asks, reminds once, closes and forgets; asked again it does nothing more."""

from datetime import datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from models.days import STOCKHOLM
from models.notices import Letter
from models.operations.survey_addresses import give_address
from models.policy import DEFAULT
from models.queries.surveys import find_survey_address, list_surveys_of_student
from models.words import SurveyState
from tests.builders import NOW, a_student, as_student
from tests.web.databases import on_both
from web.jobs.calendar import do_what_is_due

pytestmark = on_both

S = SurveyState


def test_two_years_of_one_person(session: Session, sessions: sessionmaker[Session]) -> None:
    begins = datetime.combine(NOW.date(), time(9), STOCKHOLM)
    student = a_student(session, graduates_on=begins.date() + timedelta(days=30))
    student_id = student.id
    session.commit()

    def after(days: int) -> list[SurveyState]:
        for _each in range(2):
            do_what_is_due(sessions, DEFAULT, begins + timedelta(days=days))
        session.rollback()
        session.expire_all()
        return [each.state for each in list_surveys_of_student(session, student_id)]

    def letters() -> int:
        mine = (Letter.student_id == student_id) & Letter.subject.startswith("survey_")
        return session.scalar(select(func.count(Letter.id)).where(mine)) or 0

    assert after(0) == []
    assert letters() == 1  # For a private address.
    give_address(session, student, "egen@example.org", by=as_student(student), at=NOW)
    session.commit()
    assert after(31) == [S.WAITING] * 3
    assert after(30 + 185) == [S.ASKED, S.WAITING, S.WAITING]
    assert letters() == 3
    after(30 + 185 + 15)
    assert letters() == 4
    assert after(30 + 185 + 61) == [S.CLOSED, S.WAITING, S.WAITING]
    assert after(30 + 367) == [S.CLOSED, S.ASKED, S.WAITING]
    assert find_survey_address(session, student_id) is not None
    after(30 + 367 + 61)
    after(30 + 733)
    assert after(30 + 733 + 61) == [S.CLOSED] * 3
    assert find_survey_address(session, student_id) is None


def test_nobody_is_asked_at_night(session: Session, sessions: sessionmaker[Session]) -> None:
    student = a_student(session, graduates_on=NOW.date() - timedelta(days=185))
    session.commit()
    night = datetime.combine(NOW.date(), time(3), STOCKHOLM)
    do_what_is_due(sessions, DEFAULT, night)
    session.rollback()
    assert list(list_surveys_of_student(session, student.id)) == []
