"""Questions about who looks at an offer in the review just now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from models.people import Account
from models.viewers import GONE_AFTER, Viewer


def find_viewer(session: Session, account_id: int) -> Viewer | None:
    """Give what an account looked at last, unless it is long ago."""
    return session.scalar(select(Viewer).where(Viewer.account_id == account_id))


def list_viewers(
    session: Session, round_id: int, offer_id: int, *, but: int, at: datetime
) -> Sequence[Viewer]:
    """List who looks at an offer in a round now, but for one account, by name."""
    query = (
        select(Viewer)
        .join(Viewer.account)
        .options(joinedload(Viewer.account, innerjoin=True).lazyload(Account.roles))
        .where(
            Viewer.round_id == round_id,
            Viewer.offer_id == offer_id,
            Viewer.account_id != but,
            Viewer.at > at - GONE_AFTER,
        )
    )
    return session.scalars(query.order_by(Account.name, Viewer.id)).all()
