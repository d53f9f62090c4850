"""What somebody typed into a form that could not be carried out, so that nothing of it is lost."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import request

from web.session import is_writing_request

# Tokens of the form itself, which get new values, and what is never shown again.
NOT_TYPED = frozenset({"csrf_token", "form_key"})
SECRET = ("password", "secret", "code")


@dataclass(frozen=True)
class Typed:
    """A value that was typed: its field's name, and the text."""

    name: str
    value: str


def typed_values() -> list[Typed]:
    """Give what was typed in the form that was sent, without its secrets, in the form's order."""
    if not is_writing_request():
        return []
    return [
        Typed(name, value)
        for name, value in request.form.items(multi=True)
        if name not in NOT_TYPED and not _is_secret(name)
    ]


def may_be_sent_again() -> bool:
    """Whether a page may offer to send the values again with a fresh token.

    Only when the browser says that the form came from a page of ours: another site must not be
    able to have its own values shown here beside a button that sends them.
    """
    if request.files or any(map(_is_secret, request.form)) or not request.form:
        return False
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    came_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(came_from).netloc == request.host


def _is_secret(name: str) -> bool:
    return any(word in SECRET for word in name.lower().split("_"))
