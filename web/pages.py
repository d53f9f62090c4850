"""Show a page, and say by its status whether what was typed was taken."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from web.session import is_writing_request


def show(template: str, *, form: FlaskForm | None = None, **context: Any) -> ResponseReturnValue:
    """Render a page; one with a form that was sent and not taken answers 422, words kept."""
    refused = form is not None and is_writing_request()
    return render_template(template, form=form, **context), 422 if refused else 200
