"""What is in the way of sending a confirmed match, in words."""

from collections.abc import Iterable

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.matches import Match
from models.operations.hindrances import PLACE, hindrance

HINDRANCES: dict[str, LazyString] = {
    "student": _l("the student does not take part any more"),
    "offer": _l("the offer is not published"),
    "employer": _l("the employer is paused, or not verified"),
    PLACE: _l("no place is left"),
}


def why_not_sent(match: Match) -> str:
    """Say why a confirmed match cannot be sent now; nothing when it can."""
    what = hindrance(match)
    return str(HINDRANCES[what]) if what else ""


def not_sent(matches: Iterable[Match]) -> list[tuple[Match, str]]:
    """Give the confirmed matches that would not be sent now, each with the reason."""
    found = [(match, why_not_sent(match)) for match in matches]
    return [(match, why) for match, why in found if why]


def said_of_left_out(count: int) -> str:
    """Say what became of a publication that left some matches out."""
    if not count:
        return str(_("Published. The letters go."))
    return str(_("Published. The letters go, but for what stands below."))
