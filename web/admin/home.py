"""The administrator's first page: the settings in force, and the ways to the rest."""

from flask.typing import ResponseReturnValue

from models.queries.erasures import list_erasures_to_decide
from models.queries.events import check_chain
from models.queries.retention import find_last_report
from models.queries.weights import list_weights
from web.admin.blueprint import blueprint
from web.admin.settings import kept_in_force, policy_in_force, service_in_force
from web.clock import now, today
from web.pages import show
from web.session import session


@blueprint.get("")
def home() -> ResponseReturnValue:
    """Show what is set, which can only be changed where the service is installed."""
    return show(
        "admin/home/show.html",
        policy=policy_in_force(),
        service=service_in_force(),
        kept=kept_in_force(session, now()),
        cleared=find_last_report(session),
        weights=list_weights(session),
        chain=check_chain(session),
        erasures=len(list_erasures_to_decide(session, today())),
    )
