"""The register of the steering group's decisions, as the working group reads it."""

from flask.typing import ResponseReturnValue

from web.coordinators.blueprint import blueprint
from web.register import show_decision, show_register


@blueprint.get("/decisions")
def decisions_list() -> ResponseReturnValue:
    """Show the register."""
    return show_register("coordinators")


@blueprint.get("/decisions/<int:decision_id>")
def decisions_show(decision_id: int) -> ResponseReturnValue:
    """Show one decision with all that is known of it."""
    return show_decision("coordinators", decision_id)
