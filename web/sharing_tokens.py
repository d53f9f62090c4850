"""The secret in the link by which a second employer says whether it hosts too.

A link names the sharing and the person who was asked; whether it still opens, their rows say.
"""

from models.employers import Contact
from models.errors import LinkInvalid
from models.offers import Sharing
from models.queries.sharings import find_asked
from models.words import OfferState
from web.sealing import seal, unseal
from web.session import session

PURPOSE = "links in letters to second hosts"


def make_token(sharing: Sharing, contact: Contact) -> str:
    """Give the secret part of a link."""
    return seal(PURPOSE, [sharing.id, contact.id])


def sharing_of(token: str) -> tuple[Sharing, Contact]:
    """Give the sharing that a link is for, and who was asked.

    Raises
    ------
    LinkInvalid
        If the link is not ours, the person speaks for the employer no longer, or the offer is
        withdrawn or shared no more.
    """
    found = find_sharing(token)
    if found is None or found[0].offer.state is OfferState.WITHDRAWN:
        raise LinkInvalid
    return found


def find_sharing(token: str) -> tuple[Sharing, Contact] | None:
    """Give the sharing that a link is for, and who was asked; nothing if it is shared no more.

    Raises
    ------
    LinkInvalid
        If the link is not ours.
    """
    sharing_id, contact_id = unseal(PURPOSE, token)
    return find_asked(session, sharing_id, contact_id)
