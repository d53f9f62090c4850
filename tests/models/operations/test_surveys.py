"""People are asked what came of it once at each time, may say no, and answer once."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.errors import AlreadyAnswered, DomainError, NotAllowed, WrongState
from models.moves import SURVEY_MOVES, find_move
from models.notices import Letter
from models.operations.students import leave, protect
from models.operations.survey_addresses import give_address
from models.operations.surveys import (
    answer_survey,
    ask_survey,
    close_survey,
    plan_surveys,
    refuse_survey,
    remind_survey,
)
from models.queries.events import list_events_of
from models.queries.surveys import find_survey_address, list_surveys_of_student
from models.surveys import Survey, months_after
from models.words import Residence, Role, SurveyState
from tests.builders import (
    ANSWERS,
    NOW,
    SUMMER,
    a_coordinator,
    a_student,
    a_survey,
    an_answered_survey,
    an_asked_survey,
    an_employer,
    as_student,
)
from tests.builders.surveys import asked_at
from tests.undone import undone

S = SurveyState


def letters_to(session: Session, survey: Survey) -> list[str]:
    query = select(Letter.subject).where(Letter.student_id == survey.student_id)
    return [
        subject for subject in session.scalars(query.order_by(Letter.id)) if "survey" in subject
    ]


def in_state(session: Session, state: SurveyState) -> tuple[Survey, datetime]:
    """Give a survey in a state, and a time at which its moves can be made."""
    survey = a_survey(session)
    at = asked_at(survey)
    if state is S.WAITING:
        return survey, at + timedelta(days=60)
    ask_survey(session, survey, at=at)
    by = as_student(survey.student)
    if state is S.ANSWERED:
        answer_survey(session, survey, ANSWERS, by=by, at=at)
    elif state is S.REFUSED:
        refuse_survey(session, survey, by=by, at=at)
    elif state is S.CLOSED:
        close_survey(session, survey, at=at + timedelta(days=60))
    return survey, at + timedelta(days=60)


def actors_of(session: Session, survey: Survey) -> dict[str, Actor]:
    return {
        "student": as_student(survey.student),
        "for the student": a_coordinator(session, for_role=Role.STUDENT),
        "for an employer": a_coordinator(session, for_role=Role.EMPLOYER),
        "another": as_student(a_student(session)),
        "employer": Actor(Role.EMPLOYER),
        "steering": Actor(Role.STEERING),
    }


def say(session: Session, survey: Survey, verb: str, *, by: Actor, at: datetime) -> object:
    """Give the state that it leads to, or how it is refused."""
    try:
        if verb == "answer":
            answer_survey(session, survey, ANSWERS, by=by, at=at)
        else:
            refuse_survey(session, survey, by=by, at=at)
    except (NotAllowed, WrongState) as refused:
        return type(refused)
    return survey.state


@pytest.mark.parametrize("state", S)
def test_who_may_move_what_from_where(session: Session, state: SurveyState) -> None:
    survey, at = in_state(session, state)
    actors, wrong = actors_of(session, survey), []
    for verb, (who, by) in product(("answer", "refuse"), actors.items()):
        row = find_move(SURVEY_MOVES, verb)
        reasons: set[object] = set()
        if who not in {"student", "for the student"}:
            reasons.add(NotAllowed)
        # Said again by whoever may say it, an answer or a no changes nothing.
        if not row.starts_from(state) and state is not row.target:
            reasons.add(WrongState)
        with undone(session):
            ended = say(session, survey, verb, by=by, at=at)
            expected = state if reasons else row.target
            if ended not in (reasons or {row.target}) or survey.state is not expected:
                wrong.append((verb, who, ended, survey.state))
    assert wrong == []


@pytest.mark.parametrize("state", S)
def test_the_calendar_moves_only_from_where_the_table_says(
    session: Session, state: SurveyState
) -> None:
    survey, at = in_state(session, state)
    for verb, move in {"ask": ask_survey, "close": close_survey}.items():
        row = find_move(SURVEY_MOVES, verb)
        with undone(session):
            if row.starts_from(state):
                move(session, survey, at=at)
                assert survey.state is row.target, verb
            else:
                with pytest.raises(WrongState):
                    move(session, survey, at=at)
                assert survey.state is state, verb


def test_the_days_are_counted_from_the_end_or_the_degree_whichever_is_later(
    session: Session,
) -> None:
    survey = a_survey(session)
    assert survey.due_on == months_after(SUMMER[1], 6)
    later = SUMMER[1] + timedelta(days=100)
    survey.student.graduates_on = later
    found = plan_surveys(session, survey.student, at=NOW)
    assert [each.due_on for each in found] == [months_after(later, each.wave) for each in found]
    assert [each.wave for each in found] == [6, 12, 24]


def test_planned_twice_is_planned_once(session: Session) -> None:
    survey = a_survey(session)
    again = plan_surveys(session, survey.student, at=NOW)
    assert again == list(list_surveys_of_student(session, survey.student_id))
    assert len(again) == 3


def test_nothing_is_planned_whose_time_was_over(session: Session) -> None:
    student = a_student(session, graduates_on=SUMMER[0])
    at = asked_at(Survey(due_on=months_after(SUMMER[0], 13)))
    assert [each.wave for each in plan_surveys(session, student, at=at)] == [12, 24]


def test_one_letter_and_one_reminder(session: Session) -> None:
    survey = an_asked_survey(session)
    at = asked_at(survey) + timedelta(days=14)
    with pytest.raises(WrongState):
        remind_survey(session, survey, at=at - timedelta(days=1))
    remind_survey(session, survey, at=at)
    with pytest.raises(WrongState):
        remind_survey(session, survey, at=at + timedelta(days=14))
    assert letters_to(session, survey) == ["survey_asked_student", "survey_reminder_student"]


def test_nobody_is_asked_before_the_day_or_after_they_left(session: Session) -> None:
    survey = a_survey(session)
    with pytest.raises(WrongState):
        ask_survey(session, survey, at=asked_at(survey) - timedelta(days=1))
    leave(session, survey.student, by=as_student(survey.student), at=NOW)
    with pytest.raises(WrongState):
        ask_survey(session, survey, at=asked_at(survey))
    with pytest.raises(WrongState):
        plan_surveys(session, survey.student, at=NOW)


def test_a_protected_identity_is_asked_by_no_letter(session: Session) -> None:
    survey = a_survey(session)
    protect(session, survey.student, True, by=a_coordinator(session), at=NOW)
    ask_survey(session, survey, at=asked_at(survey))
    assert survey.state is S.ASKED
    assert letters_to(session, survey) == []


def test_an_answer_stands(session: Session) -> None:
    survey = an_answered_survey(session)
    by, at = as_student(survey.student), asked_at(survey)
    answer_survey(session, survey, ANSWERS, by=by, at=at)
    with pytest.raises(AlreadyAnswered):
        answer_survey(session, survey, replace(ANSWERS, words="Mer"), by=by, at=at)
    assert survey.residence is Residence.RETURNED
    assert survey.words == ""


def test_an_employer_that_they_never_met_is_refused(session: Session) -> None:
    survey = an_asked_survey(session)
    answers = replace(ANSWERS, met_employer=True, employer_id=an_employer(session).id)
    with pytest.raises(NotAllowed):
        answer_survey(session, survey, answers, by=as_student(survey.student), at=NOW)
    assert survey.state is S.ASKED


def test_a_no_to_all_ends_all_and_erases_the_address(session: Session) -> None:
    survey = an_asked_survey(session)
    by, at = as_student(survey.student), asked_at(survey)
    give_address(session, survey.student, "egen@example.org", by=by, at=at)
    refuse_survey(session, survey, by=by, at=at, all_later=True)
    states = [each.state for each in list_surveys_of_student(session, survey.student_id)]
    assert states == [S.REFUSED] * 3
    assert find_survey_address(session, survey.student_id) is None
    refuse_survey(session, survey, by=by, at=at, all_later=True)


def test_both_names_are_in_the_history_and_no_answer_is(session: Session) -> None:
    survey = an_asked_survey(session)
    by = a_coordinator(session, for_role=Role.STUDENT)
    answer_survey(session, survey, replace(ANSWERS, words="Hemligt"), by=by, at=asked_at(survey))
    event = next(
        each for each in list_events_of(session, "survey", survey.id) if each.verb == "answered"
    )
    assert (event.account_id, event.for_role) == (by.account_id, Role.STUDENT)
    assert set(event.details) == {"student", "wave"}


def test_the_system_answers_for_nobody(session: Session) -> None:
    survey = an_asked_survey(session)
    with pytest.raises(DomainError):
        answer_survey(session, survey, ANSWERS, by=SYSTEM, at=asked_at(survey))
