"""Whose profile it is: that of whoever is signed in."""

from flask import abort

from models.errors import NotFound
from models.operations.students import register_student
from models.people import Account, Student
from models.queries.students import find_student_of_account
from models.words import ProfileState
from web.access import current_account, current_actor
from web.clock import now
from web.config import policy
from web.session import session


def find_own_student() -> Student | None:
    """Give the profile of whoever is signed in, if they have begun one."""
    return find_student_of_account(session, _account().id)


def own_student() -> Student:
    """Give the profile of whoever is signed in.

    Raises
    ------
    NotFound
        If they have not begun one.
    """
    student = find_own_student()
    if student is None:
        raise NotFound("student")
    return student


def begin_own_student() -> Student:
    """Give the profile of whoever is signed in, begun now if there is none."""
    account = _account()
    return find_student_of_account(session, account.id) or register_student(
        session,
        email=account.email,
        name=account.name,
        language=account.language,
        account=account,
        by=current_actor(),
        at=now(),
        policy=policy(),
    )


def unwritten_student() -> Student:
    """Give an empty profile to show before anything is written; it is never stored."""
    account = _account()
    return Student(
        name=account.name,
        email=account.email,
        language=account.language,
        state=ProfileState.DRAFT,
        is_adult=False,
        remote=True,
        moves=False,
        **dict.fromkeys(("phone", "university", "programme", "home_place", "text", "place"), ""),
    )


def _account() -> Account:
    account = current_account()
    if account is None:
        abort(404)
    return account
