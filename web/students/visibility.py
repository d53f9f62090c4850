"""Who at employers may read the student's profile, with a preview of what they read."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.profiles import set_visibility
from models.queries.sight import is_listed
from models.words import Visibility
from web.access import current_actor
from web.candidates import preview_of
from web.clock import now
from web.meanwhile import both_versions
from web.pages import show
from web.session import session
from web.students.blueprint import students
from web.students.own import begin_own_student, find_own_student, unwritten_student
from web.students.visibility_forms import VisibilityForm


@students.route("/visibility", methods=["GET", "POST"])
def visibility_choose() -> ResponseReturnValue:
    """Ask who may read the profile, and show what they read of it."""
    student = find_own_student() or unwritten_student()
    form = VisibilityForm.of(student)
    if not form.validate_on_submit():
        return show(
            "students/visibility/choose.html",
            form=form,
            student=student,
            preview=preview_of(student, Visibility.ALL),
            is_listed=is_listed(student),
        )
    if form.conflicts():
        return both_versions(form, ("student", student.id))
    set_visibility(session, begin_own_student(), form.chosen, by=current_actor(), at=now())
    flash(_("Saved. It counts from this moment."), "success")
    return redirect(url_for("students.visibility_choose"), 303)
