"""How the tests of the students' pages fill in steps, and look at what the pages have written."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.people import Student
from models.queries.students import get_student
from tests.web.browsing import form_of, send

HUGE = "å" * 20_000
STEPS = ("about", "studies", "seeking", "skills", "languages", "reach", "text")


def look_anew(session: Session) -> None:
    """Let the test's session see what the pages have written since."""
    session.rollback()
    session.expire_all()


def path(step: str) -> str:
    """Give the address of a step."""
    return f"/student/profile/{step}"


def fill(client: FlaskClient, step: str, **values: Any) -> TestResponse:
    """Open a step, fill in what differs from what it shows, and send it."""
    return send(client, form_of(client.get(path(step)), path(step)), **values)


def stored(session: Session, student: Student) -> Student:
    """Give the profile as it is stored now."""
    look_anew(session)
    return get_student(session, student.id)
