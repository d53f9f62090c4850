"""How the tests of the students' pages look at what the pages have written."""

from sqlalchemy.orm import Session


def look_anew(session: Session) -> None:
    """Let the test's session see what the pages have written since."""
    session.rollback()
    session.expire_all()
