"""The work list: what needs a coordinator today, the most urgent first."""

from flask.typing import ResponseReturnValue

from models.queries.worklist import get_work_list
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.work_groups import groups_of
from web.pages import show
from web.session import session


@blueprint.get("")
def home() -> ResponseReturnValue:
    """Show what waits, each thing as one link to where it is done."""
    work = get_work_list(session, now())
    return show("coordinators/home/show.html", groups=groups_of(work), count=work.count)
