"""The profile's steps, as somebody without scripts fills them in."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Account, Student
from models.queries.students import find_student_of_account, get_student
from models.words import CEFR, Kind, Level, ProfileState, Role
from tests.builders import a_student, an_account
from tests.web.browsing import form_of, send

SignIn = Callable[[Account], None]
STEPS = ("about", "studies", "seeking", "skills", "languages", "reach", "text")


def test_smoke(session: Session, client: FlaskClient, sign_in: SignIn) -> None:
    student = a_student(session, submitted=False)
    sign_in(student.account)
    for step in STEPS:
        page = client.get(f"/student/profile/{step}")
        assert page.status_code == 200, step
    for path in (
        "/student",
        "/student/profile/review",
        "/student/profile/leave",
        "/student/offers",
    ):
        page = client.get(path)
        assert page.status_code == 200, path
