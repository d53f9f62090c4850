"""What happened, and whether the chain of events is whole. No free text, no names of students."""

from flask.typing import ResponseReturnValue

from models.audit import Event
from models.queries.events import check_chain, count_events, get_names_of_staff, list_latest_events
from web.admin.blueprint import blueprint
from web.lists import Page
from web.pages import show
from web.session import session

EVENTS_ON_A_PAGE = 50
# Ids and words of the system. Anything else that an event holds stays in the database.
SHOWN_DETAILS = (
    "round", "student", "offer", "employer", "account", "suggestion", "kind", "side", "role",
    "roles", "source", "target", "fields", "reply_by", "sole_trader",
    "version", "left_out", "cleared",
)  # fmt: skip


@blueprint.get("/events")
def events() -> ResponseReturnValue:
    """Check the chain from its beginning, and list what happened last."""
    page = Page.of_request(count_events(session), EVENTS_ON_A_PAGE)
    found = list_latest_events(session, limit=page.size, offset=page.offset)
    return show(
        "admin/events/list.html",
        chain=check_chain(session),
        events=found,
        names=get_names_of_staff(session, found),
        details={event.id: details_of(event) for event in found},
        page=page,
    )


def details_of(event: Event) -> list[tuple[str, str]]:
    """Give what may be shown of an event's details, in a certain order."""
    told = ((name, event.details.get(name)) for name in SHOWN_DETAILS)
    return [(name, _written(value)) for name, value in told if value not in (None, "", [])]


def _written(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {count}" for name, count in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
