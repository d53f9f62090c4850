"""The student's profile: written in steps, looked through, handed in, left and taken up again."""

from flask import current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations import students as operations
from models.operations.erasures import take_back
from models.queries.matches import list_open_of_student
from web.access import current_actor
from web.accounts.signing_in import own_account
from web.clock import now
from web.config import policy
from web.pages import show
from web.session import is_writing_request, session
from web.students.blueprint import students
from web.students.own import begin_own_student, find_own_student, own_student, unwritten_student
from web.students.profile_steps import (
    FIRST,
    REVIEW,
    context_of,
    list_missing,
    take_step,
)
from web.students.profile_summary import journey_of, languages_of, seeking_of, skills_of


@students.get("/profile")
def profile_show() -> ResponseReturnValue:
    """Show the whole profile, or its first step to somebody who has none."""
    student = find_own_student()
    return redirect(step_address(REVIEW if student else FIRST), 303)


@students.route("/profile/<step>", methods=["GET", "POST"])
def profile_edit(step: str) -> ResponseReturnValue:
    """Ask one thing at a time; each step is saved when it is left."""
    student = begin_own_student() if is_writing_request() else find_own_student()
    return take_step(step, student or unwritten_student(), by=current_actor(), address=step_address)


@students.get("/profile/review")
def profile_review() -> ResponseReturnValue:
    """Show who sees what of the profile, and what it lacks, before it is handed in."""
    student = find_own_student() or unwritten_student()
    return show(
        "students/profile/review.html",
        missing=list_missing(student),
        skill_pairs=skills_of(student),
        language_pairs=languages_of(student),
        seeking_pairs=seeking_of(student),
        journey=journey_of(student),
        is_let_in=policy().lets_in_other_universities or student.recognised_at is not None,
        university=current_app.config["UNIVERSITY"],
        **context_of(student, None, step_address),
    )


@students.post("/profile/submit")
def profile_submit() -> ResponseReturnValue:
    """Hand the profile in: from now on it is matched."""
    student = own_student()
    operations.submit_profile(session, student, by=current_actor(), at=now(), policy=policy())
    flash(_("Your profile is handed in. The working group looks at it from now on."), "success")
    return redirect(url_for("students.home"), 303)


@students.route("/profile/leave", methods=["GET", "POST"])
def profile_leave() -> ResponseReturnValue:
    """Say what follows from leaving; leave when the button is pressed."""
    student = own_student()
    if not is_writing_request():
        known = [each for each in list_open_of_student(session, student.id) if each.offered_at]
        return show("students/profile/leave.html", student=student, matches=known)
    operations.leave(session, student, by=current_actor(), at=now())
    flash(_("You have left the matching. Nobody at an employer sees your profile now."), "success")
    return redirect(url_for("students.home"), 303)


@students.post("/profile/come-back")
def profile_come_back() -> ResponseReturnValue:
    """Take the profile up again; it is handed in anew. Who does so does not ask to be erased."""
    student, by, at = own_student(), current_actor(), now()
    operations.come_back(session, student, by=by, at=at)
    take_back(session, own_account(), by=by, at=at)
    flash(_("Welcome back. Look your profile through and hand it in again."), "success")
    return redirect(step_address(REVIEW), 303)


def step_address(name: str) -> str:
    """Give the address of a step of one's own profile."""
    if name == REVIEW:
        return url_for("students.profile_review")
    return url_for("students.profile_edit", step=name)
