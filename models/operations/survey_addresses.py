"""The private address at which somebody is asked what came of it: given, confirmed, forgotten."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.days import day_in_sweden
from models.errors import LinkInvalid, NotAllowed, TooMany, WrongState
from models.keys import normal_email
from models.notices import Letter
from models.operations import letters
from models.operations.events import record
from models.operations.guards import all_told
from models.people import Student
from models.queries.letters import find_letter_once
from models.queries.surveys import ASKS_FOR_ADDRESS, find_survey_address
from models.surveys import SurveyAddress
from models.words import LetterState, ProfileState, Role

CONFIRMS = "survey_confirm_student"
# So many letters that ask to confirm an address may somebody have sent on one day.
MOST_LETTERS = 5


def ask_for_address(session: Session, student: Student, *, at: datetime) -> None:
    """Ask somebody who graduates soon for a private address, by one letter ever.

    Raises
    ------
    WrongState
        If the student does not take part, or is a protected identity, who is asked by page alone.
    """
    if student.state is not ProfileState.SUBMITTED or student.is_protected:
        raise WrongState("student", "ask_for_address", student.state)
    once = f"{ASKS_FOR_ADDRESS}:{student.id}"
    if letters.queue(session, ASKS_FOR_ADDRESS, student, at=at, once=once) is not None:
        record(session, "student", "address asked for", student.id, by=SYSTEM, at=at)


def give_address(
    session: Session, student: Student, email: str, *, by: Actor, at: datetime
) -> SurveyAddress:
    """Keep a private address, which is used when its holder has confirmed it. Twice is once.

    Raises
    ------
    NotAllowed, Missing
        If it is for somebody else, or there is no address.
    TooMany
        If as many letters to confirm were sent today as may be.
    """
    _is_own(student, by, "give_address")
    email = normal_email(email)
    all_told(email=email)
    address = find_survey_address(session, student.id)
    if address is not None and address.email == email:
        return address
    once = _next_letter(session, student, at)
    if address is None:
        address = SurveyAddress(student=student, email=email, given_at=at)
        session.add(address)
    else:
        address.email, address.given_at, address.confirmed_at = email, at, None
        _drop_letters(session, student)
    session.flush()
    letters.queue(session, CONFIRMS, student, at=at, once=once)
    record(session, "student", "private address given", student.id, by=by, at=at)
    return address


def confirm_address(session: Session, student: Student, email: str, *, at: datetime) -> None:
    """Note that a private address is its holder's, who has the letter. Twice is once.

    Raises
    ------
    LinkInvalid
        If the person has given another address since, or none is kept.
    """
    address = find_survey_address(session, student.id)
    if address is None or address.email != email:
        raise LinkInvalid
    if address.confirmed_at is None:
        address.confirmed_at = at
        session.flush()
        by = Actor(Role.STUDENT, account_id=student.account_id)
        record(session, "student", "private address confirmed", student.id, by=by, at=at)


def forget_address(session: Session, student: Student, *, by: Actor, at: datetime) -> None:
    """Erase a private address, and the letter that asks to confirm it. Twice is once."""
    if by.role is not Role.SYSTEM:
        _is_own(student, by, "forget_address")
    address = find_survey_address(session, student.id)
    if address is None:
        return
    _drop_letters(session, student)
    session.delete(address)
    session.flush()
    record(session, "student", "private address erased", student.id, by=by, at=at)


def _next_letter(session: Session, student: Student, at: datetime) -> str:
    day = day_in_sweden(at)
    for number in range(MOST_LETTERS):
        once = f"{CONFIRMS}:{student.id}:{day}:{number}"
        if find_letter_once(session, once) is None:
            return once
    raise TooMany("address", MOST_LETTERS)


def _drop_letters(session: Session, student: Student) -> None:
    unsent = Letter.state.in_([LetterState.QUEUED, LetterState.HELD, LetterState.FAILED])
    mine = (Letter.student_id == student.id) & (Letter.subject == CONFIRMS)
    session.execute(delete(Letter).where(mine & unsent))


def _is_own(student: Student, by: Actor, verb: str) -> None:
    if by.speaks_as is not Role.STUDENT:
        raise NotAllowed(verb)
    if by.role is Role.STUDENT and by.account_id != student.account_id:
        raise NotAllowed(verb)
