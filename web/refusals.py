"""Refusals and failures become answers: a page with their words, or JSON for who asked for it."""

import logging

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from models import errors as domain
from web import errors, failures
from web.access import is_signed_out
from web.constraints import is_busy, refusal_of
from web.labels import FIELDS
from web.session import opened_session
from web.typed import may_be_sent_again, typed_values

log = logging.getLogger(__name__)

SECONDS_TO_WAIT = 5


def init_app(app: Flask) -> None:
    """Answer every refusal and every failure with words."""
    app.register_error_handler(domain.DomainError, refused)
    app.register_error_handler(IntegrityError, limit_reached)
    app.register_error_handler(
        StaleDataError, lambda error: _answer(failures.CHANGED_MEANWHILE, error)
    )
    app.register_error_handler(OperationalError, database_away)
    app.register_error_handler(DataError, lambda error: _answer(failures.BY_STATUS[400], error))
    app.register_error_handler(PoolTimeout, lambda error: _answer(failures.BY_STATUS[503], error))
    app.register_error_handler(errors.SignedOut, lambda error: _answer(failures.SIGNED_OUT, error))
    app.register_error_handler(CSRFError, form_too_old)
    app.register_error_handler(HTTPException, http_error)


def refused(error: domain.DomainError) -> Response:
    """Answer a refusal of the models."""
    return _answer(errors.words_of(error), error)


def limit_reached(error: IntegrityError) -> Response:
    """Answer a limit that the database held."""
    refusal = refusal_of(error)
    log.warning("a limit of the database held: %s", refusal)
    return refused(refusal)


def database_away(error: OperationalError) -> Response:
    """Answer that the database is busy or away; any other failure of it is a fault of ours."""
    if is_busy(error):
        return _answer(failures.BY_STATUS[503], error)
    raise error


def form_too_old(error: CSRFError) -> Response:
    """Answer a form without its token: mostly, whoever sent it is signed in no longer."""
    return _answer(failures.SIGNED_OUT if is_signed_out() else failures.FORM_TOO_OLD, error)


def http_error(error: HTTPException) -> Response:
    """Answer what the router, a view or a failure ended in."""
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    words = failures.BY_STATUS.get(status) or (
        failures.BY_STATUS[400] if status < 500 else failures.BY_STATUS[500]
    )
    response = _answer(words, error)
    retry_after = getattr(error, "retry_after", None)
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    return response


def wants_json() -> bool:
    """Whether the request would rather have JSON than a page."""
    kinds = request.accept_mimetypes
    return bool(kinds) and kinds["application/json"] > kinds["text/html"]


def _answer(words: failures.Words, error: Exception) -> Response:
    g.pop("sent_form", None)  # What failed may be sent again with the same key.
    current = opened_session()
    if current is not None:
        current.rollback()  # The page reads who is signed in, which a failed transaction refuses.
    name = type(error).__name__
    response = jsonify(as_json(words, name)) if wants_json() else make_response(_page(words))
    response.status_code = words.status
    if words.status in {429, 503}:
        response.headers["Retry-After"] = str(SECONDS_TO_WAIT)
    return response


def as_json(words: failures.Words, error: str) -> dict[str, str]:
    """Give a refusal for a program: its name, and its words."""
    return {
        "error": error,
        "title": str(words.title),
        "happened": str(words.happened),
        "kept": str(words.kept),
        "to_do": str(words.to_do),
    }


def _page(words: failures.Words) -> str:
    try:
        return render_template(
            "errors/refused.html",
            words=words,
            names=FIELDS,
            typed=typed_values() if words.status != 413 else [],
            may_be_sent_again=words.status in {401, 403, 429, 503} and may_be_sent_again(),
        )
    except Exception:  # The page itself may need what has failed.
        current_app.logger.exception("the page of an error could not be shown")
        return render_template("errors/plain.html", words=words)
