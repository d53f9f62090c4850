"""The candidates of a round as a file, for those who go on working in a spreadsheet."""

from typing import Any

from flask import Response, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.errors import NotFound
from models.queries.proposals import Pair, list_all_candidates
from models.queries.rounds import find_latest_run, get_round
from web.bridge.places import place_name
from web.bridge.reasons import Explanation, Strength
from web.bridge.suggestions import explain_all
from web.coordinators.blueprint import blueprint
from web.coordinators.review_screen import wanted
from web.filters import called
from web.labels import label
from web.languages import choose as language
from web.session import session

CONTENT = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

# As the page says it beside the bars.
FITS = {
    Strength.STRONG: _l("strong"),
    Strength.POSSIBLE: _l("possible"),
    Strength.WEAK: _l("weak"),
}


@blueprint.get("/rounds/<int:round_id>/review/candidates.<ending>")
def reviews_file(round_id: int, ending: str) -> Response:
    """Give the candidates of all that the page's filter leaves, with names where it shows them."""
    run = find_latest_run(session, get_round(session, round_id).id)
    if run is None or ending not in CONTENT:
        raise NotFound("run")
    # A spreadsheet's library is loaded when somebody asks for one, not by every page.
    from web.tables.writing import as_file

    pairs = list_all_candidates(session, run, wanted())
    rows = _rows(pairs, with_names="names" in request.args)
    written = as_file(f".{ending}", list(rows[0]) if rows else [_("Offer")], rows)
    name = f"kajplats-{round_id}-{run.id}.{ending}"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(written, content_type=CONTENT[ending], headers=headers)


def _rows(pairs: list[Pair], *, with_names: bool) -> list[dict[str, Any]]:
    why = explain_all(session, [suggestion for suggestion, *_rest in pairs], language())
    return [_row(pair, why[pair[0].id], with_names=with_names) for pair in pairs]


def _row(pair: Pair, why: Explanation, *, with_names: bool) -> dict[str, Any]:
    suggestion, student, offer, match = pair
    return {
        _("Offer’s number"): offer.id,
        _("Offer"): offer.title,
        _("Employer"): offer.employer.shown_name,
        _("Place"): place_name(offer.place) if offer.place else "",
        _("Place on the list"): (
            suggestion.student_rank if wanted().by_student else suggestion.offer_rank
        ),
        _("Student’s number"): student.number,
        **({_("Name"): student.name} if with_names else {_("Student"): called(student)}),
        _("Programme"): student.programme,
        _("Home"): place_name(student.place) if student.place else "",
        _("Fit"): str(FITS[why.strength]),
        _("For"): " ".join(why.plus),
        _("Against"): " ".join(why.minus),
        _("State"): str(label(match.state)) if match else "",
    }
