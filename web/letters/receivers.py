"""Whom a letter is for: as lists show them, students by their number, and at which address."""

from sqlalchemy.orm import Session

from models.notices import Letter
from models.operations.letters import Receiver
from models.operations.survey_addresses import CONFIRMS
from models.queries.surveys import find_survey_address
from web.filters import called


def shown_receiver(letter: Letter) -> str:
    """Name the receiver of a letter; a student by their number."""
    if letter.student is not None:
        return called(letter.student)
    if letter.contact is not None:
        contact = letter.contact
        return f"{contact.name}, {contact.employer.shown_name}"
    if letter.invitation is not None:
        return f"{letter.invitation.email}, {letter.invitation.employer.shown_name}"
    if letter.member is not None:
        return letter.member.name
    if letter.teacher is not None:
        teacher = letter.teacher
        matter = teacher.booking or teacher.request
        return f"{teacher.name}, {matter.school}" if matter else teacher.name
    if letter.resident is not None:
        return letter.resident.email
    account = letter.account
    return (account.name or account.email) if account else ""


def address_to(session: Session, letter: Letter, receiver: Receiver) -> str:
    """Give the address that a letter goes to: of what came of it, the private one if confirmed."""
    if letter.student_id is None or not letter.subject.startswith("survey_"):
        return receiver.email
    private = find_survey_address(session, letter.student_id)
    if private is None or not (private.confirmed_at or letter.subject == CONFIRMS):
        return receiver.email
    return private.email
