"""Secrets in links that hold what they are for, sealed with the service's key and never stored."""

from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from models.errors import LinkInvalid


def seal(purpose: str, content: Any) -> str:
    """Give the secret part of a link that opens what the content names, for one purpose."""
    return str(_serializer(purpose).dumps(content))


def unseal(purpose: str, token: str) -> Any:
    """Give what a link names.

    Raises
    ------
    LinkInvalid
        If the link is not ours, or was made for another purpose.
    """
    try:
        return _serializer(purpose).loads(token)
    except BadSignature as error:
        raise LinkInvalid from error


def _serializer(purpose: str) -> Any:
    older = current_app.config.get("SECRET_KEY_FALLBACKS") or []
    return URLSafeSerializer([*older, current_app.config["SECRET_KEY"]], salt=purpose)
