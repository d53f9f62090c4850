"""Activities as the steering group reads them; it decides on pages of their own."""

from flask.typing import ResponseReturnValue

from models.queries.activities import (
    get_proposed_activity,
    list_activities,
    list_offers_of_activity,
)
from models.queries.activity_figures import count_measure
from models.words import ActivityState, Stage
from web.pages import show
from web.session import session
from web.steering.blueprint import blueprint

# A draft is the working group's own until it is proposed.
WAITING = (ActivityState.REVIEWED, ActivityState.DEFERRED)
OTHERS = tuple(state for state in ActivityState if state not in {ActivityState.DRAFT, *WAITING})


@blueprint.get("/activities")
def activities_list() -> ResponseReturnValue:
    """List the activities by stage, those that wait for a decision above all others."""
    return show(
        "steering/activities/list.html",
        waiting=list_activities(session, states=WAITING),
        others=list_activities(session, states=OTHERS),
        stages=Stage,
    )


@blueprint.get("/activities/<int:activity_id>")
def activities_show(activity_id: int) -> ResponseReturnValue:
    """Show an activity: what is proposed, what it costs, and what has come of it."""
    activity = get_proposed_activity(session, activity_id)
    return show(
        "steering/activities/show.html",
        activity=activity,
        counted=count_measure(session, activity),
        offers=list_offers_of_activity(session, activity_id),
    )
