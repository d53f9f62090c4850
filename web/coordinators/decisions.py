"""The register of the steering group's decisions, as the working group reads it."""

from flask.typing import ResponseReturnValue

from web.coordinators.blueprint import blueprint
from web.register import show_register


@blueprint.get("/decisions")
def decisions_list() -> ResponseReturnValue:
    """Show the register."""
    return show_register("coordinators")
