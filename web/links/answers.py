"""A match behind a signed link: reading changes nothing, the buttons on the page answer."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.matches import Match
from models.operations import answers
from models.queries.matches import get_match
from models.words import WORKS_IN, LinkPurpose, Side
from web.candidates import candidate_of, partner_shown
from web.clock import now
from web.config import policy
from web.employers.matches import said
from web.links.blueprint import blueprint, holder, opened
from web.match_forms import REASONS_OF_EMPLOYER, AnswerForm
from web.pages import show
from web.session import session
from web.timeline import steps_of


@blueprint.get("/a/<token>")
def answer_show(token: str) -> ResponseReturnValue:
    """Show the candidate and where the match stands. Mail scanners open links: nothing changes."""
    link = opened(token, LinkPurpose.ANSWER)
    return _show(get_match(session, link.match_id), AnswerForm(REASONS_OF_EMPLOYER), token)


@blueprint.post("/a/<token>")
def answer_say(token: str) -> ResponseReturnValue:
    """Take the yes or no of whoever holds the link."""
    link, form = opened(token, LinkPurpose.ANSWER), AnswerForm(REASONS_OF_EMPLOYER)
    match = get_match(session, link.match_id)
    if not form.validate_on_submit():
        return _show(match, form, token)
    by = holder(link)
    answers.answer(session, match, Side.EMPLOYER, form.says_yes, by=by, at=now(), **form.why())
    flash(said(match, form.says_yes), "success")
    return _after(match, token)


@blueprint.post("/a/<token>/meet")
def answer_meet(token: str) -> ResponseReturnValue:
    """Share the contacts of both, since whoever holds the link wants to meet first."""
    link = opened(token, LinkPurpose.ANSWER)
    match = get_match(session, link.match_id)
    answers.ask_to_meet(session, match, by=holder(link), at=now(), policy=policy())
    flash(_("You have each other’s contacts now, and more time to answer."), "success")
    return _after(match, token)


@blueprint.get("/m/<token>")
def follow(token: str) -> ResponseReturnValue:
    """Show an agreed match: who it is, how they are reached, and what comes next."""
    link = opened(token, LinkPurpose.FOLLOW)
    return _show(get_match(session, link.match_id), AnswerForm(REASONS_OF_EMPLOYER), token)


@blueprint.get("/answered")
def answered() -> ResponseReturnValue:
    """Thank for an answer by which the link to give it has done its work."""
    return show("links/answers/answered.html")


def _show(match: Match, form: AnswerForm, token: str) -> ResponseReturnValue:
    return show(
        "links/answers/show.html",
        form=form,
        match=match,
        token=token,
        candidate=candidate_of(match),
        partner=partner_shown(match),
        steps=steps_of(match, as_side=Side.EMPLOYER),
        Side=Side,
    )


def _after(match: Match, token: str) -> ResponseReturnValue:
    """Lead back to the link while it works, else to where nothing of the match is told."""
    if match.state in WORKS_IN[LinkPurpose.ANSWER]:
        return redirect(url_for("links.answer_show", token=token), 303)
    return redirect(url_for("links.answered"), 303)
