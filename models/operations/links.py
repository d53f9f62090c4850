"""Make and end the links by which people answer and follow a match without an account."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from models.employers import Contact
from models.matches import Match
from models.notices import Link
from models.people import Student
from models.queries.letters import hash_token, list_links_of_match
from models.words import WORKS_IN, LinkEnd, LinkPurpose


def make_link(
    session: Session,
    purpose: LinkPurpose,
    match: Match,
    holder: Contact | Student,
    *,
    at: datetime,
    expires_at: datetime,
) -> str:
    """Make a link and give its secret, which is never stored and cannot be given again.

    A letter may leave after its match has moved on: its link then only tells how it ended.
    """
    token = secrets.token_urlsafe(32)
    link = Link(
        token_hash=hash_token(token),
        purpose=purpose,
        match_id=match.id,
        contact_id=holder.id if isinstance(holder, Contact) else None,
        student_id=holder.id if isinstance(holder, Student) else None,
        made_at=at,
        expires_at=expires_at,
    )
    session.add(link)
    session.flush()
    if match.state not in WORKS_IN[purpose]:
        end_links(session, [link], LinkEnd.MATCH_MOVED, at=at)
    return token


def end_links(session: Session, links: Iterable[Link], because: LinkEnd, *, at: datetime) -> None:
    """End links before their time; nothing opens by them any more. Twice is once."""
    for link in links:
        if link.revoked_at is None:
            link.revoked_at, link.revoked_because = at, because
    session.flush()


def end_links_behind(session: Session, match: Match, *, at: datetime) -> None:
    """End the links of a match that are for where it stood before."""
    links = list_links_of_match(session, match.id)
    behind = [link for link in links if match.state not in WORKS_IN[link.purpose]]
    end_links(session, behind, LinkEnd.MATCH_MOVED, at=at)
