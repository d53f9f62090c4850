"""The employer that people sign in as: it shares an offer, is asked to share, and has invited."""

from models.actors import Actor
from models.database import writing
from models.operations.invitations import invite_colleague
from models.operations.sharings import accept_sharing, ask_to_share
from models.queries.accounts import find_account
from models.queries.employers import find_contact_of_account
from models.queries.offers import find_offer_by_source
from models.words import Role
from web.demo.telling import Teller
from web.imports.offers import FOR_EMPLOYER
from web.imports.writing import source_of

# An offer of the demo's employer and one of another, by their rows in the file.
OWN, OTHER = "o001", "o005"


def host_together(teller: Teller) -> None:
    """Let two employers host an offer of the one, and be asked to host one of the other."""
    with writing(teller.sessions) as session:
        account = find_account(session, "employer@example.org")
        contact = find_contact_of_account(session, account.id) if account else None
        own, other = (find_offer_by_source(session, source_of(key)) for key in (OWN, OTHER))
        if account is None or contact is None or own is None or other is None:
            return
        by = Actor(Role.EMPLOYER, account.id)
        shared = ask_to_share(session, own, other.employer, by=by, at=teller.ago(36))
        accept_sharing(session, shared, by=FOR_EMPLOYER, at=teller.ago(35))
        ask_to_share(session, other, contact.employer, by=FOR_EMPLOYER, at=teller.ago(1.3))
        email, at = "kollega@example.org", teller.ago(2.5)
        invite_colleague(session, contact.employer, email=email, by=by, at=at)
