"""What people are asked some months afterwards: planned, asked, answered, refused, closed.

Guard, change, record, queue the letters; nothing is changed when they raise. Events tell that
somebody answered, never what.
"""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.days import day_in_sweden
from models.errors import AlreadyAnswered, NotAllowed, WrongState
from models.moves import SURVEY_MOVES
from models.operations import letters
from models.operations.events import record
from models.operations.guards import may_move
from models.operations.survey_addresses import forget_address
from models.people import Student
from models.policy import DEFAULT, Policy
from models.queries.surveys import (
    OPEN,
    find_day_of_end,
    find_kind_of_last_placement,
    list_employers_met,
    list_surveys_of_student,
)
from models.residences import residence_of
from models.surveys import Survey, SurveyAnswers, months_after
from models.words import ProfileState, Role, SurveyState


def plan_surveys(
    session: Session, student: Student, *, at: datetime, policy: Policy = DEFAULT
) -> list[Survey]:
    """Make what a student is to be asked, or let it wait for a later end. Twice is once.

    A question whose time was over before it could be asked is not made.

    Raises
    ------
    WrongState
        If the student does not take part.
    """
    if student.state is not ProfileState.SUBMITTED or student.erased_at is not None:
        raise WrongState("student", "plan_surveys", student.state)
    ended_on, kind = find_day_of_end(session, student), None
    if ended_on is None:
        return []
    kind = find_kind_of_last_placement(session, student.id)
    known = {survey.wave: survey for survey in list_surveys_of_student(session, student.id)}
    for wave in policy.survey_months:
        due_on = months_after(ended_on, wave)
        survey = known.get(wave)
        if survey is None and not known and not _is_too_late(due_on, at, policy):
            session.add(Survey(student=student, wave=wave, due_on=due_on, kind=kind))
        elif survey is not None and survey.state is SurveyState.WAITING:
            survey.due_on, survey.kind = due_on, kind
    session.flush()
    return list(list_surveys_of_student(session, student.id))


def ask_survey(session: Session, survey: Survey, *, at: datetime) -> None:
    """Ask somebody what came of it, by a letter; a protected identity on their own page alone.

    Raises
    ------
    WrongState
        If it was asked before, its day has not come, or the student does not take part.
    """
    may_move(SURVEY_MOVES, "survey", "ask", survey.state, SYSTEM)
    takes_part = survey.student.state is ProfileState.SUBMITTED
    if not takes_part or day_in_sweden(at) < survey.due_on:
        raise WrongState("survey", "ask", survey.state)
    survey.asked_at = at
    _move(session, survey, "ask", "asked", by=SYSTEM, at=at)
    _write(session, survey, "survey_asked_student", at=at)


def remind_survey(
    session: Session, survey: Survey, *, at: datetime, policy: Policy = DEFAULT
) -> None:
    """Remind somebody who is silent, once.

    Raises
    ------
    WrongState
        If it is not asked, was reminded of, or the time has not come.
    """
    since = at - timedelta(days=policy.survey_remind_days)
    is_silent = survey.state is SurveyState.ASKED and survey.reminded_at is None
    takes_part = survey.student.state is ProfileState.SUBMITTED
    if not is_silent or not takes_part or survey.asked_at is None or survey.asked_at > since:
        raise WrongState("survey", "remind", survey.state)
    survey.reminded_at = at
    session.flush()
    _write(session, survey, "survey_reminder_student", at=at)
    record(session, "survey", "reminded", survey.id, by=SYSTEM, at=at, student=survey.student_id)


def answer_survey(
    session: Session,
    survey: Survey,
    answers: SurveyAnswers,
    *,
    by: Actor,
    at: datetime,
    policy: Policy = DEFAULT,
) -> None:
    """Write down what somebody answers, once. The same told twice changes nothing.

    Raises
    ------
    NotAllowed, WrongState
        If it is somebody else's, or is not asked.
    AlreadyAnswered
        If they have answered otherwise before.
    """
    _is_own(survey, by, "answer")
    if survey.state is SurveyState.ANSWERED:
        if answers_of(survey) != answers:
            raise AlreadyAnswered(answer=True)
        return
    may_move(SURVEY_MOVES, "survey", "answer", survey.state, by)
    met = {employer.id for employer in list_employers_met(session, survey.student_id)}
    if answers.employer_id is not None and answers.employer_id not in met:
        raise NotAllowed("answer")
    student = survey.student
    survey.residence = residence_of(
        student.home_place, student.place, answers.lives_in, answers.works_in,
        here=policy.municipality_code,
    )  # fmt: skip
    for name, value in vars(answers).items():
        setattr(survey, name, value)
    survey.ended_at = at
    _move(session, survey, "answer", "answered", by=by, at=at)


def refuse_survey(
    session: Session, survey: Survey, *, by: Actor, at: datetime, all_later: bool = False
) -> None:
    """Note that somebody does not want to answer, perhaps never. Twice is once.

    Who wants to be asked nothing more has their private address erased at once.

    Raises
    ------
    NotAllowed, WrongState
        If it is somebody else's, or has been answered or closed.
    """
    _is_own(survey, by, "refuse")
    if survey.state is not SurveyState.REFUSED:
        may_move(SURVEY_MOVES, "survey", "refuse", survey.state, by)
        _end(session, survey, "refuse", "refused", by=by, at=at)
    if not all_later:
        return
    for later in list_surveys_of_student(session, survey.student_id):
        if later.state in OPEN:
            _end(session, later, "refuse", "refused", by=by, at=at)
    forget_address(session, survey.student, by=by, at=at)


def close_survey(
    session: Session, survey: Survey, *, at: datetime, policy: Policy = DEFAULT
) -> None:
    """Close what can no longer be answered, or was not asked in its time.

    Raises
    ------
    WrongState
        If it has ended, or its time is not over.
    """
    may_move(SURVEY_MOVES, "survey", "close", survey.state, SYSTEM)
    since = day_in_sweden(survey.asked_at) if survey.asked_at else survey.due_on
    if not _is_too_late(since, at, policy):
        raise WrongState("survey", "close", survey.state)
    _end(session, survey, "close", "closed", by=SYSTEM, at=at)


def answers_of(survey: Survey) -> SurveyAnswers | None:
    """Give what somebody has answered, if they have."""
    if survey.degree is None or survey.in_field is None or survey.met_employer is None:
        return None
    return SurveyAnswers(
        degree=survey.degree,
        lives_in=survey.lives_in or "",
        works_in=survey.works_in,
        in_field=survey.in_field,
        met_employer=survey.met_employer,
        employer_id=survey.employer_id,
        words=survey.words,
    )


def _is_too_late(since: date, at: datetime, policy: Policy) -> bool:
    return since + timedelta(days=policy.survey_close_days) <= day_in_sweden(at)


def _is_own(survey: Survey, by: Actor, verb: str) -> None:
    """Refuse everybody but the person, and a coordinator who writes down what the person says."""
    if by.speaks_as is not Role.STUDENT:
        raise NotAllowed(verb)
    if by.role is Role.STUDENT and by.account_id != survey.student.account_id:
        raise NotAllowed(verb)


def _end(
    session: Session, survey: Survey, verb: str, told: str, *, by: Actor, at: datetime
) -> None:
    survey.ended_at = at
    _move(session, survey, verb, told, by=by, at=at)


def _move(
    session: Session, survey: Survey, verb: str, told: str, *, by: Actor, at: datetime
) -> None:
    row = may_move(SURVEY_MOVES, "survey", verb, survey.state, by)
    survey.state = SurveyState(str(row.target))
    session.flush()
    student_id, wave = survey.student_id, survey.wave
    record(session, "survey", told, survey.id, by=by, at=at, student=student_id, wave=wave)


def _write(session: Session, survey: Survey, subject: str, *, at: datetime) -> None:
    """Queue a letter; to a protected identity none goes, and no colleague is to tell it either."""
    if not survey.student.is_protected:
        letters.queue(session, subject, survey.student, at=at, once=f"{subject}:{survey.id}")
