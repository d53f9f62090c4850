"""Text that no database and no page can hold is refused before anything reads it."""

from itertools import chain

from flask import Flask, abort, request

# PostgreSQL stores no text with it, and nobody types it.
UNREADABLE = "\0"


def init_app(app: Flask) -> None:
    """Ask before every request."""
    app.before_request(refuse_what_cannot_be_read)


def refuse_what_cannot_be_read() -> None:
    """Answer 400 where the address or a form holds a character that cannot be stored."""
    told = [pair for values in (request.args, request.form) for pair in values.items(multi=True)]
    if any(UNREADABLE in text for text in (request.path, *chain.from_iterable(told))):
        abort(400)
