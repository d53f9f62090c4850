"""The gap between what is needed and who studies it, and drafts of activities against it."""

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.gaps import draft_from_gap
from models.queries.needs import list_needs_by_id
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.gap_drafts import evidence_of, words_of_draft
from web.gap_files import file_of
from web.gaps import Gap
from web.pages import show
from web.session import session


@blueprint.get("/gaps")
def gaps_show() -> ResponseReturnValue:
    """Show demand beside supply in pictures and tables, with a way from each to a draft."""
    return show("coordinators/gaps/show.html", gap=Gap.of(request.args))


@blueprint.get("/gaps.<ending>")
def gaps_file(ending: str) -> Response:
    """Give the tables that are shown as a file."""
    return file_of(Gap.of(request.args), ending)


@blueprint.post("/gaps/draft")
def gaps_draft() -> ResponseReturnValue:
    """Draft an activity from what is looked at, with its figures and its needs."""
    gap = Gap.of(request.form)
    needs = list_needs_by_id(session, gap.whole.needs)
    words, evidence = words_of_draft(gap), evidence_of(gap)
    activity = draft_from_gap(session, words, evidence, needs, by=current_actor(), at=now())
    flash(_("Drafted: %(title)s. The figures are kept with it.", title=activity.title), "success")
    return redirect(url_for("coordinators.activities_show", activity_id=activity.id), 303)
