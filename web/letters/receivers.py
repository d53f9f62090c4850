"""Whom a letter is for, as lists of the working group show them: students by their number."""

from models.notices import Letter
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
