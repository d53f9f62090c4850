"""Show a page, and say by its status whether what was typed was taken."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from web.session import is_writing_request


def show(template: str, *, form: FlaskForm | None = None, **context: Any) -> ResponseReturnValue:
    """Render a page; one with a form that was sent and not taken answers 422, words kept."""
    refused = form is not None and is_writing_request()
    return render_template(template, form=form, **context), 422 if refused else 200


def page_number(rows_per_page: int) -> tuple[int, int]:
    """Give the page asked for in the address, from 1, and how many rows come before it."""
    asked = request.args.get("page", "1")
    number = max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return number, (number - 1) * rows_per_page
