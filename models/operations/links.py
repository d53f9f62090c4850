"""Make and revoke the links by which an employer answers without an account."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from models.employers import Contact
from models.matches import Match
from models.notices import Link
from models.queries.letters import hash_token
from models.words import LinkPurpose


def make_link(
    session: Session,
    purpose: LinkPurpose,
    match: Match,
    contact: Contact,
    *,
    at: datetime,
    expires_at: datetime,
) -> str:
    """Make a link and give its secret, which is never stored and cannot be given again."""
    token = secrets.token_urlsafe(32)
    session.add(
        Link(
            token_hash=hash_token(token),
            purpose=purpose,
            match_id=match.id,
            contact_id=contact.id,
            made_at=at,
            expires_at=expires_at,
        )
    )
    session.flush()
    return token


def revoke_links(session: Session, links: Iterable[Link], *, at: datetime) -> None:
    """Make links useless, as when a contact leaves the employer."""
    for link in links:
        link.revoked_at = link.revoked_at or at
    session.flush()
