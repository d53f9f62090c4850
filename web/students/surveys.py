"""What came of it, on the student's own pages: questions to answer, and a private address."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations import surveys as operations
from models.operations.survey_addresses import forget_address, give_address
from models.queries.surveys import (
    find_survey_address,
    get_survey,
    list_employers_met,
    list_surveys_of_student,
)
from web.access import current_actor
from web.clock import now
from web.config import policy
from web.pages import show
from web.session import session
from web.students.blueprint import students
from web.students.own import own_student
from web.survey_forms import SurveyAddressForm, SurveyForm, wants_no_more


@students.get("/surveys")
def surveys_list() -> ResponseReturnValue:
    """Show what the student is asked, and the private address."""
    return _shown(SurveyAddressForm())


@students.post("/surveys/address")
def surveys_address() -> ResponseReturnValue:
    """Keep a private address; a letter to it asks to confirm it."""
    student, form = own_student(), SurveyAddressForm()
    if not form.validate_on_submit():
        return _shown(form)
    give_address(session, student, form.email.data or "", by=current_actor(), at=now())
    flash(_("A letter is on its way to the address. Confirm it there."), "success")
    return redirect(url_for("students.surveys_list"), 303)


@students.post("/surveys/address/forget")
def surveys_forget_address() -> ResponseReturnValue:
    """Erase the private address."""
    forget_address(session, own_student(), by=current_actor(), at=now())
    flash(_("The address is erased."), "success")
    return redirect(url_for("students.surveys_list"), 303)


@students.route("/surveys/<int:survey_id>", methods=["GET", "POST"])
def surveys_answer(survey_id: int) -> ResponseReturnValue:
    """Ask what came of it, once."""
    survey = get_survey(session, survey_id)
    form = SurveyForm(list_employers_met(session, survey.student_id))
    if not form.validate_on_submit():
        return show("students/surveys/answer.html", form=form, survey=survey)
    by, answers = current_actor(), form.answers()
    operations.answer_survey(session, survey, answers, by=by, at=now(), policy=policy())
    flash(_("Thank you. It shows what the work leads to."), "success")
    return redirect(url_for("students.surveys_list"), 303)


@students.post("/surveys/<int:survey_id>/no")
def surveys_refuse(survey_id: int) -> ResponseReturnValue:
    """Take a no, to this one or to all later ones too."""
    survey, by = get_survey(session, survey_id), current_actor()
    operations.refuse_survey(session, survey, by=by, at=now(), all_later=wants_no_more())
    flash(_("Noted. Thank you for telling."), "success")
    return redirect(url_for("students.surveys_list"), 303)


def _shown(form: SurveyAddressForm) -> ResponseReturnValue:
    student = own_student()
    return show(
        "students/surveys/list.html",
        form=form,
        student=student,
        surveys=list_surveys_of_student(session, student.id),
        address=find_survey_address(session, student.id),
    )
