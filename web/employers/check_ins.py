"""How a placement goes, as the employer tells it while it is under way."""

from flask.typing import ResponseReturnValue

from models.words import Side
from web.check_ins import tell
from web.employers.blueprint import blueprint


@blueprint.route("/matches/<int:match_id>/check-in", methods=["GET", "POST"])
def check_ins_tell(match_id: int) -> ResponseReturnValue:
    """Ask the employer how it is going."""
    return tell(match_id, Side.EMPLOYER)
