"""What happened, and whether the chain of events is whole. No free text, no names of students."""

from flask.typing import ResponseReturnValue

from models.queries.events import check_chain, count_events, get_names_of_staff, list_latest_events
from web.admin.blueprint import blueprint
from web.admin.event_words import details_of
from web.histories import sentence_of
from web.lists import Page
from web.pages import show
from web.session import session

EVENTS_ON_A_PAGE = 50


@blueprint.get("/events")
def events() -> ResponseReturnValue:
    """Check the chain from its beginning, and list what happened last."""
    page = Page.of_request(count_events(session), EVENTS_ON_A_PAGE)
    found = list_latest_events(session, limit=page.size, offset=page.offset)
    names = get_names_of_staff(session, found)
    return show(
        "admin/events/list.html",
        chain=check_chain(session),
        events=found,
        names=names,
        sentences={event.id: sentence_of(event, names) for event in found},
        details={event.id: details_of(event) for event in found},
        page=page,
    )
