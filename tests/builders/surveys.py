"""Surveys of people who had a place here, led along their moves."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.days import STOCKHOLM
from models.operations.paths import add_step
from models.operations.placements import complete
from models.operations.survey_addresses import give_address
from models.operations.surveys import answer_survey, ask_survey, plan_surveys
from models.people import Student
from models.surveys import Survey, SurveyAnswers, SurveyCount
from models.words import Degree, InField, Stage
from tests.builders.matches import a_placed_match
from tests.builders.people import a_coordinator, a_student, as_student
from tests.builders.time import SUMMER

ANSWERS = SurveyAnswers(Degree.TAKEN, "2280", "2280", InField.YES, met_employer=False)


def asked_at(survey: Survey) -> datetime:
    """Give the morning of the day on which a survey is asked."""
    return datetime.combine(survey.due_on, time(9), STOCKHOLM)


def a_survey(session: Session, student: Student | None = None, **given: Any) -> Survey:
    """Make the first survey of somebody whose placement was carried through."""
    student = student or a_student(session, home_place="2280")
    match = a_placed_match(session, student=student, **given)
    at = datetime.combine(SUMMER[1], time(9), STOCKHOLM) + timedelta(days=1)
    complete(session, match, by=a_coordinator(session), at=at)
    return plan_surveys(session, student, at=at)[0]


def an_asked_survey(session: Session, student: Student | None = None, **given: Any) -> Survey:
    """Make a survey that somebody was asked on its day."""
    survey = a_survey(session, student, **given)
    ask_survey(session, survey, at=asked_at(survey))
    return survey


def an_answered_survey(session: Session, student: Student | None = None, **changes: Any) -> Survey:
    """Make a survey that somebody answered."""
    survey = an_asked_survey(session, student)
    by, answers = as_student(survey.student), replace(ANSWERS, **changes)
    answer_survey(session, survey, answers, by=by, at=asked_at(survey))
    return survey


def some_surveys(session: Session) -> None:
    """Make a survey in every state that a limit speaks of, and what stands beside them."""
    an_asked_survey(session)
    answered = an_answered_survey(session, met_employer=True)
    student, by = answered.student, as_student(answered.student)
    at = asked_at(answered)
    give_address(session, student, "egen@example.org", by=by, at=at)
    add_step(session, student, Stage.ATTRACT, "Klassbesök", 2024, by=by, at=at)
    session.add(SurveyCount(year=2027, kind="", question="asked", answer="", count=1))
    session.flush()
