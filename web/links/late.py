"""An answer that came too late, or after another: said kindly, with how the match stands now."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from models.errors import AlreadyAnswered, NoPlaceLeft, WrongState
from models.queries.matches import get_match
from models.words import LinkPurpose
from web.links.blueprint import blueprint, opened
from web.session import session
from web.typed import typed_values

PURPOSES = {"links.evaluation": LinkPurpose.EVALUATE}


@blueprint.errorhandler(WrongState)
@blueprint.errorhandler(NoPlaceLeft)
@blueprint.errorhandler(AlreadyAnswered)
def too_late(error: WrongState | NoPlaceLeft | AlreadyAnswered) -> ResponseReturnValue:
    """Answer with the page that says it; the operation changed nothing before it refused."""
    token = (request.view_args or {})["token"]
    link = opened(token, PURPOSES.get(request.endpoint or "", LinkPurpose.ANSWER))
    page = render_template(
        "links/answers/late.html",
        match=get_match(session, link.match_id),
        is_full=isinstance(error, NoPlaceLeft),
        typed=typed_values(),
    )
    return page, 409
