"""Questions about offers that two employers host together."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from models.employers import Contact, Employer
from models.errors import NotFound
from models.matches import Match
from models.offers import Offer, Sharing
from models.words import EmployerState, OfferState


def get_sharing(session: Session, sharing_id: int) -> Sharing:
    """Give a sharing, or raise NotFound."""
    sharing = session.get(Sharing, sharing_id)
    if sharing is None:
        raise NotFound("sharing", sharing_id)
    return sharing


def find_asked(
    session: Session, sharing_id: int, contact_id: int
) -> tuple[Sharing, Contact] | None:
    """Give a sharing and somebody who still speaks for the employer that was asked, if so."""
    query = (
        select(Sharing, Contact)
        .join(Contact, Contact.employer_id == Sharing.employer_id)
        .where(Sharing.id == sharing_id, Contact.id == contact_id, Contact.left_at.is_(None))
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1])


def find_own_sharing(session: Session, account_id: int | None, sharing_id: int) -> Sharing | None:
    """Give a sharing that an account's employer hosts second, or is asked to, if there is one."""
    own = select(Contact.employer_id).where(Contact.account_id == account_id)
    query = select(Sharing).where(Sharing.id == sharing_id, Sharing.employer_id.in_(own))
    return session.scalar(query)


def list_sharings_with(session: Session, employer_id: int) -> Sequence[Sharing]:
    """List the offers of others that an employer hosts, or is asked to host; newest first."""
    query = (
        select(Sharing)
        .options(joinedload(Sharing.offer))
        .join(Sharing.offer)
        .where(Sharing.employer_id == employer_id, Offer.state != OfferState.WITHDRAWN)
    )
    return session.scalars(query.order_by(Sharing.id.desc())).all()


def list_matches_shared(session: Session, offer_id: int, employer_id: int) -> Sequence[Match]:
    """List the matches of an offer in which a second employer was named when both were asked."""
    query = (
        select(Match)
        .options(joinedload(Match.student))
        .where(Match.offer_id == offer_id, Match.co_host_id == employer_id)
    )
    return session.scalars(query.order_by(Match.id)).all()


def list_employers_to_share_with(session: Session, employer_id: int) -> Sequence[Employer]:
    """List the verified employers beside one, in Swedish order."""
    query = select(Employer).where(
        Employer.state == EmployerState.VERIFIED, Employer.id != employer_id
    )
    return session.scalars(query.order_by(Employer.sort_key, Employer.id)).all()
