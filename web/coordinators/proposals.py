"""The allocation that a run proposes: a list to tick, read once more, and confirm."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from models.errors import NotFound, NotTheSame
from models.operations.proposals import confirm_all, plan
from models.queries.proposals import Pair, list_proposal
from models.queries.rounds import find_latest_run, get_round
from web.access import current_actor
from web.bridge.suggestions import explain_all
from web.clock import now
from web.config import policy
from web.coordinators.blueprint import blueprint
from web.errors import words_of
from web.languages import choose as language
from web.pages import show
from web.session import session


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
    round_, pairs = get_round(session, round_id), _ticked(round_id)
    steps = plan(session, round_, pairs, by=current_actor(), policy=policy())
    return show(
        "coordinators/proposals/preview.html",
        round=round_,
        rows=[step.pair for step in steps if step.refusal is None],
        left_out=[(step.pair, words_of(step.refusal)) for step in steps if step.refusal],
        explanations=explain_all(session, [pair[0] for pair in pairs], language()),
    )


@blueprint.post("/rounds/<int:round_id>/proposal/confirm")
def proposals_confirm(round_id: int) -> ResponseReturnValue:
    """Confirm the pairs that were listed, all of them or none."""
    round_, pairs = get_round(session, round_id), _ticked(round_id)
    if len(pairs) != len(_ticks()):
        raise NotTheSame("proposal")
    confirm_all(session, round_, pairs, by=current_actor(), at=now(), policy=policy())
    flash(ngettext("%(num)d pair is confirmed.", "%(num)d pairs are confirmed.", len(pairs)))
    return redirect(url_for("coordinators.review", round_id=round_id), 303)


def _ticks() -> set[int]:
    return set(request.values.getlist("suggestion", type=int))


def _ticked(round_id: int) -> list[Pair]:
    """Give the pairs of the newest proposal that were ticked."""
    run, ticks = find_latest_run(session, round_id), _ticks()
    if run is None:
        raise NotFound(thing="run")
    return [pair for pair in list_proposal(session, run) if pair[0].id in ticks]
