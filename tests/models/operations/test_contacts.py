"""People come to an employer, change and leave; what they could open closes with them."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Contact
from models.errors import LinkInvalid, Missing, NotAllowed, OnlyContact
from models.notices import Letter
from models.offers import Offer
from models.operations import letters
from models.operations.contacts import add_contact, edit_contact, remove_contact
from models.operations.links import make_link
from models.queries.employers import find_contact_of_account, get_employer
from models.queries.letters import get_link
from models.queries.relations import is_own_offer, speaks_for_employer
from models.words import LetterState, LinkPurpose, Role, Side
from tests.builders import (
    NOW,
    a_coordinator,
    an_account,
    an_employer,
    an_offer,
    an_offered_match,
    say,
)
from tests.builders.matches import LATER

BY = Actor(Role.COORDINATOR)


@pytest.fixture
def offer(session: Session) -> Offer:
    """Give an offer whose contact has an account, of an employer with one contact more."""
    account = an_account(session, Role.EMPLOYER)
    employer = an_employer(session, account=account)
    add_contact(session, employer, name="Bo Ek", email="bo@example.org", by=BY, at=NOW)
    return an_offer(session, employer=employer)


def contact_of(offer: Offer) -> Contact:
    assert offer.contact is not None
    return offer.contact


def opens(session: Session, token: str) -> bool:
    try:
        get_link(session, token, LinkPurpose.ANSWER, NOW)
    except LinkInvalid:
        return False
    return True


def a_link(session: Session, offer: Offer) -> str:
    match, contact = an_offered_match(session, offer=offer), contact_of(offer)
    return make_link(session, LinkPurpose.ANSWER, match, contact, at=NOW, expires_at=LATER)


def offered_to(session: Session, contact: Contact) -> int:
    query = select(Letter).where(
        Letter.contact_id == contact.id, Letter.subject == "match_offered_employer"
    )
    return len(session.scalars(query).all())


@pytest.mark.parametrize("change", [{"email": "ny@example.org"}, {"name": "Ny Person"}])
def test_another_person_gets_links_of_their_own(
    session: Session, offer: Offer, change: dict[str, str]
) -> None:
    token, contact = a_link(session, offer), contact_of(offer)
    assert offered_to(session, contact) == 1
    edit_contact(session, contact, by=BY, at=NOW, **change)
    assert not opens(session, token)
    assert offered_to(session, contact) == 2


@pytest.mark.parametrize("change", [{"phone": "070-1"}, {"title": "Chef"}, {"email": " KIM@a.se "}])
def test_the_same_person_keeps_theirs(
    session: Session, offer: Offer, change: dict[str, str]
) -> None:
    edit_contact(session, contact_of(offer), by=BY, at=NOW, email="kim@a.se")
    token = a_link(session, offer)
    edit_contact(session, contact_of(offer), by=BY, at=NOW, **change)
    assert opens(session, token)


def test_what_is_refused_changes_nothing(session: Session, offer: Offer) -> None:
    token, contact = a_link(session, offer), contact_of(offer)
    with pytest.raises(Missing):
        edit_contact(session, contact, by=BY, at=NOW, name="Ny", email="", phone="")
    assert contact.name == "Kim Lind"
    assert opens(session, token)


def test_who_leaves_opens_nothing_more(session: Session, offer: Offer) -> None:
    token, contact = a_link(session, offer), contact_of(offer)
    assert contact.account_id is not None
    account_id, employer_id = contact.account_id, offer.employer_id
    remove_contact(session, contact, by=BY, at=NOW)
    assert not opens(session, token)
    assert find_contact_of_account(session, account_id) is None
    assert not speaks_for_employer(session, account_id)
    assert not is_own_offer(session, account_id, offer_id=offer.id)
    session.expire_all()
    assert [each.name for each in get_employer(session, employer_id).contacts] == ["Bo Ek"]
    assert (contact.left_at, contact.email, contact.phone) == (NOW, "", "")


def test_who_takes_over_is_told_what_waits(session: Session, offer: Offer) -> None:
    a_link(session, offer)
    answered = an_offered_match(session, offer=an_offer(session, employer=offer.employer))
    say(session, answered, Side.EMPLOYER)
    contact = contact_of(offer)
    queued = letters.queue(session, "offer_published", contact, at=NOW, offer=offer)
    for _twice in range(2):
        remove_contact(session, contact, by=BY, at=NOW)
    successor = contact_of(offer)
    assert successor.name == "Bo Ek"
    assert queued is not None
    assert queued.contact_id == successor.id
    # Those that had not left, and the one that waits, sent anew.
    assert offered_to(session, successor) == 3
    assert offered_to(session, contact) == 0


def test_a_letter_that_nobody_could_send_leaves_once_somebody_has_an_address(
    session: Session,
) -> None:
    employer = an_employer(session, contact_email="", contact_phone="070-1")
    contact = employer.contacts[0]
    held = letters.queue(session, "employer_verified", contact, at=NOW)
    assert held is not None
    assert held.state is LetterState.HELD
    add_contact(session, employer, name="Bo Ek", email="bo@example.org", by=BY, at=NOW)
    remove_contact(session, contact, by=BY, at=NOW)
    assert held.state is LetterState.QUEUED


def test_the_last_one_stays(session: Session) -> None:
    employer = an_employer(session)
    with pytest.raises(OnlyContact):
        remove_contact(session, employer.contacts[0], by=BY, at=NOW)
    assert employer.contacts[0].left_at is None


def test_only_a_coordinator_removes_anybody(session: Session, offer: Offer) -> None:
    with pytest.raises(NotAllowed):
        remove_contact(session, contact_of(offer), by=Actor(Role.EMPLOYER), at=NOW)


def test_who_left_is_no_stake_in_the_employer(session: Session, offer: Offer) -> None:
    contact = contact_of(offer)
    assert contact.account_id is not None
    remove_contact(session, contact, by=a_coordinator(session), at=NOW)
    assert contact.account_id is None
