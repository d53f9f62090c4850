"""Employers as the working group sees them: verified, refused, paused, connected with people."""

from collections.abc import Callable
from functools import partial

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.employers import Employer
from models.moves import EMPLOYER_MOVES, moves_from
from models.operations import employers as operations
from models.operations.connections import connect
from models.queries.accounts import get_account
from models.queries.changes import find_change
from models.queries.connections import list_connections_asked
from models.queries.employers import count_employers, get_employer, list_employers
from models.queries.events import get_names_of_actors, list_events_of
from models.queries.matches import list_all_matches_of_employer
from models.queries.offers import list_offers_of_employer
from models.words import EmployerState, Kind, Role
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.filters_asked import asked_word, asked_words
from web.coordinators.stakes import has_stake
from web.lists import Page
from web.numbers import LARGEST, sent_number
from web.pages import show
from web.session import session


@blueprint.get("/employers")
def employers_list() -> ResponseReturnValue:
    """List employers in Swedish order."""
    state, words = asked_word("state", EmployerState), asked_words()
    page = Page.of_request(count_employers(session, state=state, words=words))
    found = list_employers(session, state=state, words=words, limit=page.size, offset=page.offset)
    return show(
        "coordinators/employers/list.html", employers=found, page=page, state=state, words=words,
        states=EmployerState,
    )  # fmt: skip


@blueprint.get("/employers/<int:employer_id>")
def employers_show(employer_id: int) -> ResponseReturnValue:
    """Show an employer: who it is, whom one reaches there, what it offers, what came of it."""
    employer = get_employer(session, employer_id)
    events = list_events_of(session, "employer", employer_id)
    return show(
        "coordinators/employers/show.html",
        employer=employer,
        change=find_change(session, employer),
        moves=[move.verb for move in moves_from(EMPLOYER_MOVES, employer.state, Role.COORDINATOR)],
        has_stake=has_stake(employer),
        connections=[one for one in list_connections_asked(session) if one.employer is employer],
        offers=list_offers_of_employer(session, employer_id),
        matches=list_all_matches_of_employer(session, employer_id),
        kinds=Kind,
        events=events,
        names=get_names_of_actors(session, events),
    )


@blueprint.post("/employers/<int:employer_id>/verify")
def employers_verify(employer_id: int) -> ResponseReturnValue:
    """Note that the employer is who it says it is."""
    return _move(
        employer_id,
        partial(operations.verify_employer, seen=sent_number("version")),
        _("Verified. Its offers can be published, and its contacts get a letter."),
    )


@blueprint.post("/employers/<int:employer_id>/refuse")
def employers_refuse(employer_id: int) -> ResponseReturnValue:
    """Do not accept the employer."""
    return _move(
        employer_id,
        operations.refuse_employer,
        _("Not accepted. Its contacts get a letter that says whom to ask."),
    )


@blueprint.post("/employers/<int:employer_id>/pause")
def employers_pause(employer_id: int) -> ResponseReturnValue:
    """Hide the employer's offers for a while."""
    return _move(employer_id, operations.pause_employer, _("Paused. Its offers are hidden."))


@blueprint.post("/employers/<int:employer_id>/resume")
def employers_resume(employer_id: int) -> ResponseReturnValue:
    """Let a paused employer's offers be seen again."""
    return _move(employer_id, operations.resume_employer, _("Resumed. Its offers are seen again."))


@blueprint.post("/employers/<int:employer_id>/connect")
def employers_connect(employer_id: int) -> ResponseReturnValue:
    """Let somebody who asked for it speak for the employer."""
    employer = get_employer(session, employer_id)
    asked = request.form.get("account", 0, type=int)
    account = get_account(session, asked if 0 < asked <= LARGEST else 0)
    connect(session, employer, account, by=current_actor(), at=now())
    flash(_("Connected. %(name)s can sign in and speak for it.", name=account.name), "success")
    return _to(employer)


def _move(employer_id: int, move: Callable[..., None], words: str) -> ResponseReturnValue:
    employer = get_employer(session, employer_id)
    move(session, employer, by=current_actor(), at=now())
    flash(words, "success")
    return _to(employer)


def _to(employer: Employer) -> ResponseReturnValue:
    return redirect(url_for("coordinators.employers_show", employer_id=employer.id), 303)
