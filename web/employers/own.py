"""Who speaks for the employer on the pages that the access table keeps for them."""

from flask import abort

from models.employers import Contact
from models.queries.employers import find_contact_of_account
from web.accounts.signing_in import own_account
from web.session import session


def own_contact() -> Contact:
    """Give the contact that the signed-in account is, with its employer."""
    return find_contact_of_account(session, own_account().id) or abort(404)
