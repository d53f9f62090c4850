"""Questions about the members of the steering group."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from models.errors import NotFound
from models.members import SteeringMember
from models.notices import Letter


def get_member(session: Session, member_id: int) -> SteeringMember:
    """Give a member, or raise NotFound."""
    member = session.get(SteeringMember, member_id)
    if member is None:
        raise NotFound("member", member_id)
    return member


def list_members(session: Session, on: date | None = None) -> list[SteeringMember]:
    """Give all members who ever were, or those of a day, by party and name."""
    query = select(SteeringMember).options(joinedload(SteeringMember.account))
    if on is not None:
        query = query.where(
            SteeringMember.since <= on,
            or_(SteeringMember.until.is_(None), SteeringMember.until >= on),
        )
    found = query.order_by(SteeringMember.party, SteeringMember.name, SteeringMember.id)
    return list(session.scalars(found))


def list_invited(session: Session, meeting_id: int) -> list[SteeringMember]:
    """Give the members to whom the agenda of a meeting was sent, or told by a person."""
    told = select(Letter.member_id).where(
        Letter.meeting_id == meeting_id, Letter.subject == "agenda_sent"
    )
    query = select(SteeringMember).where(
        SteeringMember.id.in_(told), SteeringMember.erased_at.is_(None)
    )
    return list(session.scalars(query.order_by(SteeringMember.id)))


def find_member_of_account(session: Session, account_id: int | None) -> SteeringMember | None:
    """Give the member that an account is, if it is one."""
    query = select(SteeringMember).where(SteeringMember.account_id == account_id)
    return session.scalar(query) if account_id is not None else None


def list_members_of_account(session: Session, account_id: int | None) -> Sequence[SteeringMember]:
    """List an account's rows among the members."""
    member = find_member_of_account(session, account_id)
    return [member] if member else []
