"""What an event holds beside what happened, in the reader's words: ids and words of the system."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.audit import Event
from models.words import (
    ClassBookingState,
    EmployerState,
    IdeaState,
    Kind,
    NeedState,
    OccasionKind,
    OccasionState,
    OfferState,
    ProfileState,
    Role,
    RoundState,
    SchoolRequestKind,
    SchoolRequestState,
    Side,
    Visibility,
)
from web.conflicts import STATES
from web.filters import moment
from web.keeping import KEPT
from web.labels import FIELDS, label

# Whatever else an event holds stays in the database.
SHOWN: dict[str, LazyString] = {
    "round": _l("round %(value)s"),
    "student": _l("student %(value)s"),
    "offer": _l("offer %(value)s"),
    "employer": _l("employer %(value)s"),
    "account": _l("account %(value)s"),
    "suggestion": _l("suggestion %(value)s"),
    "kind": _l("kind: %(value)s"),
    "side": _l("side: %(value)s"),
    "role": _l("role: %(value)s"),
    "roles": _l("roles: %(value)s"),
    "source": _l("before: %(value)s"),
    "target": _l("after: %(value)s"),
    "fields": _l("fields: %(value)s"),
    "reply_by": _l("reply by %(value)s"),
    "sole_trader": _l("sole trader: %(value)s"),
    "version": _l("version %(value)s"),
    "left_out": _l("left out: %(value)s"),
    "cleared": _l("cleared away: %(value)s"),
}
# The lists that a word is from, by the name of the detail; of states, by the thing that is in them.
LISTS: dict[str, tuple[type[StrEnum], ...]] = {
    "kind": (Kind, OccasionKind, SchoolRequestKind),
    "side": (Side,),
    "role": (Role,),
    "roles": (Role,),
}
STATES_OF: dict[str, tuple[type[StrEnum], ...]] = {
    **{thing: (states,) for thing, states in STATES.items()},
    "class booking": (ClassBookingState,),
    "employer": (EmployerState,),
    "idea": (IdeaState,),
    "need": (NeedState,),
    "occasion": (OccasionState,),
    "offer": (OfferState,),
    "round": (RoundState,),
    "school request": (SchoolRequestState,),
    "student": (ProfileState, Visibility),
}


def details_of(event: Event) -> list[str]:
    """Give what may be shown of an event's details, in a certain order."""
    told = ((name, event.details.get(name)) for name in SHOWN)
    return [
        str(SHOWN[name]) % {"value": ", ".join(_written(event, name, value))}
        for name, value in told
        if value not in (None, "", [], {})
    ]


def _written(event: Event, name: str, value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{KEPT.get(each, each)}: {count}" for each, count in value.items() if count)
    elif isinstance(value, list):
        for each in value:
            yield from _written(event, name, each)
    elif isinstance(value, bool):
        yield str(_("Yes") if value else _("No")).lower()
    elif name == "reply_by":
        yield moment(datetime.fromisoformat(str(value)))
    elif name == "fields":
        yield str(FIELDS.get(str(value), value)).lower()
    else:
        yield _word(event, name, str(value))


def _word(event: Event, name: str, value: str) -> str:
    states = STATES_OF.get(event.thing, ()) if name in {"source", "target"} else ()
    for words in LISTS.get(name, states):
        if value in set(words):
            return str(label(words(value))).lower()
    return value
