"""Questions about colleagues who were invited."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models.errors import NotFound
from models.invitations import Invitation
from models.keys import normal_email


def get_invitation(session: Session, invitation_id: int) -> Invitation:
    """Give an invitation, or raise NotFound."""
    invitation = session.get(Invitation, invitation_id)
    if invitation is None:
        raise NotFound("invitation", invitation_id)
    return invitation


def find_open_invitation(session: Session, employer_id: int, email: str) -> Invitation | None:
    """Give the invitation of an address to an employer that nobody has accepted or taken back."""
    query = select(Invitation).where(
        Invitation.employer_id == employer_id, Invitation.email == normal_email(email)
    )
    return session.scalar(query.where(_is_open()))


def list_open_invitations(
    session: Session, employer_id: int, *, by_account_id: int | None = None
) -> Sequence[Invitation]:
    """List the invitations to an employer that wait, also those whose time is over, oldest first.

    Parameters
    ----------
    by_account_id : int, optional
        Only those of one account.
    """
    query = select(Invitation).where(Invitation.employer_id == employer_id, _is_open())
    if by_account_id is not None:
        query = query.where(Invitation.invited_by_id == by_account_id)
    return session.scalars(query.order_by(Invitation.id)).all()


def _is_open() -> ColumnElement[bool]:
    return Invitation.accepted_at.is_(None) & Invitation.revoked_at.is_(None)
