"""Questions about who looks at an offer or a student in the review just now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from models.offers import Offer
from models.people import Account, Student
from models.viewers import GONE_AFTER, Viewer


def find_viewer(session: Session, account_id: int) -> Viewer | None:
    """Give what an account looked at last, unless it is long ago."""
    return session.scalar(select(Viewer).where(Viewer.account_id == account_id))


def list_viewers(
    session: Session, round_id: int, of: Offer | Student, *, but: int, at: datetime
) -> Sequence[Viewer]:
    """List who looks at an offer or a student in a round now, but for one account, by name."""
    looked_at = Viewer.student_id if isinstance(of, Student) else Viewer.offer_id
    query = (
        select(Viewer)
        .join(Viewer.account)
        .options(joinedload(Viewer.account, innerjoin=True).lazyload(Account.roles))
        .where(
            Viewer.round_id == round_id,
            looked_at == of.id,
            Viewer.account_id != but,
            Viewer.at > at - GONE_AFTER,
        )
    )
    return session.scalars(query.order_by(Account.name, Viewer.id)).all()
