"""A student's match: where it stands, the answer, and what follows it."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.matches import Match
from models.moves import MOVES, moves_from
from models.operations import answers, matches, placements
from models.queries.check_ins import find_check_in
from models.queries.matches import get_match
from models.queries.teams import find_partner_match
from models.words import MatchState, Role, Side
from web.access import current_actor
from web.agreements import agreement_of
from web.bridge.reasons import NOT_FOR_STUDENTS
from web.bridge.suggestions import explain_all
from web.clock import now
from web.languages import choose
from web.match_calendars import calendar_of, has_dates
from web.match_forms import (
    NO,
    REASONS_OF_STUDENT,
    REASONS_TO_INTERRUPT,
    REASONS_TO_WITHDRAW,
    YES,
    AnswerForm,
    EvaluationForm,
    InterruptForm,
    ReasonForm,
)
from web.pages import show
from web.session import session
from web.students.blueprint import students
from web.students.next_things import tells_evaluation
from web.timeline import steps_of, waits_for

# How a match that came to nothing is told of.
ENDINGS: dict[str, LazyString] = {
    MatchState.DECLINED.value: _l("It did not become anything this time."),
    MatchState.EXPIRED.value: _l("The time to answer ran out before both had said yes."),
    MatchState.FILLED.value: _l(
        "The last place went to another student. Thank you for your interest; the working group"
        " keeps looking with you in mind."
    ),
    MatchState.WITHDRAWN.value: _l("The match was withdrawn."),
}


@students.get("/matches/<int:match_id>")
def matches_show(match_id: int) -> ResponseReturnValue:
    """Show where a match stands, for whom it waits and until when."""
    match = get_match(session, match_id)
    return show("students/matches/show.html", **_context(match, AnswerForm(REASONS_OF_STUDENT)))


@students.get("/matches/<int:match_id>/calendar.ics")
def matches_calendar(match_id: int) -> ResponseReturnValue:
    """Give the dates of a match for a calendar."""
    match = get_match(session, match_id)
    page = url_for("students.matches_show", match_id=match.id, _external=True)
    return calendar_of(match, Side.STUDENT, page)


@students.get("/matches/<int:match_id>/agreement-<any(sv,en):in_language>.pdf")
def matches_agreement(match_id: int, in_language: str) -> ResponseReturnValue:
    """Give the agreement of a placed match as a PDF, in either language."""
    return agreement_of(get_match(session, match_id), in_language)


@students.post("/matches/<int:match_id>/answer")
def matches_answer(match_id: int) -> ResponseReturnValue:
    """Take the student's yes, or no with its reason."""
    match, form = get_match(session, match_id), AnswerForm(REASONS_OF_STUDENT)
    if not form.validate_on_submit():
        return show("students/matches/show.html", form=form, **_context(match, form))
    by = current_actor()
    answers.answer(session, match, Side.STUDENT, form.says_yes, by=by, at=now(), **form.why())
    flash(_answered(match, form.says_yes), "success")
    return _to(match)


@students.route("/matches/<int:match_id>/withdraw", methods=["GET", "POST"])
def matches_withdraw(match_id: int) -> ResponseReturnValue:
    """Say what follows from withdrawing; withdraw with a reason."""
    match, form = get_match(session, match_id), ReasonForm(REASONS_TO_WITHDRAW)
    if not form.validate_on_submit():
        return show("students/matches/withdraw.html", form=form, match=match, may=_may(match))
    matches.withdraw(session, match, by=current_actor(), at=now(), **form.why())
    flash(_("You have withdrawn. The employer gets a letter about it."), "success")
    return _to(match)


@students.route("/matches/<int:match_id>/interrupt", methods=["GET", "POST"])
def matches_interrupt(match_id: int) -> ResponseReturnValue:
    """Note that the student stopped early."""
    match, form = get_match(session, match_id), InterruptForm(REASONS_TO_INTERRUPT)
    if not form.validate_on_submit():
        return show("students/matches/interrupt.html", form=form, match=match, may=_may(match))
    by, on = current_actor(), form.on.data
    placements.interrupt(session, match, on=on, by=by, at=now(), **form.why())
    flash(_("Noted. The working group gets in touch with you."), "success")
    return _to(match)


@students.route("/matches/<int:match_id>/evaluate", methods=["GET", "POST"])
def matches_evaluate(match_id: int) -> ResponseReturnValue:
    """Ask how a completed placement was."""
    match, form = get_match(session, match_id), EvaluationForm()
    if not form.validate_on_submit():
        return show("students/matches/evaluate.html", form=form, **_context(match))
    placements.evaluate(
        session,
        match,
        Side.STUDENT,
        rating=int(form.rating.data),
        would_again=form.would_again.data,
        words=form.words.data or "",
        by=current_actor(),
        at=now(),
    )
    flash(_("Thank you. It helps the next student."), "success")
    return _to(match)


def _context(match: Match, form: AnswerForm | None = None) -> dict[str, Any]:
    found = [match.suggestion] if match.suggestion else []
    explained = explain_all(session, found, language=choose(), without=NOT_FOR_STUDENTS)
    return {
        "match": match,
        "answer_form": form,
        "steps": steps_of(match, as_side=Side.STUDENT),
        "waits": waits_for(match, Side.STUDENT),
        "has_dates": has_dates(match, Side.STUDENT),
        "explanation": explained.get(match.suggestion_id) if match.suggestion_id else None,
        "answer": match.answer_of(Side.STUDENT),
        "their_answer": match.answer_of(Side.EMPLOYER),
        # What is confirmed but not offered yet is not the student's to know of.
        "competing": [each for each in answers.competing(session, match) if each.offered_at],
        "contact": (match.offer.contact if match.shares_contacts else None),
        "may": _may(match),
        "told": tells_evaluation(match),
        "check_in": find_check_in(session, match.id, Side.STUDENT),
        "partner": find_partner_match(session, match.id),
        "endings": ENDINGS,
        "YES": YES,
        "NO": NO,
    }


def _may(match: Match) -> frozenset[str]:
    """Name the moves that the student can make from here."""
    return frozenset(move.verb for move in moves_from(MOVES, match.state, Role.STUDENT))


def _answered(match: Match, says_yes: bool) -> LazyString:
    if not says_yes:
        return _l("You said no. The employer gets a letter, and we look for something else.")
    if match.agreed_at is not None:
        return _l("You both said yes: the place is yours. You see how to reach each other below.")
    return _l("You said yes. Now it waits for the employer; you get a letter when they answer.")


def _to(match: Match) -> ResponseReturnValue:
    return redirect(url_for("students.matches_show", match_id=match.id), 303)
