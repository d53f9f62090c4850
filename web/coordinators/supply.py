"""Supply and demand in pictures, each with its table: what is sought and offered, and where."""

from flask.typing import ResponseReturnValue

from models.queries.figures import list_matches_by_kind
from models.words import Kind
from web.coordinators.blueprint import blueprint
from web.coordinators.filters_asked import asked_word
from web.pages import show
from web.session import session
from web.supply import AFTER_CONFIRMING, pictures_of_supply


@blueprint.get("/supply")
def supply_show() -> ResponseReturnValue:
    """Show who seeks what and what is offered, by field and place, and where the matches stand."""
    kind = asked_word("kind", Kind)
    rows = [row for row in list_matches_by_kind(session) if kind in {None, row.kind}]
    return show(
        "coordinators/supply/show.html",
        kind=kind,
        kinds=Kind,
        pictures=pictures_of_supply(kind),
        matches=rows,
        states=AFTER_CONFIRMING,
    )
