"""The allocation that a run proposes: a list to tick, read once more, and confirm."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from models.errors import NotFound
from models.offers import Offer
from models.people import Student
from models.queries.proposals import list_proposal
from models.queries.rounds import find_latest_run, get_round
from models.rounds import Suggestion
from web.bridge.reasons import explain_all
from web.coordinators.blueprint import blueprint
from web.coordinators.pairs import confirm_pair
from web.languages import choose as language
from web.pages import show
from web.session import session

Row = tuple[Suggestion, Student, Offer]


@blueprint.get("/rounds/<int:round_id>/proposal")
def proposals_show(round_id: int) -> ResponseReturnValue:
    """Show the proposed allocation, each pair with its reasons and what has come of it."""
    round_ = get_round(session, round_id)
    run = find_latest_run(session, round_id)
    rows = list_proposal(session, run) if run else []
    return show(
        "coordinators/proposals/show.html",
        round=round_,
        run=run,
        rows=rows,
        explanations=explain_all(session, [suggestion for suggestion, *_rest in rows], language()),
    )


@blueprint.get("/rounds/<int:round_id>/proposal/preview")
def proposals_preview(round_id: int) -> ResponseReturnValue:
    """List what a confirmation of the ticked pairs would do, and ask. Changes nothing."""
    round_ = get_round(session, round_id)
    return show("coordinators/proposals/preview.html", round=round_, rows=_ticked(round_id))


@blueprint.post("/rounds/<int:round_id>/proposal/confirm")
def proposals_confirm(round_id: int) -> ResponseReturnValue:
    """Confirm the pairs that were listed, all of them or none."""
    round_, rows = get_round(session, round_id), _ticked(round_id)
    for _suggestion, student, offer in rows:
        confirm_pair(round_, student, offer)
    flash(ngettext("%(num)d pair is confirmed.", "%(num)d pairs are confirmed.", len(rows)))
    return redirect(url_for("coordinators.review", round_id=round_id), 303)


def _ticked(round_id: int) -> list[Row]:
    """Give the pairs of the proposal that were ticked and that nobody has acted on."""
    run = find_latest_run(session, round_id)
    if run is None:
        raise NotFound(thing="run")
    ticked = set(request.values.getlist("suggestion", type=int))
    return [
        (suggestion, student, offer)
        for suggestion, student, offer, match in list_proposal(session, run)
        if suggestion.id in ticked and match is None
    ]
