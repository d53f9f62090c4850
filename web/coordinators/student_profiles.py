"""Profiles that a coordinator writes for somebody on the phone, by the student's own steps."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations import students as operations
from models.operations.profiles import edit_student
from models.people import Account, Student
from models.queries.accounts import find_account
from models.queries.students import get_student
from models.words import Language, Role
from web.access import current_actor
from web.clock import now
from web.config import policy
from web.coordinators.blueprint import blueprint
from web.coordinators.student_forms import PhoneStudentForm
from web.pages import show
from web.session import session
from web.students.profile_steps import REVIEW, take_step

# What the form of a new student has asked already is not asked again.
AFTER_THE_FORM = "studies"


@blueprint.route("/students/new", methods=["GET", "POST"])
def students_new() -> ResponseReturnValue:
    """Begin a profile for somebody who phones."""
    form = PhoneStudentForm()
    if not form.validate_on_submit():
        return show("coordinators/students/new.html", form=form)
    student = _register(form)
    flash(_("Registered as student %(number)s.", number=student.number), "success")
    return redirect(step_address(student, AFTER_THE_FORM), 303)


@blueprint.route("/students/<int:student_id>/profile/<step>", methods=["GET", "POST"])
def students_profile_edit(student_id: int, step: str) -> ResponseReturnValue:
    """Ask one thing at a time, as the student would be asked."""
    student = get_student(session, student_id)
    return take_step(
        step,
        student,
        by=current_actor(for_role=Role.STUDENT),
        address=lambda name: step_address(student, name),
        template="coordinators/students/step.html",
    )


def step_address(student: Student, name: str) -> str:
    """Give the address of a step of a student's profile; it is looked through on their page."""
    if name == REVIEW:
        return url_for("coordinators.students_show", student_id=student.id)
    return url_for("coordinators.students_profile_edit", student_id=student.id, step=name)


def _register(form: PhoneStudentForm) -> Student:
    by, at = current_actor(for_role=Role.STUDENT), now()
    student = operations.register_student(
        session,
        email=form.email.data,
        name=form.name.data,
        language=Language(form.language.data),
        account=_account_of(form.email.data),
        by=by,
        at=at,
        policy=policy(),
    )
    told = {"phone": form.phone.data, "is_adult": form.is_adult.data}
    edit_student(session, student, by=by, at=at, **told)
    return student


def _account_of(email: str) -> Account | None:
    """Give the account of a student who signed up before and has not begun a profile."""
    account = find_account(session, email)
    is_students = account is not None and Role.STUDENT in account.role_names
    return account if account and is_students and account.confirmed_at else None
