"""The links by which a student stops letters that are not essential, without signing in.

Such a link lies in a mailbox for years and lets its holder do this one thing, so it does not age.
"""

from sqlalchemy.orm import Session

from models.errors import LinkInvalid, NotFound
from models.people import Student
from models.queries.students import get_student
from web.sealing import seal, unseal

PURPOSE = "links that stop letters to students"


def make_token(student: Student) -> str:
    """Give the secret part of a link."""
    return seal(PURPOSE, student.id)


def student_of(session: Session, token: str) -> Student:
    """Give the student whose letters a link stops.

    Raises
    ------
    LinkInvalid
        If the link is not ours, or the student is erased.
    """
    try:
        student = get_student(session, unseal(PURPOSE, token))
    except NotFound as error:
        raise LinkInvalid from error
    if student.erased_at is not None or student.account_id is None:
        raise LinkInvalid
    return student
