"""The administrator's first page: the settings in force, and the ways to the rest."""

from flask.typing import ResponseReturnValue

from models.queries.events import check_chain
from models.queries.weights import list_weights
from web.admin.blueprint import blueprint
from web.admin.settings import policy_in_force, service_in_force
from web.pages import show
from web.session import session


@blueprint.get("")
def home() -> ResponseReturnValue:
    """Show what is set, which can only be changed where the service is installed."""
    return show(
        "admin/home/show.html",
        policy=policy_in_force(),
        service=service_in_force(),
        weights=list_weights(session),
        chain=check_chain(session),
    )
