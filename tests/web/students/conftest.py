"""Who the tests of the students' pages are."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from models.people import Account, Student
from tests.builders import a_student


@pytest.fixture
def draft(session: Session, sign_in: Callable[[Account], None]) -> Student:
    """Give a student with a profile that is not handed in, signed in."""
    return signed_in(a_student(session, submitted=False), sign_in)


@pytest.fixture
def student(session: Session, sign_in: Callable[[Account], None]) -> Student:
    """Give a student who takes part, signed in."""
    return signed_in(a_student(session), sign_in)


def signed_in(student: Student, sign_in: Callable[[Account], None]) -> Student:
    """Sign a student in and give them back."""
    assert student.account is not None
    sign_in(student.account)
    return student
