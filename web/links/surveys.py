"""What came of it, answered or refused behind a signed link; and a private address confirmed."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from models.actors import Actor
from models.operations import surveys as operations
from models.operations.survey_addresses import confirm_address
from models.queries.surveys import find_survey_address, list_employers_met
from models.surveys import Survey
from models.words import Role
from web.clock import now
from web.config import policy
from web.letters.survey_tokens import student_and_address_of, survey_of
from web.links.blueprint import blueprint, speak
from web.pages import show
from web.session import session
from web.survey_forms import SurveyForm, wants_no_more


@blueprint.route("/o/<token>", methods=["GET", "POST"])
def survey(token: str) -> ResponseReturnValue:
    """Ask what came of it, once; afterwards the page only says thank you."""
    asked = opened_survey(token)
    form = SurveyForm(list_employers_met(session, asked.student_id))
    if not form.validate_on_submit():
        return show("links/surveys/show.html", form=form, survey=asked, token=token)
    by = _holder(asked)
    operations.answer_survey(session, asked, form.answers(), by=by, at=now(), policy=policy())
    flash(_("Thank you. It shows what the work leads to."), "success")
    return redirect(url_for("links.survey", token=token), 303)


@blueprint.post("/o/<token>/no")
def survey_refuse(token: str) -> ResponseReturnValue:
    """Take a no, to this one or to all later ones too."""
    asked, by = opened_survey(token), None
    by = _holder(asked)
    operations.refuse_survey(session, asked, by=by, at=now(), all_later=wants_no_more())
    flash(_("Noted. Thank you for telling."), "success")
    return redirect(url_for("links.survey", token=token), 303)


@blueprint.route("/o/address/<token>", methods=["GET", "POST"])
def survey_address(token: str) -> ResponseReturnValue:
    """Ask whether an address is theirs; confirm it when the button is pressed."""
    student, email = student_and_address_of(session, token)
    speak(student.language)
    if not FlaskForm().validate_on_submit():
        address = find_survey_address(session, student.id)
        return show("links/surveys/address.html", address=address, token=token)
    confirm_address(session, student, email, at=now())
    flash(_("The address is confirmed."), "success")
    return redirect(url_for("links.survey_address", token=token), 303)


def opened_survey(token: str) -> Survey:
    """Give what a link opens, and speak its holder's language."""
    found = survey_of(session, token)
    speak(found.student.language)
    return found


def _holder(survey: Survey) -> Actor:
    return Actor(Role.STUDENT, survey.student.account_id)
