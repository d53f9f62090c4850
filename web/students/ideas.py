"""Ideas of the student's own: written, handed in, and taken back."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.ideas import Idea
from models.operations import ideas as operations
from models.queries.ideas import get_idea, list_ideas_of_student
from models.words import IdeaState
from web.access import current_actor
from web.clock import now, today
from web.languages import choose
from web.meanwhile import both_versions
from web.pages import show
from web.session import session
from web.students.blueprint import students
from web.students.idea_forms import IdeaForm
from web.students.own import begin_own_student, find_own_student


@students.get("/ideas")
def ideas_list() -> ResponseReturnValue:
    """Show the student's ideas and where each stands."""
    student = find_own_student()
    ideas = list_ideas_of_student(session, student.id) if student else ()
    return show("students/ideas/list.html", ideas=ideas, student=student)


@students.route("/ideas/new", methods=["GET", "POST"])
def ideas_new() -> ResponseReturnValue:
    """Write an idea."""
    form = IdeaForm.of(None, choose(), today())
    if not form.validate_on_submit():
        return show("students/ideas/edit.html", form=form, idea=None, student=find_own_student())
    by, student = current_actor(), begin_own_student()
    idea = operations.write_idea(session, student, form.words(), by=by, at=now())
    return _kept(idea, form)


@students.route("/ideas/<int:idea_id>", methods=["GET", "POST"])
def ideas_edit(idea_id: int) -> ResponseReturnValue:
    """Show an idea; a draft can be changed."""
    idea = get_idea(session, idea_id)
    form = IdeaForm.of(idea, choose(), today())
    if not form.validate_on_submit():
        return show(_page_of(idea), form=form, idea=idea, student=idea.student)
    if form.conflicts():
        return both_versions(form, ("idea", idea_id))
    operations.edit_idea(session, idea, form.words(), by=current_actor(), at=now())
    return _kept(idea, form)


@students.post("/ideas/<int:idea_id>/withdraw")
def ideas_withdraw(idea_id: int) -> ResponseReturnValue:
    """Take an idea back."""
    operations.withdraw_idea(session, get_idea(session, idea_id), by=current_actor(), at=now())
    flash(_("Your idea is taken back. No employer reads it any more."), "success")
    return redirect(url_for("students.ideas_list"), 303)


def _page_of(idea: Idea) -> str:
    is_draft = idea.state is IdeaState.DRAFT
    return "students/ideas/edit.html" if is_draft else "students/ideas/show.html"


def _kept(idea: Idea, form: IdeaForm) -> ResponseReturnValue:
    if form.is_to_be_submitted:
        operations.submit_idea(session, idea, by=current_actor(), at=now())
        flash(_("Handed in. The working group reads it before employers do."), "success")
    else:
        flash(_("Your draft is kept."), "success")
    return redirect(url_for("students.ideas_list"), 303)
