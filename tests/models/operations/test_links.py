"""A signed link opens what it was made for, until it is over; its secret is stored nowhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Base
from models.errors import LinkInvalid
from models.matches import Match
from models.notices import Link
from models.operations.links import make_link, revoke_links
from models.queries.letters import get_link, hash_token
from models.words import LinkPurpose
from tests.builders import NOW, an_offered_match

EXPIRES = NOW + timedelta(days=30)
SECOND = timedelta(seconds=1)


@pytest.fixture
def match(session: Session) -> Match:
    return an_offered_match(session)


@pytest.fixture
def make(session: Session, match: Match) -> Callable[[], str]:
    """Give a maker of links by which the match's employer can answer."""

    def make_one() -> str:
        assert match.offer.contact is not None
        contact, purpose = match.offer.contact, LinkPurpose.ANSWER
        return make_link(session, purpose, match, contact, at=NOW, expires_at=EXPIRES)

    return make_one


def test_it_opens_the_match_for_its_contact(
    session: Session, match: Match, make: Callable[[], str]
) -> None:
    link = get_link(session, make(), LinkPurpose.ANSWER, NOW)
    assert (link.match_id, link.contact_id) == (match.id, match.offer.contact_id)


def test_the_secret_is_long_different_each_time_and_stored_nowhere(
    session: Session, make: Callable[[], str]
) -> None:
    token, other = make(), make()
    assert token != other
    assert len(token) >= 43
    stored = str([session.execute(select(table)).all() for table in Base.metadata.tables.values()])
    assert hash_token(token) in stored
    assert token not in stored


def test_its_last_second_counts_and_nothing_after(
    session: Session, make: Callable[[], str]
) -> None:
    token = make()
    assert get_link(session, token, LinkPurpose.ANSWER, EXPIRES)
    with pytest.raises(LinkInvalid):
        get_link(session, token, LinkPurpose.ANSWER, EXPIRES + SECOND)


def test_it_opens_nothing_else(session: Session, make: Callable[[], str]) -> None:
    with pytest.raises(LinkInvalid):
        get_link(session, make(), LinkPurpose.EVALUATE, NOW)


@pytest.mark.parametrize("token", ["", "a", "' OR 1=1 --", "å" * 100])
def test_a_guess_opens_nothing(session: Session, make: Callable[[], str], token: str) -> None:
    make()
    with pytest.raises(LinkInvalid):
        get_link(session, token, LinkPurpose.ANSWER, NOW)


def test_the_stored_hash_opens_nothing(session: Session, make: Callable[[], str]) -> None:
    stored = hash_token(make())
    with pytest.raises(LinkInvalid):
        get_link(session, stored, LinkPurpose.ANSWER, NOW)


def test_a_revoked_one_opens_nothing_and_keeps_when_it_was(
    session: Session, make: Callable[[], str]
) -> None:
    token = make()
    links = session.scalars(select(Link)).all()
    revoke_links(session, links, at=NOW)
    revoke_links(session, links, at=NOW + SECOND)
    assert links[0].revoked_at == NOW
    with pytest.raises(LinkInvalid):
        get_link(session, token, LinkPurpose.ANSWER, NOW)
