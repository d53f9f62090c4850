"""Who else looks at an offer in the review: said by the page's script, and told to it."""

from collections.abc import Iterable

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from models.operations.viewers import look_at
from models.queries.offers import get_offer
from models.queries.rounds import get_round
from models.queries.viewers import list_viewers
from models.viewers import Viewer
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.session import session


@blueprint.post("/rounds/<int:round_id>/review/<int:offer_id>/look")
def viewers_look(round_id: int, offer_id: int) -> ResponseReturnValue:
    """Say that one looks at an offer, and be told who else does."""
    round_, offer = get_round(session, round_id), get_offer(session, offer_id)
    look_at(session, round_, offer, by=current_actor(), at=now())
    return jsonify(words=who_else_looks(round_id, offer_id))


def who_else_looks(round_id: int, offer_id: int) -> str:
    """Say who else looks at an offer now; nothing when nobody does."""
    me = current_actor().account_id or 0
    return _told(list_viewers(session, round_id, offer_id, but=me, at=now()))


def _told(viewers: Iterable[Viewer]) -> str:
    names = [viewer.account.name or _("Somebody") for viewer in viewers]
    if not names:
        return ""
    return str(
        ngettext(
            "%(names)s is looking at this too.",
            "%(names)s are looking at this too.",
            len(names),
            names=", ".join(names),
        )
    )
