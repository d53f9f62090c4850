"""Accounts, coordinators and students."""

from typing import Any

from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Employer
from models.operations import profiles, students
from models.operations.accounts import row_of
from models.people import Account, Student
from models.words import CEFR, Kind, Level, Role
from tests.builders.time import NOW, NUMBERS, SUMMER


def an_account(session: Session, *roles: Role, **columns: Any) -> Account:
    """Make somebody who can sign in."""
    number = next(NUMBERS)
    rows = [row_of(session, role) for role in roles]
    account = Account(
        email=columns.pop("email", f"person{number}@example.org"),
        name=columns.pop("name", f"Person {number}"),
        fs_uniquifier=f"key-{number}",
        created_at=NOW,
        roles=rows,
        **columns,
    )
    session.add(account)
    session.flush()
    return account


def a_coordinator(
    session: Session, *, for_role: Role | None = None, works_for: Employer | None = None
) -> Actor:
    """Give a member of the working group, perhaps speaking for somebody, or employed by a unit."""
    works_for_id = works_for.id if works_for else None
    account = an_account(session, Role.COORDINATOR, works_for_id=works_for_id)
    return Actor(
        Role.COORDINATOR, account_id=account.id, for_role=for_role, works_for_id=works_for_id
    )


def as_student(student: Student) -> Actor:
    """Give the student as the one who acts."""
    return Actor(Role.STUDENT, account_id=student.account_id)


def a_student(
    session: Session,
    *,
    submitted: bool = True,
    email: str = "",
    kinds: tuple[Kind, ...] = tuple(Kind),
    languages: dict[str, CEFR] | None = None,
    **changes: Any,
) -> Student:
    """Make a student with an account who seeks every kind in summer, submitted unless told."""
    number = next(NUMBERS)
    email = email or f"student{number}@example.org"
    account = an_account(session, Role.STUDENT, email=email)
    by = Actor(Role.STUDENT, account_id=account.id)
    student = students.register_student(session, email=email, by=by, at=NOW, account=account)
    profile = {
        "name": f"Student {number}",
        "programme": "Systemvetenskap",
        "level": Level.BACHELOR,
        "place": "2281",
        "is_adult": True,
        **changes,
    }
    profiles.edit_student(session, student, by=by, at=NOW, **profile)
    profiles.set_languages(session, student, languages or {"sv": CEFR.C2}, by=by, at=NOW)
    profiles.set_seeking(session, student, dict.fromkeys(kinds, SUMMER), by=by, at=NOW)
    if submitted:
        students.submit_profile(session, student, by=by, at=NOW)
    return student
