"""Employers and what they offer."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from stdnum.luhn import calc_check_digit

from models.actors import Actor
from models.employers import Contact, Employer
from models.invitations import Invitation
from models.offer_words import OfferWords
from models.offers import Offer
from models.operations import employers, offers
from models.operations.invitations import invite_colleague
from models.people import Account
from models.words import Insurer, Kind, Pay, Role
from tests.builders.people import a_coordinator, an_account
from tests.builders.time import NOW, NUMBERS, SUMMER


def as_employer(offer: Offer) -> Actor:
    """Give the offer's contact, by the link in a letter, as the one who acts."""
    return Actor(Role.EMPLOYER, contact_id=offer.contact_id)


def an_organisation_number() -> str:
    """Give a number of a legal person that no other test has."""
    digits = f"556{next(NUMBERS):06d}"
    return digits + calc_check_digit(digits)


def an_employer(session: Session, *, verified: bool = True, **words: Any) -> Employer:
    """Make an employer, verified unless told otherwise."""
    number = next(NUMBERS)
    employer = employers.register_employer(
        session,
        by=Actor(Role.EMPLOYER),
        at=NOW,
        **{
            "name": f"Varvet {number}",
            "organisation_number": an_organisation_number(),
            "contact_name": "Kim Lind",
            "contact_email": f"kim{number}@example.org",
            "place": "2280",
            **words,
        },
    )
    if verified:
        employers.verify_employer(session, employer, by=a_coordinator(session), at=NOW)
    return employer


def a_colleague(session: Session, employer: Employer, **columns: Any) -> Account:
    """Make an account that speaks for an employer, and give it."""
    account = an_account(session, Role.EMPLOYER, **columns)
    employer.contacts.append(
        Contact(name=account.name, email=account.email, account=account, language=account.language)
    )
    session.flush()
    return account


def an_invitation(
    session: Session,
    *,
    employer: Employer | None = None,
    by: Account | None = None,
    email: str = "",
    at: datetime = NOW,
) -> Invitation:
    """Make an invitation of a colleague, by somebody who speaks for the employer."""
    employer = employer or an_employer(session)
    by = by or a_colleague(session, employer)
    invitation = invite_colleague(
        session,
        employer,
        email=email or f"colleague{next(NUMBERS)}@example.org",
        by=Actor(Role.EMPLOYER, by.id),
        at=at,
    )
    assert invitation is not None
    return invitation


def offer_words(**words: Any) -> OfferWords:
    """Give what an employer says in an offer."""
    return OfferWords(
        **{
            "kind": Kind.INTERNSHIP,
            "title": "Sommar på varvet",
            "text": "Du mäter båtar.",
            "starts_on": SUMMER[0],
            "ends_on": SUMMER[1],
            "place": "2280",
            "pay": Pay.WAGE,
            "insured_by": Insurer.EMPLOYER,
            "mentor_name": "Kim Lind",
            **words,
        }
    )


def an_offer(
    session: Session, *, employer: Employer | None = None, published: bool = True, **words: Any
) -> Offer:
    """Make an offer, published unless told otherwise."""
    employer = employer or an_employer(session)
    offer = offers.write_offer(
        session, employer, offer_words(**words), by=Actor(Role.EMPLOYER), at=NOW
    )
    if published:
        by = a_coordinator(session)
        offers.submit_offer(session, offer, by=by, at=NOW)
        offers.publish_offer(session, offer, by=by, at=NOW)
    return offer
