"""Who sits in the steering group, kept by the working group: named, changed, at an end."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import NotAllowed
from models.members import SteeringMember
from models.operations.events import record
from models.operations.guards import all_told
from models.words import Language, Party, Role


@dataclass(frozen=True)
class MemberWords:
    """Everything that the working group says of a member."""

    name: str
    party: Party
    since: date | None
    office: str = ""
    until: date | None = None
    address: str = ""
    language: Language = Language.SWEDISH
    account_id: int | None = None
    works_for_id: int | None = None


def add_member(session: Session, words: MemberWords, *, by: Actor, at: datetime) -> SteeringMember:
    """Write down whom a party has named.

    Raises
    ------
    NotAllowed, Missing
        If another than the working group does, or there is no name or first day.
    """
    _may_keep(by)
    all_told(name=words.name.strip(), since=words.since)
    member = SteeringMember(**vars(words))
    session.add(member)
    session.flush()
    record(session, "member", "added", member.id, by=by, at=at, party=member.party)
    return member


def edit_member(
    session: Session, member: SteeringMember, words: MemberWords, *, by: Actor, at: datetime
) -> None:
    """Change what is known of a member; a last day ends the membership.

    Raises
    ------
    NotAllowed, Missing
        If another than the working group does, or there is no name or first day.
    """
    _may_keep(by)
    all_told(name=words.name.strip(), since=words.since)
    changed = [name for name, value in vars(words).items() if getattr(member, name) != value]
    for name in changed:
        setattr(member, name, getattr(words, name))
    if changed:
        session.flush()
        record(session, "member", "edited", member.id, by=by, at=at, fields=changed)


def _may_keep(by: Actor) -> None:
    if by.role is not Role.COORDINATOR:
        raise NotAllowed("keep_members")
