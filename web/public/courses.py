"""The courses that residents may apply for, and who is interested."""

from datetime import date
from typing import TypedDict

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from models.courses import Course
from models.operations.residents import show_interest
from models.queries.courses import (
    count_courses,
    get_open_course,
    list_courses,
    list_places_of_courses,
)
from models.words import CourseForm, Language
from web.accounts.limits import asked_letters
from web.bridge.places import place_name
from web.clock import now, today
from web.days_asked import asked_day
from web.languages import choose
from web.lists import Page
from web.pages import show
from web.plain_text import plain
from web.public.blueprint import blueprint
from web.resident_fields import AddressForm
from web.session import session

FORMS = (CourseForm.DISTANCE, CourseForm.BLENDED, CourseForm.CAMPUS)


class Asked(TypedDict):
    """What a list of courses is asked for."""

    words: str
    form: CourseForm | None
    place: str
    starts_from: date | None


@blueprint.get("/courses")
def courses_list() -> ResponseReturnValue:
    """Show what one can still apply for, by what the address asks for."""
    asked = asked_of_courses()
    page = Page.of_request(count_courses(session, **asked, on=today()))
    found = list_courses(session, **asked, on=today(), limit=page.size, offset=page.offset)
    places = sorted(list_places_of_courses(session), key=place_name)
    return show(
        "public/courses/list.html", courses=found, page=page, forms=FORMS, places=places, **asked
    )


@blueprint.get("/courses/<int:course_id>")
def courses_show(course_id: int) -> ResponseReturnValue:
    """Show one course."""
    return _show(get_open_course(session, course_id), AddressForm())


@blueprint.post("/courses/<int:course_id>/interest")
@asked_letters
def courses_interest(course_id: int) -> ResponseReturnValue:
    """Send the link by which an interest is confirmed."""
    course, form = get_open_course(session, course_id), AddressForm()
    if not form.validate_on_submit():
        return _show(course, form)
    show_interest(session, course, form.email.data or "", Language(choose()), at=now())
    return redirect(url_for("public.residents_asked"), 303)


def asked_of_courses(forms: tuple[CourseForm, ...] = FORMS) -> Asked:
    """Give what the address of a list of courses asks for; what is no choice is not asked for."""
    form = plain(request.args.get("form"))
    return {
        "words": plain(request.args.get("words"))[:80],
        "form": CourseForm(form) if form in forms else None,
        "place": plain(request.args.get("place"))[:4],
        "starts_from": asked_day("starts_from"),
    }


def _show(course: Course, form: AddressForm) -> ResponseReturnValue:
    is_open = course.takes_applications(today())
    return show("public/courses/show.html", form=form, course=course, is_open=is_open)
