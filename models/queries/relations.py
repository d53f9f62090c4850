"""What somebody must be to a thing before a page about it is theirs. The access table names these.

Each takes the session, the account's id and the ids in the page's address; all give yes or no.
"""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.employers import Contact, Employer
from models.ideas import Idea
from models.invitations import Invitation
from models.matches import Match
from models.needs import Need
from models.offers import Offer, Sharing
from models.people import Student
from models.queries.ideas import only_open
from models.queries.sight import only_listed
from models.searches import Search
from models.surveys import Survey
from models.uploads import Upload
from models.words import EmployerState

Relation = Callable[..., bool]


def is_own_match_of_student(
    session: Session, account_id: int, *, match_id: int, **_others: object
) -> bool:
    """Whether the match is the student's, and they have been told of it."""
    query = (
        select(Match.id)
        .join(Student, Student.id == Match.student_id)
        .where(
            Match.id == match_id, Student.account_id == account_id, Match.offered_at.is_not(None)
        )
    )
    return session.scalar(query) is not None


def is_own_match_of_employer(
    session: Session, account_id: int, *, match_id: int, **_others: object
) -> bool:
    """Whether the match is about an offer of the account's employer, and they were told of it."""
    query = (
        select(Match.id)
        .join(Offer, Offer.id == Match.offer_id)
        .join(Contact, Contact.employer_id == Offer.employer_id)
        .where(
            Match.id == match_id, Contact.account_id == account_id, Match.offered_at.is_not(None)
        )
    )
    return session.scalar(query.limit(1)) is not None


def is_own_offer(session: Session, account_id: int, *, offer_id: int) -> bool:
    """Whether the offer is the account's employer's."""
    query = (
        select(Offer.id)
        .join(Contact, Contact.employer_id == Offer.employer_id)
        .where(Offer.id == offer_id, Contact.account_id == account_id)
    )
    return session.scalar(query.limit(1)) is not None


def is_own_need(session: Session, account_id: int, *, need_id: int) -> bool:
    """Whether the competence need is the account's employer's."""
    own = select(Contact.employer_id).where(Contact.account_id == account_id)
    query = select(Need.id).where(Need.id == need_id, Need.employer_id.in_(own))
    return session.scalar(query) is not None


def speaks_for_employer(session: Session, account_id: int, **_ids: int) -> bool:
    """Whether the account is a contact of some employer."""
    return (
        session.scalar(select(Contact.id).where(Contact.account_id == account_id).limit(1))
        is not None
    )


def is_own_colleague(session: Session, account_id: int, *, contact_id: int) -> bool:
    """Whether the contact is one of the account's employer, who is there still."""
    own = select(Contact.employer_id).where(Contact.account_id == account_id)
    query = select(Contact.id).where(
        Contact.id == contact_id, Contact.employer_id.in_(own), Contact.left_at.is_(None)
    )
    return session.scalar(query) is not None


def is_own_invitation(session: Session, account_id: int, *, invitation_id: int) -> bool:
    """Whether the invitation is one to the account's employer."""
    own = select(Contact.employer_id).where(Contact.account_id == account_id)
    query = select(Invitation.id).where(
        Invitation.id == invitation_id, Invitation.employer_id.in_(own)
    )
    return session.scalar(query) is not None


def speaks_for_verified(session: Session, account_id: int, **_ids: int) -> bool:
    """Whether the account is a contact of an employer that is verified, and not paused."""
    query = (
        select(Contact.id)
        .join(Employer, Employer.id == Contact.employer_id)
        .where(Contact.account_id == account_id, Employer.state == EmployerState.VERIFIED)
    )
    return session.scalar(query.limit(1)) is not None


def may_read_student(session: Session, account_id: int, *, student_id: int) -> bool:
    """Whether the student is shown to every employer, and the account speaks for a verified one."""
    listed = only_listed(select(Student.id)).where(Student.id == student_id)
    return session.scalar(listed) is not None and speaks_for_verified(session, account_id)


def is_own_idea(session: Session, account_id: int, *, idea_id: int) -> bool:
    """Whether the idea is the student's."""
    query = (
        select(Idea.id)
        .join(Student, Student.id == Idea.student_id)
        .where(Idea.id == idea_id, Student.account_id == account_id)
    )
    return session.scalar(query) is not None


def may_read_idea(session: Session, account_id: int, *, idea_id: int) -> bool:
    """Whether employers may read the idea, and the account speaks for a verified one."""
    found = session.scalar(only_open(select(Idea.id)).where(Idea.id == idea_id))
    return found is not None and speaks_for_verified(session, account_id)


def is_own_search(session: Session, account_id: int, *, search_id: int) -> bool:
    """Whether the student keeps the search."""
    query = (
        select(Search.id)
        .join(Student, Student.id == Search.student_id)
        .where(Search.id == search_id, Student.account_id == account_id)
    )
    return session.scalar(query.limit(1)) is not None


def is_own_survey(session: Session, account_id: int, *, survey_id: int) -> bool:
    """Whether the student is asked it, or was."""
    query = (
        select(Survey.id)
        .join(Student, Student.id == Survey.student_id)
        .where(Survey.id == survey_id, Student.account_id == account_id)
    )
    return session.scalar(query.where(Survey.asked_at.is_not(None))) is not None


def is_own_upload(session: Session, account_id: int, *, upload_id: int) -> bool:
    """Whether the spreadsheet is a draft of the account's."""
    query = select(Upload.id).where(Upload.id == upload_id, Upload.by_id == account_id)
    return session.scalar(query) is not None


def is_own_sharing(session: Session, account_id: int, *, sharing_id: int) -> bool:
    """Whether the account's employer is the second one of a shared offer, or is asked to be."""
    own = select(Contact.employer_id).where(Contact.account_id == account_id)
    query = select(Sharing.id).where(Sharing.id == sharing_id, Sharing.employer_id.in_(own))
    return session.scalar(query) is not None


def is_own_shared_match(session: Session, account_id: int, *, match_id: int) -> bool:
    """Whether the account's employer was named as the second host when both were asked."""
    own = select(Contact.employer_id).where(Contact.account_id == account_id)
    query = select(Match.id).where(Match.id == match_id, Match.co_host_id.in_(own))
    return session.scalar(query) is not None


def has_profile(session: Session, account_id: int, **_ids: int) -> bool:
    """Whether the account has a student's profile."""
    return session.scalar(select(Student.id).where(Student.account_id == account_id)) is not None


RELATIONS: dict[str, Relation] = {
    "own_match_of_student": is_own_match_of_student,
    "own_match_of_employer": is_own_match_of_employer,
    "own_offer": is_own_offer,
    "own_need": is_own_need,
    "own_colleague": is_own_colleague,
    "own_invitation": is_own_invitation,
    "own_sharing": is_own_sharing,
    "own_shared_match": is_own_shared_match,
    "own_upload": is_own_upload,
    "speaks_for_employer": speaks_for_employer,
    "speaks_for_verified": speaks_for_verified,
    "may_read_student": may_read_student,
    "own_idea": is_own_idea,
    "may_read_idea": may_read_idea,
    "own_search": is_own_search,
    "own_survey": is_own_survey,
    "has_profile": has_profile,
}
