"""Who else looks at an offer or a student in the review, told to the page and to its script."""

from collections.abc import Iterable

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from models.offers import Offer
from models.operations.viewers import look_at
from models.people import Student
from models.queries.offers import get_offer
from models.queries.rounds import get_round
from models.queries.students import get_student
from models.queries.viewers import list_viewers
from models.viewers import Viewer
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.session import session


@blueprint.post("/rounds/<int:round_id>/review/<int:offer_id>/look")
def viewers_look(round_id: int, offer_id: int) -> ResponseReturnValue:
    """Say that one looks at an offer, and be told who else does."""
    return _look(round_id, get_offer(session, offer_id))


@blueprint.post("/rounds/<int:round_id>/review/students/<int:student_id>/look")
def viewers_look_at_student(round_id: int, student_id: int) -> ResponseReturnValue:
    """Say that one looks at a student, and be told who else does."""
    return _look(round_id, get_student(session, student_id))


def _look(round_id: int, of: Offer | Student) -> ResponseReturnValue:
    look_at(session, get_round(session, round_id), of, by=current_actor(), at=now())
    return jsonify(words=who_else_looks(round_id, of))


def who_else_looks(round_id: int, of: Offer | Student) -> str:
    """Say who else looks at an offer or a student now; nothing when nobody does."""
    me = current_actor().account_id or 0
    return _told(list_viewers(session, round_id, of, but=me, at=now()))


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
