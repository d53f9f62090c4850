"""What employers changed since it was reviewed: shown beside what it was, let through or sent back.

Until then students read what a coordinator has seen.
"""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.changes import Change
from models.operations import changes as operations
from models.queries.changes import get_change
from models.queries.matches import list_open_of_offer
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.review_forms import SendBackForm
from web.coordinators.stakes import has_stake
from web.employers.wanted import differences_of
from web.numbers import sent_number
from web.pages import show
from web.session import session


@blueprint.get("/changes/<int:change_id>")
def changes_show(change_id: int) -> ResponseReturnValue:
    """Show what students read now and what the employer wants, field by field."""
    return _show(get_change(session, change_id), SendBackForm())


@blueprint.post("/changes/<int:change_id>/accept")
def changes_accept(change_id: int) -> ResponseReturnValue:
    """Let everybody read what was changed."""
    change, seen = get_change(session, change_id), sent_number("version") or 0
    operations.accept_change(session, change, seen=seen, by=current_actor(), at=now())
    return _to(change, _("Published. The employer gets a letter."))


@blueprint.post("/changes/<int:change_id>/send-back")
def changes_send_back(change_id: int) -> ResponseReturnValue:
    """Send the change back with what has to be mended; everything stays as it was."""
    change, form = get_change(session, change_id), SendBackForm()
    if not form.validate_on_submit():
        return _show(change, form)
    seen, by = sent_number("version") or 0, current_actor()
    operations.send_back_change(
        session, change, seen=seen, comment=form.comment.data, by=by, at=now()
    )
    return _to(change, _("Sent back. The employer gets a letter with your comment."))


def _show(change: Change, form: SendBackForm) -> ResponseReturnValue:
    matches = list_open_of_offer(session, change.offer.id) if change.offer else []
    return show(
        "coordinators/changes/show.html",
        form=form,
        change=change,
        differences=differences_of(change),
        has_stake=has_stake(change.whose),
        asked=[match for match in matches if match.offered_at],
    )


def _to(change: Change, words: str) -> ResponseReturnValue:
    flash(words, "success")
    if change.offer is not None:
        return redirect(url_for("coordinators.offers_show", offer_id=change.offer.id), 303)
    address = url_for("coordinators.employers_show", employer_id=change.whose.id)
    return redirect(address, 303)
