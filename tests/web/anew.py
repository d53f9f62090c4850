"""What a test sees of the database after a page has changed it."""

from sqlalchemy.orm import Session


def look_anew(session: Session) -> None:
    """Forget what was read: a reader sees what was there when it began."""
    session.rollback()
    session.expire_all()
