"""What the working group wants for pairs, with a reason; later runs of the round respect it."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.hints import give_hint, take_hint_back
from models.queries.hints import find_hint, get_hint, list_hints
from models.queries.offers import get_offer
from models.queries.rounds import get_round
from models.queries.students import get_student
from models.words import HintReason, HintWish
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.hint_forms import HintForm
from web.coordinators.pairs import address_of_pair, show_pair
from web.meanwhile import both_versions
from web.pages import show
from web.session import session


@blueprint.get("/rounds/<int:round_id>/hints")
def hints_list(round_id: int) -> ResponseReturnValue:
    """List what the working group has said of pairs in a round, by whom and when."""
    round_, hints = get_round(session, round_id), list_hints(session, round_id)
    return show("coordinators/hints/list.html", round=round_, hints=hints)


@blueprint.post("/rounds/<int:round_id>/pairs/<int:student_id>/<int:offer_id>/hint")
def hints_give(round_id: int, student_id: int, offer_id: int) -> ResponseReturnValue:
    """Say what the working group wants for a pair."""
    round_, student = get_round(session, round_id), get_student(session, student_id)
    offer = get_offer(session, offer_id)
    hint = find_hint(session, round_id, student_id, offer_id)
    form = HintForm.of(hint)
    if not form.validate():
        return show_pair(round_, student, offer, form=form)
    if form.conflicts():
        return both_versions(form, ("hint", hint.id if hint else 0))
    wish, reason = HintWish(form.wish.data), HintReason(form.reason.data)
    words, by = form.words.data or "", current_actor()
    give_hint(
        session, round_, student, offer, wish=wish, reason=reason, words=words, by=by, at=now()
    )
    flash(_("Noted. It counts from the next run of this round on."), "success")
    return back_to_pair(round_id, student_id, offer_id)


@blueprint.post("/hints/<int:hint_id>/take-back")
def hints_take_back(hint_id: int) -> ResponseReturnValue:
    """Take back what was said of a pair."""
    hint = get_hint(session, hint_id)
    pair = (hint.round_id, hint.student_id, hint.offer_id)
    take_hint_back(session, hint, by=current_actor(), at=now())
    flash(_("Taken back. The next run of this round knows nothing of it."), "success")
    return back_to_pair(*pair)


def back_to_pair(
    round_id: int, student_id: int, offer_id: int, anchor: str = "hint"
) -> ResponseReturnValue:
    """Lead back to the page from where a pair was acted on: the list, the review, or its own."""
    came_from = request.form.get("from", "")
    if came_from == "list":
        return redirect(url_for("coordinators.hints_list", round_id=round_id), 303)
    if came_from in {"review", "students"}:
        review = url_for(
            "coordinators.review",
            round_id=round_id,
            offer=offer_id,
            student=student_id,
            side="students" if came_from == "students" else None,
        )
        return redirect(f"{review}#{anchor}", 303)
    return redirect(f"{address_of_pair(round_id, student_id, offer_id)}#{anchor}", 303)
