"""Two employers host together once both have said so; the match keeps who they were."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import AlreadyThere, NotAllowed, NotOpenForMatching, WrongState
from models.notices import Letter
from models.offers import Offer, Sharing
from models.operations.employers import pause_employer
from models.operations.offers import withdraw_offer
from models.operations.sharings import accept_sharing, ask_to_share, end_sharing
from models.queries.sharings import (
    list_employers_to_share_with,
    list_matches_shared,
    list_sharings_with,
)
from models.words import Role
from tests.builders import NOW, a_coordinator, an_employer, an_offer, an_offered_match

BY = Actor(Role.EMPLOYER)


def shared(session: Session, offer: Offer, *, accepted: bool = True) -> Sharing:
    sharing = ask_to_share(session, offer, an_employer(session), by=BY, at=NOW)
    if accepted:
        accept_sharing(session, sharing, by=BY, at=NOW)
    return sharing


def test_the_second_employer_is_asked_once_and_named_when_it_has_said_yes(
    session: Session,
) -> None:
    offer, other = an_offer(session), an_employer(session)
    for _time in range(2):
        sharing = ask_to_share(session, offer, other, by=BY, at=NOW)
    letters = session.scalars(select(Letter).where(Letter.subject == "sharing_asked")).all()
    assert [each.contact_id for each in letters] == [other.contacts[0].id]
    assert offer.co_host is None
    for _time in range(2):
        accept_sharing(session, sharing, by=BY, at=NOW)
    assert offer.co_host is other
    assert list(list_sharings_with(session, other.id)) == [sharing]


def test_nobody_shares_with_itself_or_an_unknown_or_a_third_one(session: Session) -> None:
    offer = an_offer(session)
    with pytest.raises(NotAllowed):
        ask_to_share(session, offer, offer.employer, by=BY, at=NOW)
    with pytest.raises(NotOpenForMatching):
        ask_to_share(session, offer, an_employer(session, verified=False), by=BY, at=NOW)
    shared(session, offer, accepted=False)
    with pytest.raises(AlreadyThere):
        ask_to_share(session, offer, an_employer(session), by=BY, at=NOW)
    assert offer.employer not in list_employers_to_share_with(session, offer.employer_id)


@pytest.mark.parametrize("role", [Role.STUDENT, Role.COORDINATOR, Role.SYSTEM])
def test_only_who_speaks_for_an_employer_says_so(session: Session, role: Role) -> None:
    offer, by = an_offer(session), Actor(role)
    sharing = shared(session, offer, accepted=False)
    with pytest.raises(NotAllowed):
        ask_to_share(session, an_offer(session), sharing.employer, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        accept_sharing(session, sharing, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        end_sharing(session, sharing, by=by, at=NOW)
    assert sharing.accepted_at is None


def test_a_coordinator_writes_down_what_it_says_on_the_phone(session: Session) -> None:
    sharing = shared(session, an_offer(session), accepted=False)
    by = a_coordinator(session, for_role=Role.EMPLOYER)
    accept_sharing(session, sharing, by=by, at=NOW)
    assert sharing.accepted_at == NOW


def test_a_match_keeps_who_hosts_it_as_both_were_asked(session: Session) -> None:
    offer = an_offer(session, places=3)
    before = an_offered_match(session, offer=offer)
    sharing = shared(session, offer)
    match = an_offered_match(session, offer=offer)
    other = sharing.employer
    end_sharing(session, sharing, by=BY, at=NOW + timedelta(hours=1))
    after = an_offered_match(session, offer=offer)
    assert (before.co_host, match.co_host, after.co_host) == (None, other, None)
    assert list(list_matches_shared(session, offer.id, other.id)) == [match]
    assert offer.sharing is None


def test_one_that_is_not_there_is_not_named(session: Session) -> None:
    offer = an_offer(session)
    sharing = shared(session, offer)
    pause_employer(session, sharing.employer, by=a_coordinator(session), at=NOW)
    assert offer.co_host is None


def test_a_withdrawn_offer_is_shared_with_nobody(session: Session) -> None:
    offer = an_offer(session)
    sharing = shared(session, offer, accepted=False)
    withdraw_offer(session, offer, by=a_coordinator(session), at=NOW)
    with pytest.raises(WrongState):
        accept_sharing(session, sharing, by=BY, at=NOW)
    assert list(list_sharings_with(session, sharing.employer_id)) == []
