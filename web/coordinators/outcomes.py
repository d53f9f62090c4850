"""What came of it, for the working group."""

from flask import Response
from flask.typing import ResponseReturnValue

from models.queries.publications import published_figures
from web.coordinators.blueprint import blueprint
from web.outcomes import outcomes_file
from web.outcomes_page import asked_period, outcomes_page
from web.session import session


@blueprint.get("/outcomes")
def outcomes_show() -> ResponseReturnValue:
    """Show what came of it, by year, stage and kind, and how placements were judged."""
    return outcomes_page("coordinators/outcomes/show.html")


@blueprint.get("/outcomes.<ending>")
def outcomes_download(ending: str) -> Response:
    """Give the same figures as a file."""
    return outcomes_file(published_figures(session, *asked_period()), ending)
