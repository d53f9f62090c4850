"""Courses are listed by when they begin; for who looks after them, what is over comes last."""

from datetime import timedelta

from sqlalchemy.orm import Session

from models.queries.courses import list_courses
from tests.builders import NOW, a_course


def test_what_has_begun_comes_after_what_lies_ahead_and_what_nobody_dated(session: Session) -> None:
    today = NOW.date()
    for title, days in (("over", -40), ("later", 90), ("soon", 3)):
        a_course(session, title=title, starts_on=today + timedelta(days=days))
    a_course(session, title="some day", starts_on=None)
    found = [course.title for course in list_courses(session, ahead_of=today)]
    assert found == ["soon", "later", "some day", "over"]
    assert list_courses(session)[0].title == "over"
