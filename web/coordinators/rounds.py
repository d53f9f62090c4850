"""Matching rounds: rolling and dated, from the draft to the publication that two people sign."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from models.moves import ROUND_MOVES, moves_from
from models.operations import rounds as operations
from models.queries.matches import count_matches_by_state, list_matches_of_round
from models.queries.reviews import count_left
from models.queries.rounds import get_round, list_rounds, list_runs
from models.words import Kind, MatchState, Role
from web.access import current_actor
from web.clock import now, today
from web.config import policy
from web.coordinators.blueprint import blueprint
from web.coordinators.hindrances import not_sent, said_of_left_out
from web.coordinators.round_forms import RoundForm
from web.histories import history_of
from web.pages import show
from web.session import session

# The moves of a round that are one button and nothing more.
SIMPLE = {
    "open": operations.open_round,
    "close": operations.close_round,
    "reopen": operations.reopen_round,
    "archive": operations.archive_round,
    "request": operations.request_publication,
}


@blueprint.get("/rounds")
def rounds_list() -> ResponseReturnValue:
    """List the rounds: rolling ones first."""
    return show("coordinators/rounds/list.html", rounds=list_rounds(session))


@blueprint.get("/rounds/<int:round_id>")
def rounds_show(round_id: int) -> ResponseReturnValue:
    """Show where a round stands, its runs, and what can be done next."""
    round_ = get_round(session, round_id)
    confirmed = list_matches_of_round(session, round_id, states=[MatchState.CONFIRMED])
    places_left, students_without = count_left(session, round_, today())
    return show(
        "coordinators/rounds/show.html",
        round=round_,
        not_sent=[] if round_.is_rolling else not_sent(confirmed),
        moves=[move.verb for move in moves_from(ROUND_MOVES, round_.state, Role.COORDINATOR)],
        places_left=places_left,
        students_without=students_without,
        runs=list_runs(session, round_id),
        counts=count_matches_by_state(session, round_id=round_id),
        told=history_of(("round", round_id)),
        may_sign=round_.requested_by_id != current_actor().account_id,
    )


@blueprint.route("/rounds/new", methods=["GET", "POST"])
def rounds_new() -> ResponseReturnValue:
    """Make a dated round."""
    form = RoundForm()
    if not form.validate_on_submit():
        return show("coordinators/rounds/new.html", form=form)
    round_ = operations.make_round(
        session,
        kind=Kind(form.kind.data),
        title=form.title.data or "",
        opens_on=form.opens_on.data,
        closes_on=form.closes_on.data,
        by=current_actor(),
        at=now(),
    )
    return redirect(url_for("coordinators.rounds_show", round_id=round_.id), 303)


@blueprint.post("/rounds/<int:round_id>/<any(open,close,reopen,archive,request):verb>")
def rounds_move(round_id: int, verb: str) -> ResponseReturnValue:
    """Open, close, reopen or archive a round, or ask a second coordinator to publish it."""
    round_ = get_round(session, round_id)
    SIMPLE[verb](session, round_, by=current_actor(), at=now())
    return redirect(url_for("coordinators.rounds_show", round_id=round_id), 303)


@blueprint.post("/rounds/<int:round_id>/publish")
def rounds_publish(round_id: int) -> ResponseReturnValue:
    """Sign what another coordinator asked to publish; the letters go."""
    round_ = get_round(session, round_id)
    by = current_actor()
    left_out = operations.publish_round(session, round_, by=by, at=now(), policy=policy())
    flash(said_of_left_out(len(left_out)), "success")
    return redirect(url_for("coordinators.rounds_show", round_id=round_id), 303)
