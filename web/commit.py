"""Commit at the edge: what a request did is kept when, and only when, its answer is a good one.

A form carries a key. The key is stored in the same transaction as the form's effect, so a form
that comes twice, or ten times at once, is carried out once and gets the first answer: writers take
turns, so whoever comes while the first answer is being made waits for it.
"""

import hashlib
import hmac
import posixpath
import secrets
from collections.abc import Callable
from typing import cast

from flask import Flask, Response, current_app, g, redirect, request
from flask import session as cookie
from sqlalchemy.orm import Session

from models.database import end_reading
from models.errors import RepeatedOtherwise
from models.jobs import SentForm
from models.queries.jobs import find_sent_form
from web.access import current_account
from web.clock import now
from web.session import (
    WRITES,
    WRITTEN,
    has_changes,
    is_writing_request,
    opened_session,
    session,
    when_writing_late,
    write_from_here,
)

FORM_KEY = "form_key"
NOT_CONTENT = frozenset({FORM_KEY, "csrf_token"})
LONGEST_KEY = 64

# Endpoints whose effect is the answer itself, such as a cookie: each gets one of its own.
ANSWERED_ANEW = "ANSWERED_ANEW"
LONGEST_LOCATION = 500

# Under this name the cookie holds the keys of the last forms that were carried out, for the pages
# that follow: static/js/typed.js forgets then what was typed into them.
CARRIED_OUT = "carried_out"
MOST_CARRIED_OUT = 5

# Called after every commit of a request with the names of the tables that were written.
Hook = Callable[[frozenset[str]], None]


class CarriedOutMeanwhile(Exception):
    """The same form was carried out while this one was still reckoning; it gets that answer."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer = answer


class ChangedByReading(RuntimeError):
    """A GET left something to be written: it may change nothing, ever."""


def init_app(app: Flask) -> None:
    """Answer repeated forms before the view, and commit after it."""
    app.extensions["after_commit"] = []
    app.config.setdefault(ANSWERED_ANEW, set())
    when_writing_late(app, ask_once_more)
    app.register_error_handler(CarriedOutMeanwhile, lambda meanwhile: meanwhile.answer)
    app.before_request(answer_a_repeated_form)
    app.after_request(settle)
    app.jinja_env.globals.update(new_form_key=new_form_key, carried_out=carried_out)


def after_commit(app: Flask, hook: Hook) -> None:
    """Have a hook called after every commit, with the names of the tables that were written."""
    app.extensions["after_commit"].append(hook)


def new_form_key() -> str:
    """Give the key of a form that is being shown."""
    return secrets.token_urlsafe(16)


def carried_out() -> list[str]:
    """Give the keys of the forms that were carried out last for whoever asks."""
    return list(cookie.get(CARRIED_OUT, []))


def answer_a_repeated_form() -> Response | None:
    """Give the first answer again when this form was carried out before.

    Raises
    ------
    RepeatedOtherwise
        When the key was used for other content.
    """
    key = request.form.get(FORM_KEY, "") if is_writing_request() else ""
    if not key or len(key) > LONGEST_KEY:
        return None
    if request.endpoint in current_app.config[ANSWERED_ANEW]:
        return None
    g.sent_form = SentForm(actor=_actor(), key=key, digest=_digest(), status=0, location="")
    return _first_answer()


def ask_once_more() -> None:
    """Ask again, now that this request writes, whether its form was carried out meanwhile.

    Raises
    ------
    CarriedOutMeanwhile
        With the first answer.
    RepeatedOtherwise
        When the key was used for other content.
    """
    answer = _first_answer()
    if answer is not None:
        raise CarriedOutMeanwhile(answer)


def is_first_answer_again() -> bool:
    """Whether this request is answered with what the first of its kind was answered."""
    return bool(g.get("is_first_answer_again"))


def _first_answer() -> Response | None:
    """Give the answer that the form got when it was carried out, if it was."""
    sent: SentForm | None = g.get("sent_form")
    before = find_sent_form(session, sent.actor, sent.key) if sent is not None else None
    if sent is None or before is None:
        return None
    g.pop("sent_form")
    if before.digest != sent.digest:
        raise RepeatedOtherwise
    g.is_first_answer_again = True
    if not before.location:
        return Response(status=204)
    return cast(Response, redirect(_address_kept(before.location), 303))


def settle(response: Response) -> Response:
    """Commit after a good answer, undo after a bad one. A refused commit is answered as such."""
    try:
        return _remembered(_settle(response))
    except Exception as error:  # noqa: BLE001 - handed to the error handlers, as a view's would be
        _forget()
        return current_app.make_response(current_app.handle_user_exception(error))


def _settle(response: Response) -> Response:
    current = opened_session()
    if current is None:
        return response
    if not is_writing_request():
        _end_reading(current)
        return response
    if response.status_code >= 400:
        _forget()
        return response
    if "sent_form" in g and not current.info.get(WRITES) and not has_changes(current):
        write_from_here()
    _keep_first_answer(response)
    current.commit()
    _tell(frozenset(current.info.get(WRITTEN, ())))
    return response


def _end_reading(current: Session) -> None:
    """End a transaction of a reader, who may change nothing; what was changed is undone."""
    if not has_changes(current):
        end_reading(current)
        return
    current.rollback()
    if current_app.testing:
        raise ChangedByReading(request.path)


def _keep_first_answer(response: Response) -> None:
    sent: SentForm | None = g.pop("sent_form", None)
    if sent is not None:
        sent.status, sent.location, sent.at = response.status_code, _location(response), now()
        session.add(sent)


def _remembered(response: Response) -> Response:
    """Remember for the page that follows that this form was carried out."""
    key = request.form.get(FORM_KEY, "") if is_writing_request() else ""
    if key and len(key) <= LONGEST_KEY and response.location:
        cookie[CARRIED_OUT] = [*carried_out(), key][-MOST_CARRIED_OUT:]
    return response


def _location(response: Response) -> str:
    """Give where the answer leads, as it is kept: from here, when it leads back the way one came.

    The form's own address may hold the secret of a signed link, which is never stored.
    """
    location = response.location or ""
    if location and request.path.startswith(location):
        return posixpath.relpath(location, request.path)
    return location if len(location) <= LONGEST_LOCATION else "."


def _address_kept(location: str) -> str:
    """Give the address that `_location` kept."""
    if location.startswith("."):
        return posixpath.normpath(posixpath.join(request.path, location))
    return location


def _tell(written: frozenset[str]) -> None:
    for hook in current_app.extensions["after_commit"] if written else ():
        try:
            hook(written)
        except Exception:
            # The write is kept and must be answered so; the job finds its work by itself later.
            current_app.logger.exception("a hook failed after a commit")


def _forget() -> None:
    """Undo what was done, and the messages that said it was."""
    current = opened_session()
    if current is not None:
        current.rollback()
    cookie.pop("_flashes", None)


def _actor() -> str:
    account = current_account()
    if account is not None:
        return f"account:{account.id}"
    # A visitor is known by the secret of their form tokens, which their cookie holds.
    visitor = str(cookie.get("csrf_token", ""))
    return f"visitor:{hashlib.sha256(visitor.encode()).hexdigest()[:40]}"


def _digest() -> str:
    """Reckon what the form says, without its tokens.

    Keyed, because forms hold passwords too: nobody who reads the table can try them out on it.
    """
    secret = str(current_app.config["SECRET_KEY"]).encode()
    content = hmac.new(secret, request.path.encode(), hashlib.sha256)
    for name, value in sorted(request.form.items(multi=True)):
        if name not in NOT_CONTENT:
            content.update(repr((name, value)).encode())
    for name, upload in sorted(request.files.items(multi=True), key=lambda item: item[0]):
        content.update(repr((name, upload.filename)).encode())
        content.update(hashlib.sha256(upload.stream.read()).digest())
        upload.stream.seek(0)
    return content.hexdigest()
