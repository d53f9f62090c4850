"""Wishes to be erased: what follows from each is listed before somebody carries it out."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations import erasures as operations
from models.queries.erasures import (
    get_erasure,
    list_erasures_to_decide,
    list_erasures_waiting,
    list_findings,
    list_letter_ids_about,
)
from models.queries.matches import list_open_of_student
from models.queries.personal import get_person
from web.access import current_actor
from web.admin.blueprint import blueprint
from web.clock import now, today
from web.config import policy
from web.keeping import kept_of, line_of
from web.letters.copies import forget_copies
from web.pages import show
from web.session import session


@blueprint.get("/erasures")
def erasures_list() -> ResponseReturnValue:
    """List the wishes that wait for an administrator, and those whose day is to come."""
    return show(
        "admin/erasures/list.html",
        waiting=list_erasures_to_decide(session, today()),
        later=list_erasures_waiting(session, today()),
        own_id=current_actor().account_id,
    )


@blueprint.get("/erasures/<int:erasure_id>")
def erasures_show(erasure_id: int) -> ResponseReturnValue:
    """Show what becomes of each class of records, and what follows for others."""
    erasure = get_erasure(session, erasure_id)
    person = get_person(session, erasure.account)
    found = list_findings(session, person, at=now(), policy=policy())
    return show(
        "admin/erasures/show.html",
        erasure=erasure,
        lines=[line_of(each) for each in found],
        kept=kept_of(erasure),
        matches=list_open_of_student(session, person.student_id or 0),
        has_profile=person.student_id is not None,
        is_own=erasure.account_id == current_actor().account_id,
    )


@blueprint.post("/erasures/<int:erasure_id>/carry-out")
def erasures_carry_out(erasure_id: int) -> ResponseReturnValue:
    """Erase what no rule keeps, and tell the person what is kept."""
    erasure = get_erasure(session, erasure_id)
    letters = list_letter_ids_about(session, get_person(session, erasure.account))
    kept = operations.carry_out(session, erasure, by=current_actor(), at=now(), policy=policy())
    forget_copies(letters)
    flash(
        _("What no rule keeps is erased. A letter says what is kept, and until when.")
        if kept
        else _("Everything is erased. A last letter says so."),
        "success",
    )
    return redirect(url_for("admin.erasures_show", erasure_id=erasure_id), 303)
