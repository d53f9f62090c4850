"""The offers as a student reads them: with how each fits, and what the student says of it."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from models.operations import interests
from models.people import Student
from models.queries.fits import count_fits, get_fit, list_fits
from models.queries.matches import list_matches_of_student
from models.queries.offers import get_published_offer, list_places_of_published_offers
from models.queries.students import list_interests
from models.words import Choice, Kind, Remote
from web.access import current_actor
from web.addresses import own_address
from web.bridge.places import place_name
from web.clock import now, today
from web.lists import Page
from web.pages import show
from web.session import session
from web.students.blueprint import students
from web.students.fitting import explanations_of, seeks, why_no_offer
from web.students.offer_forms import InterestForm
from web.students.own import begin_own_student, find_own_student
from web.students.searches_in_words import ENOUGH, wanted_of_address

SAID: dict[Choice | None, LazyString] = {
    Choice.INTERESTED: _l("Noted: this interests you. The next matching takes it into account."),
    Choice.NOT_FOR_ME: _l("Noted: this is not for you. It will not be suggested to you."),
    None: _l("Taken back. The offer is as if you had said nothing of it."),
}


@students.get("/offers")
def offers_list() -> ResponseReturnValue:
    """Show what is open, what fits best first."""
    student, wanted = find_own_student(), wanted_of_address(request.args)
    page = Page.of_request(count_fits(session, student, wanted, on=today()))
    fits = list_fits(session, student, wanted, on=today(), limit=page.size, offset=page.offset)
    return show(
        "students/offers/list.html",
        page=page,
        fits=fits,
        wanted=wanted,
        asked=wanted.in_words(),
        explanations=explanations_of(fits),
        **_list_context(student),
    )


@students.get("/offers/<int:offer_id>")
def offers_show(offer_id: int) -> ResponseReturnValue:
    """Show one offer, how it fits, and ask what the student says of it."""
    return _show(offer_id, None)


@students.post("/offers/<int:offer_id>/interest")
def interest_say(offer_id: int) -> ResponseReturnValue:
    """Note that an offer interests the student, is not for them, or take that back."""
    form = InterestForm()
    if not form.validate_on_submit():
        return _show(offer_id, form)
    interests.choose(
        session,
        begin_own_student(),
        get_published_offer(session, offer_id),
        form.chosen,
        rank=form.rank.data,
        by=current_actor(),
        at=now(),
    )
    flash(SAID[form.chosen], "success")
    return redirect(_back(form, offer_id), 303)


def _list_context(student: Student | None) -> dict[str, Any]:
    """Give what the list shows beside the offers: what may be asked for, and what is known."""
    return {
        "student": student,
        "matched": _matched(student),
        "ranked": _ranked(student),
        "sought": {each.kind for each in student.seeking} if student else frozenset(),
        "here": request.full_path.rstrip("?"),
        "places": sorted(list_places_of_published_offers(session), key=place_name),
        "kinds": Kind,
        "choices": Choice,
        "remotes": Remote,
        "enough": ENOUGH,
    }


def _show(offer_id: int, form: InterestForm | None) -> ResponseReturnValue:
    offer, student = get_published_offer(session, offer_id), find_own_student()
    fit = get_fit(session, student, offer)
    return show(
        "students/offers/show.html",
        form=form,
        student=student,
        offer=offer,
        fit=fit,
        explanation=explanations_of([fit]).get(offer.id),
        is_sought=seeks(student, offer),
        why_none=why_no_offer(student, offer.kind) if student else (),
        match_id=_matched(student).get(offer_id),
        ranked=_ranked(student),
    )


def _ranked(student: Student | None) -> int:
    """Count the offers that interest the student: so many places has their order."""
    return len(list_interests(session, student.id, Choice.INTERESTED)) if student else 0


def _matched(student: Student | None) -> dict[int, int]:
    """Give the newest match that the student knows of, by the offer it is about."""
    known = list_matches_of_student(session, student.id) if student else []
    return {match.offer_id: match.id for match in reversed(known)}


def _back(form: InterestForm, offer_id: int) -> str:
    """Give the page that the button stood on: the list with its filters, or the offer."""
    here = url_for("students.offers_show", offer_id=offer_id)
    return f"{own_address(form.next.data)}#offer-{offer_id}" if form.next.data else here
