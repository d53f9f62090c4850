"""What teachers ask for outside the events: read, and answered in words."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations import school_requests as operations
from models.queries.school_requests import get_school_request, list_school_requests
from models.schools import SchoolRequest
from web.access import current_actor
from web.clock import now
from web.config import policy
from web.coordinators.blueprint import blueprint
from web.coordinators.reason_forms import ReplyForm
from web.histories import history_of
from web.languages import choose
from web.pages import show
from web.school_forms import SchoolRequestOnThePhoneForm
from web.session import session


@blueprint.get("/events/requests")
def school_requests_list() -> ResponseReturnValue:
    """List the requests, the latest first."""
    found = list_school_requests(session)
    return show("coordinators/school_requests/list.html", requests=found)


@blueprint.get("/events/requests/<int:request_id>")
def school_requests_show(request_id: int) -> ResponseReturnValue:
    """Show a request, and where it is answered."""
    return _show(get_school_request(session, request_id), ReplyForm())


@blueprint.route("/events/requests/new", methods=["GET", "POST"])
def school_requests_new() -> ResponseReturnValue:
    """Write down what a teacher asks for on the phone."""
    form = SchoolRequestOnThePhoneForm()
    if not form.validate_on_submit():
        return show("coordinators/school_requests/new.html", form=form)
    words, by = form.words(choose()), current_actor()
    return _to(operations.ask_us(session, words, by=by, at=now(), policy=policy()), _("Kept."))


@blueprint.post("/events/requests/<int:request_id>/answer")
def school_requests_answer(request_id: int) -> ResponseReturnValue:
    """Answer; the teacher gets the words as a letter."""
    request, form = get_school_request(session, request_id), ReplyForm()
    if not form.validate_on_submit():
        return _show(request, form)
    answer = form.answer.data or ""
    operations.answer_request(session, request, answer=answer, by=current_actor(), at=now())
    return _to(request, _("Answered. The teacher gets your words as a letter."))


@blueprint.post("/events/requests/<int:request_id>/withdraw")
def school_requests_withdraw(request_id: int) -> ResponseReturnValue:
    """Take it back for the teacher."""
    request = get_school_request(session, request_id)
    operations.withdraw_request(session, request, by=current_actor(), at=now())
    return _to(request, _("The request is taken back."))


def _show(request: SchoolRequest, form: ReplyForm) -> ResponseReturnValue:
    told = history_of(("school request", request.id))
    return show("coordinators/school_requests/show.html", form=form, request_=request, told=told)


def _to(request: SchoolRequest, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("coordinators.school_requests_show", request_id=request.id), 303)
