"""A signed link opens what it was made for, until it is over; its secret is stored nowhere."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import LinkInvalid, LinkOver, NotOpenForMatching
from models.matches import Match
from models.notices import Link
from models.operations.answers import ask_to_meet
from models.operations.employers import pause_employer, resume_employer
from models.operations.links import end_links, make_link
from models.operations.placements import complete, place
from models.queries.letters import get_link, hash_token, list_letters_of_match
from models.tables import Base
from models.words import WORKS_IN, LinkEnd, LinkPurpose, MatchState, Side
from tests.builders import (
    NOW,
    a_coordinator,
    a_match_in,
    an_agreed_match,
    an_offered_match,
    as_employer,
    say,
)

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


def test_a_guess_opens_nothing(session: Session, make: Callable[[], str]) -> None:
    make()
    for token in ("", "a", "' OR 1=1 --", "å" * 100):
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
    end_links(session, links, LinkEnd.EMPLOYER_STOPPED, at=NOW)
    end_links(session, links, LinkEnd.CONTACT_CHANGED, at=NOW + SECOND)
    assert (links[0].revoked_at, links[0].revoked_because) == (NOW, LinkEnd.EMPLOYER_STOPPED)
    with pytest.raises(LinkInvalid):
        get_link(session, token, LinkPurpose.ANSWER, NOW)


def link_for(session: Session, match: Match, purpose: LinkPurpose) -> str:
    contact = match.offer.contact
    assert contact is not None
    return make_link(session, purpose, match, contact, at=NOW, expires_at=EXPIRES)


@pytest.mark.parametrize("state", list(MatchState))
def test_it_works_only_where_its_match_stands(session: Session, state: MatchState) -> None:
    match = a_match_in(session, state)
    works = set()
    for purpose in LinkPurpose:
        token = link_for(session, match, purpose)
        with suppress(LinkOver):
            get_link(session, token, purpose, NOW)
            works.add(purpose)
    assert works == {purpose for purpose in LinkPurpose if state in WORKS_IN[purpose]}


def test_it_ends_when_its_match_moves_on(session: Session, match: Match) -> None:
    token = link_for(session, match, LinkPurpose.ANSWER)
    say(session, match, Side.EMPLOYER)
    assert get_link(session, token, LinkPurpose.ANSWER, NOW)
    say(session, match, Side.STUDENT)
    with pytest.raises(LinkOver):
        get_link(session, token, LinkPurpose.ANSWER, NOW)


def test_it_ends_for_all_who_waited_when_the_place_goes_to_another(
    session: Session, match: Match
) -> None:
    token = link_for(session, match, LinkPurpose.ANSWER)
    an_agreed_match(session, offer=match.offer)
    with pytest.raises(LinkOver):
        get_link(session, token, LinkPurpose.ANSWER, NOW)


def test_a_link_to_follow_lasts_from_the_agreement_to_the_end(session: Session) -> None:
    match = an_agreed_match(session)
    token = link_for(session, match, LinkPurpose.FOLLOW)
    by = a_coordinator(session)
    starts_on, ends_on = match.offer.starts_on, match.offer.ends_on
    place(session, match, by=by, at=NOW, starts_on=starts_on, ends_on=ends_on, supervisor="Kim")
    assert get_link(session, token, LinkPurpose.FOLLOW, NOW)
    complete(session, match, by=by, at=NOW)
    with pytest.raises(LinkOver):
        get_link(session, token, LinkPurpose.FOLLOW, NOW)


def test_a_paused_employer_has_none_and_gets_new_ones_when_it_goes_on(
    session: Session, match: Match
) -> None:
    token, by = link_for(session, match, LinkPurpose.ANSWER), a_coordinator(session)
    other = link_for(session, an_offered_match(session), LinkPurpose.ANSWER)
    pause_employer(session, match.offer.employer, by=by, at=NOW)
    with pytest.raises(LinkInvalid) as refused:
        get_link(session, token, LinkPurpose.ANSWER, NOW)
    assert not isinstance(refused.value, LinkOver)
    assert get_link(session, other, LinkPurpose.ANSWER, NOW)
    resume_employer(session, match.offer.employer, by=by, at=NOW)
    with pytest.raises(LinkInvalid):
        get_link(session, token, LinkPurpose.ANSWER, NOW)
    told = [letter.subject for letter in list_letters_of_match(session, match.id)]
    assert told.count("match_offered_employer") == 2


@pytest.mark.parametrize("side", list(Side))
def test_nobody_says_yes_to_a_paused_employer(session: Session, match: Match, side: Side) -> None:
    pause_employer(session, match.offer.employer, by=a_coordinator(session), at=NOW)
    with pytest.raises(NotOpenForMatching):
        say(session, match, side)
    with pytest.raises(NotOpenForMatching):
        ask_to_meet(session, match, by=as_employer(match.offer), at=NOW)
    say(session, match, side, says_yes=False)
    assert match.state is MatchState.DECLINED
