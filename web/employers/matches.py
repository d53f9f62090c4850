"""One match as the employer sees it: who it is about, where it stands, and what can be done."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.matches import Match
from models.moves import MOVES, moves_from
from models.operations import answers, matches, placements
from models.operations.guards import may_move
from models.queries.check_ins import find_check_in
from models.queries.evaluations import find_evaluation
from models.queries.matches import get_match
from models.words import Role, Side
from web.access import current_actor
from web.agreements import agreement_of
from web.candidates import candidate_of, partner_shown
from web.clock import now
from web.config import policy
from web.employers.blueprint import blueprint
from web.match_calendars import calendar_of, has_dates
from web.match_forms import (
    REASONS_OF_EMPLOYER,
    REASONS_TO_INTERRUPT,
    REASONS_TO_WITHDRAW,
    AnswerForm,
    EvaluationForm,
    InterruptForm,
    ReasonForm,
)
from web.pages import show
from web.session import session
from web.timeline import steps_of


@blueprint.get("/matches/<int:match_id>")
def matches_show(match_id: int) -> ResponseReturnValue:
    """Show the candidate, where the match stands, and the answer that is waited for."""
    return _show(get_match(session, match_id), AnswerForm(REASONS_OF_EMPLOYER))


@blueprint.get("/matches/<int:match_id>/calendar.ics")
def matches_calendar(match_id: int) -> ResponseReturnValue:
    """Give the dates of a match for a calendar."""
    match = get_match(session, match_id)
    page = url_for("employers.matches_show", match_id=match.id, _external=True)
    return calendar_of(match, Side.EMPLOYER, page)


@blueprint.get("/matches/<int:match_id>/agreement-<any(sv,en):in_language>.pdf")
def matches_agreement(match_id: int, in_language: str) -> ResponseReturnValue:
    """Give the agreement of a placed match as a PDF, in either language."""
    return agreement_of(get_match(session, match_id), in_language)


@blueprint.post("/matches/<int:match_id>/answer")
def matches_answer(match_id: int) -> ResponseReturnValue:
    """Take the employer's yes or no."""
    match, form = get_match(session, match_id), AnswerForm(REASONS_OF_EMPLOYER)
    if not form.validate_on_submit():
        return _show(match, form)
    by = current_actor()
    answers.answer(session, match, Side.EMPLOYER, form.says_yes, by=by, at=now(), **form.why())
    return _to(match, said(match, form.says_yes))


@blueprint.post("/matches/<int:match_id>/meet")
def matches_meet(match_id: int) -> ResponseReturnValue:
    """Share the contacts of both, since the employer wants to meet first."""
    match = get_match(session, match_id)
    answers.ask_to_meet(session, match, by=current_actor(), at=now(), policy=policy())
    return _to(match, _("You have each other’s contacts now, and more time to answer."))


@blueprint.route("/matches/<int:match_id>/withdraw", methods=["GET", "POST"])
def matches_withdraw(match_id: int) -> ResponseReturnValue:
    """Take the match back before the student has begun."""
    match, form = get_match(session, match_id), ReasonForm(REASONS_TO_WITHDRAW)
    may_move(MOVES, "match", "withdraw", match.state, current_actor())
    if not form.validate_on_submit():
        return show("employers/matches/withdraw.html", form=form, match=match)
    matches.withdraw(session, match, by=current_actor(), at=now(), **form.why())
    return _to(match, _("Withdrawn. The student is told."))


@blueprint.route("/matches/<int:match_id>/interrupt", methods=["GET", "POST"])
def matches_interrupt(match_id: int) -> ResponseReturnValue:
    """Tell that the placement ended early."""
    match, form = get_match(session, match_id), InterruptForm(REASONS_TO_INTERRUPT)
    by = current_actor()
    may_move(MOVES, "match", "interrupt", match.state, by)
    if not form.validate_on_submit():
        return show("employers/matches/interrupt.html", form=form, match=match)
    placements.interrupt(session, match, on=form.on.data, by=by, at=now(), **form.why())
    return _to(match, _("Thank you for telling. The student and the working group are told."))


@blueprint.post("/matches/<int:match_id>/complete")
def matches_complete(match_id: int) -> ResponseReturnValue:
    """Tell that the placement was carried through."""
    match = get_match(session, match_id)
    placements.complete(session, match, by=current_actor(), at=now())
    flash(_("Well done, both of you."), "success")
    return redirect(url_for("employers.matches_evaluate", match_id=match_id), 303)


@blueprint.route("/matches/<int:match_id>/evaluate", methods=["GET", "POST"])
def matches_evaluate(match_id: int) -> ResponseReturnValue:
    """Ask what the employer thought of it, once."""
    match, form = get_match(session, match_id), EvaluationForm()
    told = find_evaluation(session, match_id, Side.EMPLOYER)
    if not form.validate_on_submit():
        return show("employers/matches/evaluate.html", form=form, match=match, told=told)
    placements.evaluate(
        session,
        match,
        Side.EMPLOYER,
        rating=int(form.rating.data),
        would_again=form.would_again.data,
        words=form.words.data or "",
        by=current_actor(),
        at=now(),
    )
    return _to(match, _("Thank you. It helps the next ones."))


def said(match: Match, says_yes: bool) -> str:
    """Say what an answer has brought about."""
    if not says_yes:
        return str(_("Thank you for telling. The working group looks for another candidate."))
    if match.agreed_at is not None:
        return str(_("Both of you have said yes. The place is taken."))
    return str(_("Thank you. Now we wait for the student’s answer."))


def _show(match: Match, form: AnswerForm) -> ResponseReturnValue:
    return show(
        "employers/matches/show.html",
        form=form,
        match=match,
        candidate=candidate_of(match),
        partner=partner_shown(match),
        moves=[move.verb for move in moves_from(MOVES, match.state, Role.EMPLOYER)],
        steps=steps_of(match, as_side=Side.EMPLOYER),
        has_dates=has_dates(match, Side.EMPLOYER),
        told=find_evaluation(session, match.id, Side.EMPLOYER),
        check_in=find_check_in(session, match.id, Side.EMPLOYER),
        Side=Side,
    )


def _to(match: Match, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("employers.matches_show", match_id=match.id), 303)
