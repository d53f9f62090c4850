"""The links by which people answer what came of it, and confirm a private address.

Each is for one survey, or one address, and works for as long as that waits for an answer.
"""

from sqlalchemy.orm import Session

from models.errors import LinkInvalid, NotFound
from models.people import Student
from models.queries.students import get_student
from models.queries.surveys import find_last_survey_asked, find_survey_address, get_survey
from models.surveys import Survey
from web.sealing import seal, unseal

SURVEYS, ADDRESSES = "links that open a survey", "links that confirm a private address"


def make_survey_token(session: Session, student: Student) -> str:
    """Give the secret part of the link to what a student was asked last.

    Raises
    ------
    LookupError
        If the student was asked nothing.
    """
    survey = find_last_survey_asked(session, student.id)
    if survey is None:
        msg = f"student {student.id} was asked nothing"
        raise LookupError(msg)
    return token_of(survey)


def token_of(survey: Survey) -> str:
    """Give the secret part of the link to a survey."""
    return seal(SURVEYS, survey.id)


def survey_of(session: Session, token: str) -> Survey:
    """Give the survey that a link opens.

    Raises
    ------
    LinkInvalid
        If the link is not ours, or what it was for is erased.
    """
    try:
        survey = get_survey(session, unseal(SURVEYS, token))
    except NotFound as error:
        raise LinkInvalid from error
    if survey.asked_at is None or survey.student.erased_at is not None:
        raise LinkInvalid
    return survey


def make_address_token(session: Session, student: Student) -> str:
    """Give the secret part of the link that confirms the address a student has given.

    Raises
    ------
    LookupError
        If no address is kept.
    """
    address = find_survey_address(session, student.id)
    if address is None:
        msg = f"student {student.id} has given no private address"
        raise LookupError(msg)
    return seal(ADDRESSES, [student.id, address.email])


def student_and_address_of(session: Session, token: str) -> tuple[Student, str]:
    """Give whose address a link confirms, and which.

    Raises
    ------
    LinkInvalid
        If the link is not ours, or another address is kept by now.
    """
    student_id, email = unseal(ADDRESSES, token)
    try:
        student = get_student(session, student_id)
    except NotFound as error:
        raise LinkInvalid from error
    address = find_survey_address(session, student_id)
    if address is None or address.email != email:
        raise LinkInvalid
    return student, email
