"""One match as the working group sees it: where it stands, its history, every move from here."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.check_ins import CheckIn
from models.matches import Match
from models.moves import MOVES, moves_from
from models.operations import answers, matches, placements
from models.queries.check_ins import list_check_ins_of_match
from models.queries.events import get_names_of_actors, list_events_of
from models.queries.letters import list_letters_of_match
from models.queries.matches import get_match
from models.queries.teams import find_partner_match
from models.words import Kind, Role, Side
from web.access import current_actor
from web.agreements import agreement_of
from web.bridge.reasons import Explanation
from web.bridge.suggestions import explain_all
from web.clock import now
from web.config import policy
from web.coordinators.blueprint import blueprint
from web.coordinators.check_ins import may_read
from web.languages import choose as language
from web.match_forms import (
    REASONS_OF_EMPLOYER,
    REASONS_OF_STUDENT,
    REASONS_TO_INTERRUPT,
    REASONS_TO_WITHDRAW,
    AnswerForm,
    InterruptForm,
    PlaceForm,
    ReasonForm,
)
from web.pages import show
from web.session import session
from web.timeline import steps_of

REASONS_OF = {Side.STUDENT: REASONS_OF_STUDENT, Side.EMPLOYER: REASONS_OF_EMPLOYER}


@blueprint.get("/matches/<int:match_id>")
def matches_show(match_id: int) -> ResponseReturnValue:
    """Show a match with its history, its letters and what can be done."""
    match, events = get_match(session, match_id), list_events_of(session, "match", match_id)
    return show(
        "coordinators/matches/show.html",
        match=match,
        moves=[move.verb for move in moves_from(MOVES, match.state, Role.COORDINATOR)],
        explanation=_explanation(match),
        steps=steps_of(match),
        sides=tuple(Side),
        partner=find_partner_match(session, match.id),
        check_ins=_check_ins(match),
        may_read_check_ins=may_read(match),
        events=events,
        names=get_names_of_actors(session, events),
        letters=list_letters_of_match(session, match_id),
    )


@blueprint.get("/matches/<int:match_id>/agreement-<any(sv,en):in_language>.pdf")
def matches_agreement(match_id: int, in_language: str) -> ResponseReturnValue:
    """Give the agreement of a placed match as a PDF, in either language."""
    return agreement_of(get_match(session, match_id), in_language)


@blueprint.post("/matches/<int:match_id>/offer")
def matches_offer(match_id: int) -> ResponseReturnValue:
    """Send the letters of a confirmed match now, without waiting for the time to undo."""
    match = get_match(session, match_id)
    matches.offer_match(session, match, by=current_actor(), at=now(), policy=policy())
    flash(_("Offered. Letters go to both, and the reply time has begun."))
    return _to(match)


@blueprint.route(
    "/matches/<int:match_id>/answer/<any(student,employer):side>", methods=["GET", "POST"]
)
def matches_answer(match_id: int, side: str) -> ResponseReturnValue:
    """Write down what a side answered on the phone or in a letter."""
    match, who = get_match(session, match_id), Side(side)
    form = AnswerForm(REASONS_OF[who])
    if not form.validate_on_submit():
        return show("coordinators/matches/answer.html", form=form, match=match, side=who)
    by = current_actor(for_role=Role(side))
    answers.answer(session, match, who, form.says_yes, by=by, at=now(), **form.why())
    flash(_("The answer is written down, with your name and theirs."))
    return _to(match)


@blueprint.post("/matches/<int:match_id>/meet")
def matches_meet(match_id: int) -> ResponseReturnValue:
    """Note that the employer wants to meet first, as it said on the phone."""
    match = get_match(session, match_id)
    by = current_actor(for_role=Role.EMPLOYER)
    answers.ask_to_meet(session, match, by=by, at=now(), policy=policy())
    flash(_("Both have each other’s contacts now, and more time to answer."))
    return _to(match)


@blueprint.route("/matches/<int:match_id>/withdraw", methods=["GET", "POST"])
def matches_withdraw(match_id: int) -> ResponseReturnValue:
    """Take a match back before it is placed."""
    match, form = get_match(session, match_id), ReasonForm(REASONS_TO_WITHDRAW)
    if not form.validate_on_submit():
        return show("coordinators/matches/withdraw.html", form=form, match=match)
    matches.withdraw(session, match, by=current_actor(), at=now(), **form.why())
    flash(_("Withdrawn. Those who knew of the match are told."))
    return _to(match)


@blueprint.route("/matches/<int:match_id>/place", methods=["GET", "POST"])
def matches_place(match_id: int) -> ResponseReturnValue:
    """Note when a student starts, and who looks after them."""
    match = get_match(session, match_id)
    form = PlaceForm(
        is_thesis=match.kind is Kind.THESIS,
        starts_on=match.asked_offer.starts_on,
        ends_on=match.asked_offer.ends_on,
        supervisor=match.asked_offer.mentor_name,
    )
    if not form.validate_on_submit():
        return show("coordinators/matches/place.html", form=form, match=match)
    told = {name: value for name, value in form.data.items() if name != "csrf_token"}
    placements.place(session, match, by=current_actor(), at=now(), **told)
    flash(_("Placed. Both get a letter with the dates."))
    return _to(match)


@blueprint.route("/matches/<int:match_id>/interrupt", methods=["GET", "POST"])
def matches_interrupt(match_id: int) -> ResponseReturnValue:
    """Note that a placement ended early."""
    match, form = get_match(session, match_id), InterruptForm(REASONS_TO_INTERRUPT)
    if not form.validate_on_submit():
        return show("coordinators/matches/interrupt.html", form=form, match=match)
    by = current_actor()
    placements.interrupt(session, match, on=form.on.data, by=by, at=now(), **form.why())
    flash(_("Interrupted. The student now tops the work list."))
    return _to(match)


@blueprint.post("/matches/<int:match_id>/complete")
def matches_complete(match_id: int) -> ResponseReturnValue:
    """Note that a placement was carried through."""
    match = get_match(session, match_id)
    placements.complete(session, match, by=current_actor(), at=now())
    flash(_("Completed. Both are asked for a short evaluation."))
    return _to(match)


def _check_ins(match: Match) -> list[tuple[Side, CheckIn | None]]:
    """Give what each side has told of how it goes, or that it has not."""
    told = {each.side: each for each in list_check_ins_of_match(session, match.id)}
    return [(side, told.get(side)) for side in Side]


def _to(match: Match) -> ResponseReturnValue:
    return redirect(url_for("coordinators.matches_show", match_id=match.id), 303)


def _explanation(match: Match) -> Explanation | None:
    """Give the reasons of the suggestion that the match was made from; none for a pair by hand."""
    if match.suggestion is None:
        return None
    return explain_all(session, [match.suggestion], language())[match.suggestion.id]
