"""The secret in the link by which a colleague is let in. Made when the letter leaves, never stored.

A link names the invitation and its address; whether it still opens, the invitation's row says.
"""

from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from models.errors import LinkInvalid, NotFound
from models.invitations import Invitation
from models.queries.invitations import get_invitation
from web.clock import now
from web.session import session


def make_token(invitation: Invitation) -> str:
    """Give the secret part of a link."""
    return str(_serializer().dumps([invitation.id, invitation.email]))


def invitation_of(token: str) -> Invitation:
    """Give the invitation that a link is for.

    Raises
    ------
    LinkInvalid
        If the link is not ours, or its invitation was accepted, taken back, or is too old.
    """
    try:
        invitation_id, email = _serializer().loads(token)
        invitation = get_invitation(session, invitation_id)
    except (BadSignature, NotFound) as error:
        raise LinkInvalid from error
    if invitation.email != email or not invitation.is_open(now()):
        raise LinkInvalid
    return invitation


def _serializer() -> Any:
    older = current_app.config.get("SECRET_KEY_FALLBACKS") or []
    keys = [*older, current_app.config["SECRET_KEY"]]
    return URLSafeSerializer(keys, salt="links in letters to invited colleagues")
