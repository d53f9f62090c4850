"""What the demo's employers changed since it was reviewed: it waits for a coordinator."""

from dataclasses import replace

from sqlalchemy.orm import Session

from models.actors import Actor
from models.database import writing
from models.employers import Employer
from models.errors import NotFound
from models.offer_words import words_of
from models.operations.employers import edit_employer
from models.operations.offers import edit_offer
from models.queries.accounts import find_account
from models.queries.employers import find_contact_of_account, list_employers
from models.queries.offers import list_offers_of_employer
from models.words import EmployerState, OfferState, Role
from web.demo.telling import Teller

THE_EMPLOYER = "employer@example.org"
ONE_MORE_SENTENCE = "Vi bjuder på lunch, och du får låna en cykel."


def change_what_was_reviewed(teller: Teller) -> None:
    """Let one employer change a published offer, and another what it says of itself."""
    with writing(teller.sessions) as session:
        employer, by = _the_employer(session)
        offers = list_offers_of_employer(session, employer.id)
        offer = next(each for each in offers if each.state is OfferState.PUBLISHED)
        words = words_of(offer)
        words = replace(words, text=f"{words.text}\n\n{ONE_MORE_SENTENCE}", places=words.places + 1)
        edit_offer(session, offer, words, by=by, at=teller.ago(0.4))
        verified = list_employers(session, state=EmployerState.VERIFIED)
        other = next(each for each in verified if each.id != employer.id)
        name = f"{other.name} i Höga kusten"
        edit_employer(session, other, by=Actor(Role.EMPLOYER), at=teller.ago(0.6), name=name)


def _the_employer(session: Session) -> tuple[Employer, Actor]:
    """Give the employer that people sign in as, and whoever speaks for it."""
    account = find_account(session, THE_EMPLOYER)
    contact = find_contact_of_account(session, account.id) if account else None
    if account is None or contact is None:
        raise NotFound("account", THE_EMPLOYER)
    return contact.employer, Actor(Role.EMPLOYER, account.id)
