"""Courses as the working group sees them: taken over, connected, and who waits for them."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from models.courses import Course
from models.operations.courses import CHANGED, NEW, RETIRED, connect_course, renew_courses
from models.queries.activities import get_activity, list_activities
from models.queries.courses import (
    count_courses,
    count_interested,
    get_course,
    list_courses,
)
from models.queries.employers import get_employer, list_employers
from models.words import CourseForm, EmployerState
from web.access import current_actor
from web.clock import now, today
from web.coordinators.blueprint import blueprint
from web.coordinators.course_forms import ConnectForm, CourseFileForm
from web.lists import Page
from web.meanwhile import both_versions
from web.pages import show
from web.public.courses import asked_of_courses
from web.session import session, write_from_here
from web.uploads.words import in_words

FORMS = tuple(CourseForm)
MOST_EMPLOYERS = 500


@blueprint.get("/courses")
def courses_list() -> ResponseReturnValue:
    """List every course, retired ones too, with how many are interested."""
    asked = asked_of_courses(FORMS)
    page = Page.of_request(count_courses(session, **asked))
    found = list_courses(session, **asked, ahead_of=today(), limit=page.size, offset=page.offset)
    counts = count_interested(session, [course.id for course in found])
    return show(
        "coordinators/courses/list.html", courses=found, page=page, counts=counts, forms=FORMS,
        **asked,
    )  # fmt: skip


@blueprint.get("/courses/<int:course_id>")
def courses_show(course_id: int) -> ResponseReturnValue:
    """Show a course: what is known of it, what it teaches, who waits for it."""
    course = get_course(session, course_id)
    return _show(course, _connect_form(course))


@blueprint.post("/courses/<int:course_id>/connect")
def courses_connect(course_id: int) -> ResponseReturnValue:
    """Say which activity a course is part of, and who has ordered it."""
    course = get_course(session, course_id)
    form = _connect_form(course)
    if not form.validate_on_submit():
        return _show(course, form)
    if form.conflicts():
        return both_versions(form, ("course", course_id))
    activity = get_activity(session, int(form.activity.data)) if form.activity.data else None
    employer = get_employer(session, int(form.employer.data)) if form.employer.data else None
    connect_course(
        session, course, activity=activity, employer=employer, by=current_actor(), at=now()
    )
    flash(_("Kept."), "success")
    return redirect(url_for("coordinators.courses_show", course_id=course_id), 303)


@blueprint.route("/courses/import", methods=["GET", "POST"])
def courses_import() -> ResponseReturnValue:
    """Take a file of courses over, all of it or nothing."""
    form = CourseFileForm()
    if not form.validate_on_submit():
        return show("coordinators/courses/import.html", form=form, in_words=in_words)
    write_from_here()
    done = renew_courses(session, form.called, form.courses, by=current_actor(), at=now())
    flash(
        _(
            "Taken over: %(new)s new, %(changed)s changed, %(retired)s retired.",
            new=done[NEW], changed=done[CHANGED], retired=done[RETIRED],
        ),
        "success",
    )  # fmt: skip
    return redirect(url_for("coordinators.courses_list"), 303)


def _connect_form(course: Course) -> ConnectForm:
    is_ordered = course.form is CourseForm.COMMISSIONED
    employers = (
        list_employers(session, state=EmployerState.VERIFIED, limit=MOST_EMPLOYERS)
        if is_ordered
        else ()
    )
    legal = [each for each in employers if not each.is_sole_trader]
    return ConnectForm(course, list_activities(session), legal)


def _show(course: Course, form: ConnectForm) -> ResponseReturnValue:
    count = count_interested(session, [course.id]).get(course.id, 0)
    words = ngettext("%(num)d resident is interested", "%(num)d residents are interested", count)
    return show(
        "coordinators/courses/show.html", form=form, course=course, interested=words,
        is_ordered=course.form is CourseForm.COMMISSIONED,
    )  # fmt: skip
