"""The page of what came of it, which both groups read."""

from datetime import date

from flask import request
from flask.typing import ResponseReturnValue

from models.queries.evaluations import list_evaluation_figures
from models.queries.paths import count_came_through
from models.queries.publications import find_publication, published_figures
from models.words import Stage
from web.outcomes import block_name, in_a_sentence, pictures_of
from web.pages import show
from web.session import session


def outcomes_page(template: str) -> ResponseReturnValue:
    """Show the figures of the period that the address asks for, in whole blocks of years."""
    figures, everything = published_figures(session, *asked_period()), published_figures(session)
    publication = find_publication(session)
    return show(
        template,
        published_at=publication.published_at if publication else None,
        figures=figures,
        sentence=in_a_sentence(figures),
        pictures=pictures_of(figures),
        periods=everything.by_year,
        asked=request.args.get("period", ""),
        evaluations=list_evaluation_figures(session),
        came_through=count_came_through(session, Stage.ATTRACT),
        block_name=block_name,
        pictures_of=pictures_of,
    )


def asked_period() -> tuple[date | None, date | None]:
    """Give the first and the last day of the years that the address asks for, or none."""
    first, _dash, last = request.args.get("period", "").partition("-")
    years = [int(year) for year in (first, last or first) if year.isdecimal() and len(year) == 4]
    if len(years) != 2 or not all(1990 <= year <= 2100 for year in years):
        return None, None
    return date(years[0], 1, 1), date(years[1], 12, 31)
