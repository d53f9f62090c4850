"""A signed link to a match, as it stands in a letter."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.matches import Match
from models.operations.links import make_link
from models.words import Language, LinkPurpose
from tests.builders import NOW, an_offer, an_offered_match

MakeLink = Callable[..., str]

PATHS = {LinkPurpose.ANSWER: "a", LinkPurpose.FOLLOW: "m", LinkPurpose.EVALUATE: "e"}


@pytest.fixture
def match(session: Session) -> Match:
    """Give a match that waits for both, of an employer that reads English."""
    offer = an_offer(session)
    assert offer.contact is not None
    offer.contact.language = Language.ENGLISH
    match = an_offered_match(session, offer=offer)
    session.commit()
    return match


@pytest.fixture
def link_to(session: Session) -> MakeLink:
    """Give what makes the address of a link to a match, and commits it."""

    def link_to(match: Match, purpose: LinkPurpose = LinkPurpose.ANSWER, days: int = 60) -> str:
        contact, expires_at = match.offer.contact, NOW + timedelta(days=days)
        assert contact is not None
        token = make_link(session, purpose, match, contact, at=NOW, expires_at=expires_at)
        session.commit()
        return f"/{PATHS[purpose]}/{token}"

    return link_to
