"""Ideas of students: read by a coordinator before any employer does."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.ideas import Idea
from models.operations import ideas as operations
from models.queries.ideas import get_idea
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.review_forms import SendBackForm
from web.numbers import sent_number
from web.pages import show
from web.session import session


@blueprint.get("/ideas/<int:idea_id>")
def ideas_show(idea_id: int) -> ResponseReturnValue:
    """Show an idea as employers would read it."""
    return show(
        "coordinators/ideas/show.html", form=SendBackForm(), idea=get_idea(session, idea_id)
    )


@blueprint.post("/ideas/<int:idea_id>/publish")
def ideas_publish(idea_id: int) -> ResponseReturnValue:
    """Let verified employers read it."""
    idea, seen = get_idea(session, idea_id), sent_number("version") or 0
    operations.publish_idea(session, idea, seen=seen, by=current_actor(), at=now())
    return _to(idea, _("Published. Verified employers can read it."))


@blueprint.post("/ideas/<int:idea_id>/send-back")
def ideas_send_back(idea_id: int) -> ResponseReturnValue:
    """Send it back with a comment."""
    idea, form = get_idea(session, idea_id), SendBackForm()
    if not form.validate_on_submit():
        return show("coordinators/ideas/show.html", form=form, idea=idea)
    by, comment = current_actor(), form.comment.data
    operations.send_back_idea(session, idea, comment=comment, by=by, at=now())
    return _to(idea, _("Sent back. The student gets a letter."))


@blueprint.post("/ideas/<int:idea_id>/withdraw")
def ideas_withdraw(idea_id: int) -> ResponseReturnValue:
    """Take it off the list, as when a student asks for it on the phone."""
    idea = get_idea(session, idea_id)
    operations.withdraw_idea(session, idea, by=current_actor(), at=now())
    return _to(idea, _("Taken off the list."))


def _to(idea: Idea, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("coordinators.ideas_show", idea_id=idea.id), 303)
