"""What the calendar brings of surveys: planned, closed, asked, reminded; addresses forgotten."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import SYSTEM
from models.operations import surveys as operations
from models.operations.survey_addresses import ask_for_address, forget_address
from models.policy import Policy
from models.queries import surveys as queries
from models.queries.students import get_student

FindIds = Callable[[Session], list[int]]
DoById = Callable[[Session, int], object]
Duty = tuple[str, FindIds, DoById]


def survey_duties(policy: Policy, at: datetime) -> tuple[Duty, ...]:
    """Give what is to be done, in its order: what is over is closed before anybody is asked."""
    return (
        (
            "plan surveys",
            lambda session: queries.list_students_to_plan(session, at, policy),
            lambda session, student_id: operations.plan_surveys(
                session, get_student(session, student_id), at=at, policy=policy
            ),
        ),
        (
            "close a survey",
            lambda session: [
                survey.id for survey in queries.list_surveys_to_close(session, at, policy)
            ],
            lambda session, survey_id: operations.close_survey(
                session, queries.get_survey(session, survey_id), at=at, policy=policy
            ),
        ),
        (
            "ask a survey",
            lambda session: [survey.id for survey in queries.list_surveys_to_ask(session, at)],
            lambda session, survey_id: operations.ask_survey(
                session, queries.get_survey(session, survey_id), at=at
            ),
        ),
        (
            "remind of a survey",
            lambda session: [
                survey.id for survey in queries.list_surveys_to_remind(session, at, policy)
            ],
            lambda session, survey_id: operations.remind_survey(
                session, queries.get_survey(session, survey_id), at=at, policy=policy
            ),
        ),
        (
            "ask for an address",
            lambda session: queries.list_students_to_ask_for_address(session, at, policy),
            lambda session, student_id: ask_for_address(
                session, get_student(session, student_id), at=at
            ),
        ),
        (
            "forget an address",
            queries.list_addresses_to_forget,
            lambda session, student_id: forget_address(
                session, get_student(session, student_id), by=SYSTEM, at=at
            ),
        ),
    )
