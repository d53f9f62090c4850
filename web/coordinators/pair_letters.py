"""The letters about a pair, read before it is confirmed, in either language."""

from flask import request
from flask.typing import ResponseReturnValue

from models.errors import NotFound
from models.queries.offers import get_offer
from models.queries.rounds import get_round
from models.queries.students import get_student
from models.words import Language
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.letters.previews import letters_if_offered
from web.pages import show
from web.session import session


@blueprint.get("/rounds/<int:round_id>/pairs/<int:student_id>/<int:offer_id>/letters")
def pairs_letters(round_id: int, student_id: int, offer_id: int) -> ResponseReturnValue:
    """Show what both sides would read; nothing is sent, and nothing is confirmed."""
    round_, offer = get_round(session, round_id), get_offer(session, offer_id)
    student = get_student(session, student_id)
    if offer.kind is not round_.kind:
        raise NotFound("offer", offer_id)
    language = request.args.get("in", type=Language)
    letters = letters_if_offered(session, round_, student, offer, at=now(), language=language)
    page = "coordinators/pairs/letters.html"
    return show(page, round=round_, student=student, offer=offer, letters=letters, chosen=language)
