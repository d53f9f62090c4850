"""Who looks at what: a sign that the page of the review gives while it is open."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import NotAllowed, NotOpenForMatching
from models.offers import Offer
from models.people import Student
from models.queries.viewers import find_viewer
from models.rounds import Round
from models.viewers import GONE_AFTER, Viewer
from models.words import Role


def look_at(
    session: Session, round_: Round, of: Offer | Student, *, by: Actor, at: datetime
) -> Viewer:
    """Say that somebody looks at an offer or a student now, and no longer at what was before.

    Nothing of it stands in the history: it is a sign of the moment, and gone two minutes later.

    Raises
    ------
    NotAllowed
        If this actor reviews nothing.
    NotOpenForMatching
        If the round is of another kind than the offer, or of one that the student does not seek.
    """
    if by.role is not Role.COORDINATOR or by.account_id is None:
        raise NotAllowed("look")
    is_student = isinstance(of, Student)
    kinds = {seeking.kind for seeking in of.seeking} if isinstance(of, Student) else {of.kind}
    if round_.kind not in kinds:
        raise NotOpenForMatching("round")
    session.execute(delete(Viewer).where(Viewer.at <= at - GONE_AFTER))
    viewer = find_viewer(session, by.account_id) or Viewer(account_id=by.account_id)
    viewer.round_id, viewer.at = round_.id, at
    viewer.offer_id, viewer.student_id = (None, of.id) if is_student else (of.id, None)
    session.add(viewer)
    session.flush()
    return viewer
