"""The employer's first page: what needs them, where every offer stands, and every match."""

from flask.typing import ResponseReturnValue

from models.queries.changes import list_changes_of_employer
from models.queries.connections import has_asked_to_connect
from models.queries.employers import find_contact_of_account
from models.queries.matches import list_matches_of_employer
from models.queries.offers import list_offers_of_employer
from models.queries.sharings import list_sharings_with
from models.words import Kind, Side
from web.accounts.signing_in import own_account
from web.candidates import reach_of
from web.employers.blueprint import blueprint
from web.employers.next_things import next_things
from web.employers.offer_kinds import KINDS
from web.pages import show
from web.session import session
from web.timeline import waits_for


@blueprint.get("")
def home() -> ResponseReturnValue:
    """Show what needs the employer first; somebody new is asked who they are."""
    account = own_account()
    contact = find_contact_of_account(session, account.id)
    if contact is None:
        return show("employers/home/new.html", has_asked=has_asked_to_connect(session, account.id))
    employer = contact.employer
    offers = list_offers_of_employer(session, employer.id)
    matches = list_matches_of_employer(session, employer.id)
    changes = list_changes_of_employer(session, employer.id)
    shared = list_sharings_with(session, employer.id)
    return show(
        "employers/home/show.html", employer=employer, offers=offers, matches=matches,
        changes=changes, next_things=next_things(employer, offers, matches, changes, shared),
        shared=shared, kinds=KINDS, reach_of=reach_of, waits_for=waits_for, Kind=Kind, Side=Side,
    )  # fmt: skip
