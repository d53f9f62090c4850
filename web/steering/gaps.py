"""The gap between what is needed and who studies it, as the steering group reads it."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from web.gap_files import file_of
from web.gaps import Gap
from web.pages import show
from web.steering.blueprint import blueprint


@blueprint.get("/gaps")
def gaps_show() -> ResponseReturnValue:
    """Show demand beside supply in pictures and tables."""
    return show("steering/gaps/show.html", gap=Gap.of(request.args))


@blueprint.get("/gaps.<ending>")
def gaps_file(ending: str) -> Response:
    """Give the tables that are shown as a file."""
    return file_of(Gap.of(request.args), ending)
