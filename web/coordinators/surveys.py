"""What people are asked afterwards: how many answered, and answers by phone and on paper."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from models.operations import surveys as operations
from models.queries.events import get_names_of_actors, list_events_of
from models.queries.surveys import (
    count_surveys_by_state,
    get_survey,
    list_employers_met,
    list_surveys,
)
from models.words import Language, Role, SurveyState
from web.access import current_actor
from web.clock import now
from web.config import policy
from web.coordinators.blueprint import blueprint
from web.coordinators.filters_asked import asked_word
from web.lists import Page
from web.pages import show
from web.session import session
from web.survey_forms import SurveyForm, wants_no_more


@blueprint.get("/surveys")
def surveys_list() -> ResponseReturnValue:
    """Show how many are due, asked and answered, and whom to call."""
    state = asked_word("state", SurveyState) or SurveyState.ASKED
    counts = count_surveys_by_state(session)
    page = Page.of_request(counts[state])
    return show(
        "coordinators/surveys/list.html",
        state=state,
        counts=counts,
        page=page,
        surveys=list_surveys(session, state, limit=page.size, offset=page.offset),
    )


@blueprint.route("/surveys/<int:survey_id>", methods=["GET", "POST"])
def surveys_answer(survey_id: int) -> ResponseReturnValue:
    """Write down what somebody answers on the phone or has written on paper."""
    survey = get_survey(session, survey_id)
    form = SurveyForm(list_employers_met(session, survey.student_id))
    if not form.validate_on_submit():
        told = list_events_of(session, "survey", survey_id)
        names, page = get_names_of_actors(session, told), "coordinators/surveys/answer.html"
        return show(page, form=form, survey=survey, events=told, names=names)
    by, answers = current_actor(for_role=Role.STUDENT), form.answers()
    operations.answer_survey(session, survey, answers, by=by, at=now(), policy=policy())
    flash(_("It is written down, with your name and theirs."), "success")
    return redirect(url_for("coordinators.surveys_answer", survey_id=survey_id), 303)


@blueprint.post("/surveys/<int:survey_id>/no")
def surveys_refuse(survey_id: int) -> ResponseReturnValue:
    """Write down that somebody does not want to answer, this time or ever."""
    survey, by = get_survey(session, survey_id), current_actor(for_role=Role.STUDENT)
    operations.refuse_survey(session, survey, by=by, at=now(), all_later=wants_no_more())
    flash(_("It is written down. Nobody asks again about this one."), "success")
    return redirect(url_for("coordinators.surveys_answer", survey_id=survey_id), 303)


@blueprint.get("/surveys/paper/<in_language>")
def surveys_paper(in_language: str) -> ResponseReturnValue:
    """Show the questions as they are printed, in either language."""
    if in_language not in {word.value for word in Language}:
        abort(404)
    with force_locale(in_language):
        return show("coordinators/surveys/paper.html", in_language=in_language, form=SurveyForm([]))
