"""How a placement goes, as the student tells it while it is under way."""

from flask.typing import ResponseReturnValue

from models.words import Side
from web.check_ins import tell
from web.students.blueprint import students


@students.route("/matches/<int:match_id>/check-in", methods=["GET", "POST"])
def check_ins_tell(match_id: int) -> ResponseReturnValue:
    """Ask the student how it is going."""
    return tell(match_id, Side.STUDENT)
