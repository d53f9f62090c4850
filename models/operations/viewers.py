"""Who looks at what: a sign that the page of the review gives while it is open."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import NotAllowed, NotOpenForMatching
from models.offers import Offer
from models.queries.viewers import find_viewer
from models.rounds import Round
from models.viewers import GONE_AFTER, Viewer
from models.words import Role


def look_at(session: Session, round_: Round, offer: Offer, *, by: Actor, at: datetime) -> Viewer:
    """Say that somebody looks at an offer now, and no longer at what they looked at before.

    Nothing of it stands in the history: it is a sign of the moment, and gone two minutes later.

    Raises
    ------
    NotAllowed
        If this actor reviews nothing.
    NotOpenForMatching
        If the round is of another kind.
    """
    if by.role is not Role.COORDINATOR or by.account_id is None:
        raise NotAllowed("look")
    if round_.kind is not offer.kind:
        raise NotOpenForMatching("round")
    session.execute(delete(Viewer).where(Viewer.at <= at - GONE_AFTER))
    viewer = find_viewer(session, by.account_id) or Viewer(account_id=by.account_id)
    viewer.round_id, viewer.offer_id, viewer.at = round_.id, offer.id, at
    session.add(viewer)
    session.flush()
    return viewer
