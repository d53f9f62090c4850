"""The one whom a student seeks a thesis together with: invited by a code, joined, parted from."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations import teams as operations
from models.queries.teams import find_partner, find_team_of, is_code_of_another
from web.access import current_actor
from web.clock import now
from web.pages import show
from web.session import session
from web.students.blueprint import students
from web.students.limits import typed_codes
from web.students.own import find_own_student, own_student
from web.students.team_forms import CodeForm

LONGEST_CODE = 20


@students.get("/team")
def teams_show() -> ResponseReturnValue:
    """Show who it is, or the code to give away, and ask for one that was got, by a link too."""
    form = _form()
    # A link that was sent fills the code in; nobody is in a team before the button is pressed.
    form.code.data = request.args.get("code", "")[:LONGEST_CODE]
    return _show(form)


@students.post("/team/invite")
def teams_invite() -> ResponseReturnValue:
    """Make a code to give away."""
    operations.invite(session, own_student(), by=current_actor(), at=now())
    flash(_("Give the code to the one you want to work with."), "success")
    return redirect(url_for("students.teams_show"), 303)


@students.post("/team/join")
@typed_codes
def teams_join() -> ResponseReturnValue:
    """Join by a code."""
    form, by = _form(), current_actor()
    if not form.validate_on_submit():
        return _show(form)
    operations.join(session, own_student(), form.code.data, by=by, at=now())
    flash(_("You two seek a thesis together from now on."), "success")
    return redirect(url_for("students.teams_show"), 303)


@students.post("/team/part")
def teams_part() -> ResponseReturnValue:
    """End it, or take the code back."""
    operations.part(session, own_student(), by=current_actor(), at=now())
    flash(_("You seek a thesis by yourself from now on."), "success")
    return redirect(url_for("students.teams_show"), 303)


def _form() -> CodeForm:
    student, at = find_own_student(), now()
    student_id = student.id if student else 0
    return CodeForm(lambda code: is_code_of_another(session, code, student_id, at))


def _show(form: CodeForm) -> ResponseReturnValue:
    student = find_own_student()
    return show(
        "students/teams/show.html",
        form=form,
        student=student,
        team=find_team_of(session, student.id) if student else None,
        partner=find_partner(session, student.id) if student else None,
    )
