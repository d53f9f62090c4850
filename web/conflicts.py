"""Both states of a match that two people acted on: what one saw, and what stands there now."""

from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from models.words import ActivityState, MatchState, MeetingState, ModelState, SourceState
from web.labels import THINGS, label

# Things whose state is told to whoever finds that it has changed.
STATES: dict[str, type[StrEnum]] = {
    "match": MatchState,
    "activity": ActivityState,
    "funding": SourceState,
    "meeting": MeetingState,
    "model": ModelState,
}


def both_states(error: Any) -> str:
    """Say how somebody saw a match and how it stands; nothing where that is not known."""
    if error.thing != "match" or error.seen is None:
        return ""
    seen, now = called(error.seen), called(error.now)
    return str(
        _("When you opened the page it was: %(seen)s. Now it is: %(now)s.", seen=seen, now=now)
    )


def how_it_stands(error: Any) -> str:
    """Say how a thing stands that cannot be moved so; of some, only that something happened."""
    states = STATES.get(error.thing)
    if states is None or error.state not in set(states):
        thing = THINGS.get(error.thing, error.thing)
        return str(_("Something happened to %(thing)s since you opened the page.", thing=thing))
    told = str(label(states(error.state)))
    return str(
        _("Somebody has acted on it since you opened the page. Now it is: %(now)s.", now=told)
    )


def called(state: str) -> str:
    """Give what a state of a match is called where nobody may have acted on the pair at all."""
    return str(label(MatchState(state))) if state in set(MatchState) else str(_("not acted on"))
