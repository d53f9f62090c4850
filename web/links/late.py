"""An answer that came too late, or a link whose match has moved on: said kindly, and of nobody."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from models.errors import AlreadyAnswered, LinkOver, NoPlaceLeft, WrongState
from models.queries.letters import get_link_by_id
from models.queries.matches import get_match
from models.words import LinkPurpose
from web.links.blueprint import blueprint, opened, speak_for
from web.links.surveys import opened_survey
from web.refusals import refused
from web.session import is_writing_request, session
from web.typed import typed_values

PURPOSES = {
    "links.check_in": LinkPurpose.CHECK_IN,
    "links.evaluation": LinkPurpose.EVALUATE,
}
# By what the link was for; to be asked how it goes is told of in the same words to both sides.
PAGES = {LinkPurpose.CHECK_IN: "links/check_ins/late.html"}
PAGE = "links/answers/late.html"
# Pages of links that belong to no match: a refusal there is answered as everywhere else.
OF_NO_MATCH = ("links.class_bookings_", "links.school_requests_")
SURVEYS, SURVEY_PAGE = {"links.survey", "links.survey_refuse"}, "links/surveys/late.html"


@blueprint.errorhandler(WrongState)
@blueprint.errorhandler(NoPlaceLeft)
@blueprint.errorhandler(AlreadyAnswered)
def too_late(error: WrongState | NoPlaceLeft | AlreadyAnswered) -> ResponseReturnValue:
    """Answer with the page that says it; the operation changed nothing before it refused."""
    if (request.endpoint or "").startswith(OF_NO_MATCH):
        return refused(error)
    token = (request.view_args or {})["token"]
    if request.endpoint in SURVEYS:
        late = render_template(SURVEY_PAGE, survey=opened_survey(token), typed=typed_values())
        return late, 409
    link = opened(token, PURPOSES.get(request.endpoint or "", LinkPurpose.ANSWER))
    page = render_template(
        PAGES.get(link.purpose, PAGE),
        match=get_match(session, link.match_id),
        is_full=isinstance(error, NoPlaceLeft),
        typed=typed_values(),
    )
    return page, 409


@blueprint.errorhandler(LinkOver)
def over(error: LinkOver) -> ResponseReturnValue:
    """Answer with how the match of a link that did its work stands; it opens nothing else."""
    link = get_link_by_id(session, error.link_id)
    speak_for(link)
    page = render_template(
        PAGES.get(link.purpose, PAGE),
        match=get_match(session, link.match_id),
        is_full=False,
        is_read=not is_writing_request(),
        typed=typed_values(),
    )
    return page, 409 if is_writing_request() else 410
