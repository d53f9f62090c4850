"""Close-ups: a pair seen closer than the run wrote down, reckoned by the worker in a moment."""

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.errors import NotFound
from models.operations.close_ups import ask_close_up
from models.queries.close_ups import get_close_up
from models.queries.offers import get_offer
from models.queries.rounds import find_latest_run
from models.queries.students import get_student
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.hints import back_to_pair
from web.session import session


@blueprint.post("/rounds/<int:round_id>/pairs/<int:student_id>/<int:offer_id>/close-up")
def close_ups_ask(round_id: int, student_id: int, offer_id: int) -> ResponseReturnValue:
    """Ask what would make a pair better, or what is in its way, as the newest run saw it."""
    run = find_latest_run(session, round_id)
    if run is None:
        raise NotFound("run")
    student, offer = get_student(session, student_id), get_offer(session, offer_id)
    ask_close_up(session, run, student, offer, by=current_actor(), at=now())
    return back_to_pair(round_id, student_id, offer_id, "closer")


@blueprint.get("/close-ups/<int:close_up_id>/progress")
def close_ups_progress(close_up_id: int) -> ResponseReturnValue:
    """Say whether a close-up is ready, for the page's script."""
    is_over = get_close_up(session, close_up_id).finished_at is not None
    return jsonify(
        share=float(is_over),
        is_over=is_over,
        step=_("The pair is being looked at."),
        words="",
    )
