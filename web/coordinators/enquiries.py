"""Employers who are interested in a student: looked at by a coordinator."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.enquiries import settle
from models.operations.profiles import set_visibility
from models.queries.enquiries import get_enquiry
from models.queries.students import get_student
from models.words import Role
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.student_page import show_student
from web.meanwhile import both_versions
from web.session import session
from web.students.visibility_forms import VisibilityForm


@blueprint.post("/enquiries/<int:enquiry_id>/settle")
def enquiries_settle(enquiry_id: int) -> ResponseReturnValue:
    """Note that it was looked at."""
    enquiry = get_enquiry(session, enquiry_id)
    settle(session, enquiry, by=current_actor(), at=now())
    flash(_("Noted. It waits in the work list no more."), "success")
    return redirect(url_for("coordinators.students_show", student_id=enquiry.student_id), 303)


@blueprint.post("/students/<int:student_id>/show-to")
def students_show_to(student_id: int) -> ResponseReturnValue:
    """Note whom a student lets read the profile, as they said on the phone."""
    student = get_student(session, student_id)
    form = VisibilityForm.of(student)
    if not form.validate_on_submit():
        return show_student(student)
    if form.conflicts():
        return both_versions(form, ("student", student_id))
    by = current_actor(for_role=Role.STUDENT)
    set_visibility(session, student, form.chosen, by=by, at=now())
    flash(_("Saved. It counts from this moment."), "success")
    return redirect(url_for("coordinators.students_show", student_id=student_id), 303)
