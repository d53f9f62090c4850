"""The secret in the link by which a colleague is let in. Made when the letter leaves, never stored.

A link names the invitation and its address; whether it still opens, the invitation's row says.
"""

from models.errors import LinkInvalid, NotFound
from models.invitations import Invitation
from models.queries.invitations import get_invitation
from web.clock import now
from web.sealing import seal, unseal
from web.session import session

PURPOSE = "links in letters to invited colleagues"


def make_token(invitation: Invitation) -> str:
    """Give the secret part of a link."""
    return seal(PURPOSE, [invitation.id, invitation.email])


def invitation_of(token: str) -> Invitation:
    """Give the invitation that a link is for.

    Raises
    ------
    LinkInvalid
        If the link is not ours, or its invitation was accepted, taken back, or is too old.
    """
    invitation_id, email = unseal(PURPOSE, token)
    try:
        invitation = get_invitation(session, invitation_id)
    except NotFound as error:
        raise LinkInvalid from error
    if invitation.email != email or not invitation.is_open(now()):
        raise LinkInvalid
    return invitation
