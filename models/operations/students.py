"""What happens to a student: registered, recognised, taking part, gone, and back again."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import AlreadyThere, NotAllowed, NotOpenForMatching, WrongState
from models.keys import normal_email
from models.operations import matches, teams
from models.operations.events import record
from models.operations.guards import all_told, is_not_oneself, names_of_empty
from models.operations.profiles import renew_keys
from models.people import Account, Student
from models.policy import DEFAULT, Policy
from models.queries.students import find_student_by_email
from models.words import Language, ProfileState, Reason, Role


def register_student(
    session: Session,
    *,
    email: str,
    by: Actor,
    at: datetime,
    name: str = "",
    language: Language = Language.SWEDISH,
    account: Account | None = None,
    source: str | None = None,
    policy: Policy = DEFAULT,
) -> Student:
    """Begin a profile: by the student who signed up, by a coordinator on the phone, or from a file.

    Raises
    ------
    Missing
        If no address is told.
    AlreadyThere
        If somebody with this address has a profile.
    """
    all_told(email=email.strip())
    if find_student_by_email(session, email) is not None:
        raise AlreadyThere("uq_students_email")
    student = Student(
        account=account,
        email=normal_email(email),
        name=name.strip(),
        language=language,
        source=source,
        created_at=at,
    )
    if account and account.confirmed_at and has_university_address(student.email, policy):
        student.recognised_at = at
    renew_keys(student)
    session.add(student)
    session.flush()
    known = student.recognised_at is not None
    record(session, "student", "registered", student.id, by=by, at=at, recognised=known)
    return student


def has_university_address(email: str, policy: Policy) -> bool:
    """Whether an address is one that the university gives its students."""
    return email.rpartition("@")[2] in policy.university_domains


def recognise_student(session: Session, student: Student, *, by: Actor, at: datetime) -> None:
    """Note that a coordinator has checked that this is a student."""
    if by.role is not Role.COORDINATOR:
        raise NotAllowed("recognise")
    is_not_oneself(student, "recognise", by)
    if student.recognised_at is None:
        student.recognised_at, student.recognised_by_id = at, by.account_id
        record(session, "student", "recognised", student.id, by=by, at=at)


def submit_profile(
    session: Session, student: Student, *, by: Actor, at: datetime, policy: Policy = DEFAULT
) -> None:
    """Hand the profile to the working group: from now on it is matched.

    Raises
    ------
    Missing
        With the names of what a match needs.
    NotOpenForMatching
        If only the university's own students are let in, and this is not known to be one.
    """
    if student.state is ProfileState.SUBMITTED:
        return
    all_told(**_what_a_match_needs(student))
    if not policy.lets_in_other_universities and student.recognised_at is None:
        raise NotOpenForMatching("student")
    student.state, student.submitted_at, student.left_at = ProfileState.SUBMITTED, at, None
    session.flush()
    record(session, "student", "submitted", student.id, by=by, at=at)


def missing_of(student: Student) -> tuple[str, ...]:
    """Name what the profile lacks before it can be handed in."""
    return names_of_empty(_what_a_match_needs(student))


def leave(session: Session, student: Student, *, by: Actor, at: datetime) -> None:
    """Take the student out of the matching; open matches are withdrawn, those who knew are told."""
    if student.state is ProfileState.LEFT:
        return
    matches.end_matches_of(session, student, by=by, at=at, reason=Reason.NO_LONGER_SEEKS)
    teams.part(session, student, by=by, at=at)
    student.state, student.left_at = ProfileState.LEFT, at
    session.flush()
    record(session, "student", "left", student.id, by=by, at=at)


def come_back(session: Session, student: Student, *, by: Actor, at: datetime) -> None:
    """Let somebody who left write on their profile again; they submit it anew."""
    if student.state is not ProfileState.LEFT or student.erased_at is not None:
        raise WrongState("student", "come_back", student.state)
    student.state, student.left_at = ProfileState.DRAFT, None
    session.flush()
    record(session, "student", "came back", student.id, by=by, at=at)


def protect(
    session: Session, student: Student, is_protected: bool, *, by: Actor, at: datetime
) -> None:
    """Set or lift the mark of a protected identity."""
    if by.role is not Role.COORDINATOR:
        raise NotAllowed("protect")
    student.is_protected = is_protected
    if is_protected:
        # Whoever seeks together reads the other's name.
        teams.part(session, student, by=by, at=at)
    session.flush()
    record(
        session, "student", "protected" if is_protected else "unprotected", student.id, by=by, at=at
    )


def see_contacts(session: Session, student: Student, *, by: Actor, at: datetime) -> None:
    """Note that a coordinator looked up how somebody with a protected identity is reached."""
    if by.role is not Role.COORDINATOR:
        raise NotAllowed("see_contacts")
    record(session, "student", "contacts seen", student.id, by=by, at=at)


def _what_a_match_needs(student: Student) -> dict[str, object]:
    return {
        "name": student.name,
        "is_adult": student.is_adult or None,
        "programme": student.programme,
        "level": student.level,
        "seeking": student.seeking,
        "languages": student.languages,
        "place": student.place or (student.remote or None),
    }
