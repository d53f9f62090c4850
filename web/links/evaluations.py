"""What an employer thought of a placement, told behind a signed link."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.placements import evaluate
from models.queries.evaluations import find_evaluation
from models.queries.matches import get_match
from models.words import LinkPurpose, Side
from web.clock import now
from web.links.blueprint import blueprint, holder, opened
from web.match_forms import EvaluationForm
from web.pages import show
from web.session import session


@blueprint.route("/e/<token>", methods=["GET", "POST"])
def evaluation(token: str) -> ResponseReturnValue:
    """Ask how it went, once; afterwards the page only says thank you."""
    link, form = opened(token, LinkPurpose.EVALUATE), EvaluationForm()
    match = get_match(session, link.match_id)
    told = find_evaluation(session, match.id, Side.EMPLOYER)
    if not form.validate_on_submit():
        return show("links/evaluations/show.html", form=form, match=match, told=told, token=token)
    answers = {"rating": int(form.rating.data), "would_again": form.would_again.data}
    words, by = form.words.data or "", holder(link)
    evaluate(session, match, Side.EMPLOYER, words=words, by=by, at=now(), **answers)
    flash(_("Thank you. It helps the next ones."), "success")
    return redirect(url_for("links.evaluation", token=token), 303)
