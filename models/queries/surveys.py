"""Questions about what people are asked afterwards: who is to be asked, and what they answered."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, joinedload

from models.days import day_in_sweden
from models.employers import Employer
from models.errors import NotFound
from models.matches import Match
from models.notices import Letter
from models.offers import Offer
from models.people import Student
from models.policy import Policy
from models.surveys import Survey, SurveyAddress, months_after
from models.words import Kind, ProfileState, SurveyState

# Whom lists show: a protected identity answers on their own page, and is in none.
IS_LISTED = Student.is_protected.is_(False) & Student.erased_at.is_(None)
# The letter that asks for a private address, once.
ASKS_FOR_ADDRESS = "survey_address_student"
OPEN = (SurveyState.WAITING, SurveyState.ASKED)


def get_survey(session: Session, survey_id: int) -> Survey:
    """Give what somebody is asked, or raise NotFound."""
    survey = session.get(Survey, survey_id)
    if survey is None:
        raise NotFound("survey", survey_id)
    return survey


def find_last_survey_asked(session: Session, student_id: int) -> Survey | None:
    """Give what a student was asked last, whatever came of it."""
    query = select(Survey).where(Survey.student_id == student_id, Survey.asked_at.is_not(None))
    return session.scalar(query.order_by(Survey.wave.desc()).limit(1))


def list_surveys_of_student(session: Session, student_id: int) -> Sequence[Survey]:
    """List what a student is or was asked, in its order."""
    query = select(Survey).where(Survey.student_id == student_id)
    return session.scalars(query.order_by(Survey.wave)).all()


def list_surveys(
    session: Session, state: SurveyState, *, limit: int = 50, offset: int = 0
) -> Sequence[Survey]:
    """List surveys in a state by their day, for the working group: no protected identity."""
    query = select(Survey).join(Survey.student).options(joinedload(Survey.student))
    query = query.where(Survey.state == state, IS_LISTED).order_by(Survey.due_on, Survey.id)
    return session.scalars(query.limit(limit).offset(offset)).all()


def count_surveys_by_state(session: Session) -> dict[SurveyState, int]:
    """Count the surveys of each state, of those whom `list_surveys` lists."""
    rows = select(Survey.state, func.count(Survey.id)).join(Survey.student)
    rows = rows.where(IS_LISTED).group_by(Survey.state)
    found = dict(session.execute(rows).all())
    return {state: found.get(state, 0) for state in SurveyState}


def list_surveys_to_ask(session: Session, at: datetime) -> Sequence[Survey]:
    """List what is to be asked now, of people who take part."""
    asks = (Survey.state == SurveyState.WAITING) & (Survey.due_on <= day_in_sweden(at))
    return _due(session, asks)


def list_surveys_to_remind(session: Session, at: datetime, policy: Policy) -> Sequence[Survey]:
    """List what the silent are to be reminded of."""
    since = at - timedelta(days=policy.survey_remind_days)
    silent = (Survey.state == SurveyState.ASKED) & Survey.reminded_at.is_(None)
    return _due(session, silent & (Survey.asked_at <= since))


def list_surveys_to_close(session: Session, at: datetime, policy: Policy) -> Sequence[Survey]:
    """List what can no longer be answered, and what was not asked in its time."""
    before = at - timedelta(days=policy.survey_close_days)
    over = (Survey.state == SurveyState.ASKED) & (Survey.asked_at <= before)
    missed = (Survey.state == SurveyState.WAITING) & (Survey.due_on <= day_in_sweden(before))
    return session.scalars(select(Survey).where(over | missed).order_by(Survey.id)).all()


def list_students_to_plan(session: Session, at: datetime, policy: Policy) -> list[int]:
    """List the students whose surveys are to be made, or have to wait for something that came."""
    today = day_in_sweden(at)
    ends = select(Match.student_id, func.max(_end())).where(Match.placed_at.is_not(None))
    last = dict(session.execute(ends.group_by(Match.student_id)).all())
    waiting = {
        student: (due, wave)
        for student, due, wave in session.execute(
            select(Survey.student_id, Survey.due_on, Survey.wave)
            .where(Survey.state == SurveyState.WAITING)
            .order_by(Survey.wave.desc())
        )
    }
    known = set(session.scalars(select(Survey.student_id)))
    people = select(Student.id, Student.graduates_on).where(may_be_asked()).order_by(Student.id)
    found = []
    for student_id, graduates_on in session.execute(people):
        day = max(filter(None, (last.get(student_id), graduates_on)), default=None)
        if day is None:
            continue
        is_new = student_id not in known and _is_time(day, today, policy)
        if is_new or _is_otherwise(waiting.get(student_id), day):
            found.append(student_id)
    return found


def find_day_of_end(session: Session, student: Student) -> date | None:
    """Give the day from which somebody's months are counted, if there is one.

    The last day of their last placement, whether it was carried through or interrupted, or their
    expected graduation if that is later: whoever is still here is not asked what came of it.
    """
    end = session.scalar(
        select(func.max(_end())).where(Match.student_id == student.id, Match.placed_at.is_not(None))
    )
    return max(filter(None, (end, student.graduates_on)), default=None)


def find_kind_of_last_placement(session: Session, student_id: int) -> Kind | None:
    """Give the kind of a student's last placement, if there was one."""
    query = select(Offer.kind).join(Match, Match.offer_id == Offer.id)
    query = query.where(Match.student_id == student_id, Match.placed_at.is_not(None))
    return session.scalar(query.order_by(_end().desc(), Match.id.desc()).limit(1))


def list_employers_met(session: Session, student_id: int) -> Sequence[Employer]:
    """List the employers where a student had a place."""
    placed = select(Offer.employer_id).join(Match, Match.offer_id == Offer.id)
    placed = placed.where(Match.student_id == student_id, Match.placed_at.is_not(None))
    query = select(Employer).where(Employer.id.in_(placed))
    return session.scalars(query.order_by(Employer.sort_key, Employer.id)).all()


def find_survey_address(session: Session, student_id: int) -> SurveyAddress | None:
    """Give the private address that a student has given, confirmed or not."""
    return session.scalar(select(SurveyAddress).where(SurveyAddress.student_id == student_id))


def list_students_to_ask_for_address(session: Session, at: datetime, policy: Policy) -> list[int]:
    """List those who graduate soon and have given no private address."""
    today = day_in_sweden(at)
    given = exists().where(SurveyAddress.student_id == Student.id)
    asked = exists().where(Letter.student_id == Student.id, Letter.subject == ASKS_FOR_ADDRESS)
    query = select(Student.id).where(
        may_be_asked(),
        Student.is_protected.is_(False),
        Student.graduates_on.between(today, today + timedelta(days=policy.address_days)),
        ~given,
        ~asked,
    )
    return list(session.scalars(query.order_by(Student.id)))


def list_addresses_to_forget(session: Session) -> list[int]:
    """List the students whose private address has served: nothing more is asked of them."""
    asked = exists().where(Survey.student_id == SurveyAddress.student_id)
    more = exists().where(Survey.student_id == SurveyAddress.student_id, Survey.state.in_(OPEN))
    query = select(SurveyAddress.student_id).where(asked, ~more)
    return list(session.scalars(query.order_by(SurveyAddress.student_id)))


def may_be_asked() -> ColumnElement[bool]:
    """Say that a student takes part: who left or is erased is asked nothing."""
    return (Student.state == ProfileState.SUBMITTED) & Student.erased_at.is_(None)


def _is_time(day: date, today: date, policy: Policy) -> bool:
    """Whether what was done here is over, and the last question still has its time."""
    last = months_after(day, max(policy.survey_months))
    return day <= today < last + timedelta(days=policy.survey_close_days)


def _is_otherwise(waits: tuple[date, int] | None, day: date) -> bool:
    return waits is not None and waits[0] != months_after(day, waits[1])


def _end() -> ColumnElement[date]:
    return func.coalesce(Match.interrupted_on, Match.ends_on, type_=Match.ends_on.type)


def _due(session: Session, wanted: ColumnElement[bool]) -> Sequence[Survey]:
    query = select(Survey).join(Survey.student).where(wanted, may_be_asked())
    return session.scalars(query.order_by(Survey.due_on, Survey.id)).all()
