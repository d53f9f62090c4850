"""Let the version of a thing grow when rows below it change, which its own row does not show."""

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from models.employers import Employer
from models.offers import Offer
from models.people import Student


def grow(session: Session, thing: Student | Offer | Employer) -> int:
    """Write the thing and what hangs on it, and give its version, higher than before."""
    if thing in session and thing not in session.new:
        flag_modified(thing, "state")
    session.flush()
    return thing.version
