"""Students as the working group sees them: by number in lists, whole on their own page."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from models.operations import students as operations
from models.people import Student
from models.queries.matches import list_open_of_student
from models.queries.students import count_students, get_student, list_students
from models.words import ProfileState, Role
from web.access import current_actor
from web.clock import now
from web.config import policy
from web.coordinators.blueprint import blueprint
from web.coordinators.filters_asked import asked_word, asked_words
from web.coordinators.student_page import show_student
from web.lists import Page
from web.numbers import asked_number
from web.pages import show
from web.session import session


@blueprint.get("/students")
def students_list() -> ResponseReturnValue:
    """List students by number, with names when somebody asks for them."""
    state, words = asked_word("state", ProfileState), asked_words()
    page = Page.of_request(count_students(session, state=state, words=words))
    found = list_students(session, state=state, words=words, limit=page.size, offset=page.offset)
    return show(
        "coordinators/students/list.html", students=found, page=page, state=state, words=words,
        shows_names="names" in request.args, states=ProfileState,
    )  # fmt: skip


@blueprint.get("/students/open")
def students_open() -> ResponseReturnValue:
    """Lead to a student's page by the number, which those in no list are found by too."""
    student = get_student(session, asked_number("number") or 0)
    return _to(student)


@blueprint.get("/students/<int:student_id>")
def students_show(student_id: int) -> ResponseReturnValue:
    """Show where a student stands, and all there is to know while they are on the phone."""
    return show_student(get_student(session, student_id))


@blueprint.post("/students/<int:student_id>/contacts")
def students_contacts(student_id: int) -> ResponseReturnValue:
    """Show how somebody with a protected identity is reached, and write down that it was asked."""
    student = get_student(session, student_id)
    operations.see_contacts(session, student, by=current_actor(), at=now())
    return show_student(student, shows_contacts=True)


@blueprint.post("/students/<int:student_id>/submit")
def students_submit(student_id: int) -> ResponseReturnValue:
    """Hand the profile in for the student."""
    student, by = get_student(session, student_id), current_actor(for_role=Role.STUDENT)
    operations.submit_profile(session, student, by=by, at=now(), policy=policy())
    flash(_("Handed in. The student is matched from the next run on."), "success")
    return _to(student)


@blueprint.post("/students/<int:student_id>/recognise")
def students_recognise(student_id: int) -> ResponseReturnValue:
    """Note that it was checked that they study."""
    student = get_student(session, student_id)
    operations.recognise_student(session, student, by=current_actor(), at=now())
    flash(_("Recognised as a student."), "success")
    return _to(student)


@blueprint.route("/students/<int:student_id>/leave", methods=["GET", "POST"])
def students_leave(student_id: int) -> ResponseReturnValue:
    """Take a student who asked for it out of the matching, after showing what follows."""
    student, form = get_student(session, student_id), FlaskForm()
    if not form.validate_on_submit():
        ends = list_open_of_student(session, student_id)
        return show("coordinators/students/leave.html", form=form, student=student, ends=ends)
    operations.leave(session, student, by=current_actor(for_role=Role.STUDENT), at=now())
    flash(_("The student has left. Employers who knew of a match are told."), "success")
    return _to(student)


@blueprint.post("/students/<int:student_id>/come-back")
def students_come_back(student_id: int) -> ResponseReturnValue:
    """Let a student who left take part again; the profile is handed in anew."""
    student = get_student(session, student_id)
    operations.come_back(session, student, by=current_actor(for_role=Role.STUDENT), at=now())
    flash(_("The profile is open again. Look it through together and hand it in."), "success")
    return _to(student)


@blueprint.post("/students/<int:student_id>/protect")
def students_protect(student_id: int) -> ResponseReturnValue:
    """Set or lift the mark of a protected identity."""
    student, is_set = get_student(session, student_id), request.form.get("protected") == "yes"
    operations.protect(session, student, is_set, by=current_actor(), at=now())
    flash(
        _("The identity is protected from now on.") if is_set else _("The mark is taken away."),
        "success",
    )
    return _to(student)


def _to(student: Student) -> ResponseReturnValue:
    return redirect(url_for("coordinators.students_show", student_id=student.id), 303)
