"""Activities as the working group runs them, from the draft to what was learned."""

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _

from models.activities import Activity
from models.moves import ACTIVITY_MOVES, moves_from
from models.operations import activities as operations
from models.operations.activities import ActivityWords
from models.operations.guards import may_move
from models.queries.activities import (
    get_activity,
    list_activities,
    list_days_to_come,
    list_offers_of_activity,
    list_rounds_of_activity,
)
from models.queries.activity_figures import count_measure
from models.queries.needs import list_needs_of_activity
from models.words import ActivityState, Role, Stage
from web.access import current_actor
from web.activity_calendars import calendar_of
from web.clock import now, today
from web.coordinators.activity_forms import ActivityForm
from web.coordinators.activity_sayings import SAYINGS
from web.coordinators.blueprint import blueprint
from web.coordinators.filters_asked import asked_word
from web.histories import history_of
from web.meanwhile import both_versions
from web.numbers import sent_number
from web.pages import show
from web.session import session

# The moves that are one button and nothing more.
SIMPLE = {"propose": operations.propose_activity, "start": operations.start_activity}
SAID = "<any(plan,complete,evaluate,send_back,cancel):verb>"


@blueprint.get("/activities")
def activities_list() -> ResponseReturnValue:
    """List the activities by stage."""
    stage, state = asked_word("stage", Stage), asked_word("state", ActivityState)
    return show(
        "coordinators/activities/list.html",
        activities=list_activities(session, stage=stage, states=[state] if state else []),
        days=list_days_to_come(session, today()),
        stage=stage,
        state=state,
        stages=Stage,
        states=ActivityState,
    )


@blueprint.get("/activities/<int:activity_id>")
def activities_show(activity_id: int) -> ResponseReturnValue:
    """Show an activity: its proposal, its money, what it carries, and what can be done."""
    activity, by = get_activity(session, activity_id), current_actor()
    money = (("funding", source.id) for source in activity.sources)
    return show(
        "coordinators/activities/show.html",
        activity=activity,
        moves=_verbs(activity),
        sayings=SAYINGS,
        is_own_proposal=activity.proposed_by_id == by.account_id,
        counted=count_measure(session, activity),
        needs=list_needs_of_activity(session, activity_id),
        rounds=list_rounds_of_activity(session, activity_id),
        offers=list_offers_of_activity(session, activity_id),
        told=history_of(("activity", activity_id), *money),
    )


def _verbs(activity: Activity) -> list[str]:
    return [move.verb for move in moves_from(ACTIVITY_MOVES, activity.state, Role.COORDINATOR)]


@blueprint.route("/activities/new", methods=["GET", "POST"])
def activities_new() -> ResponseReturnValue:
    """Draft an activity, in the stage that the address names if any."""
    stage = asked_word("stage", Stage)
    form = ActivityForm(stage=stage.value if stage else None)
    if not form.validate_on_submit():
        return show("coordinators/activities/edit.html", form=form, activity=None)
    activity = operations.draft_activity(session, form.told(), by=current_actor(), at=now())
    return _to(activity, _("The draft is saved. Propose it when all is told."))


@blueprint.route("/activities/<int:activity_id>/edit", methods=["GET", "POST"])
def activities_edit(activity_id: int) -> ResponseReturnValue:
    """Change a draft."""
    activity, by = get_activity(session, activity_id), current_actor()
    may_move(ACTIVITY_MOVES, "activity", "propose", activity.state, by)
    told = {name: getattr(activity, name) for name in ActivityWords.__match_args__}
    form = ActivityForm(is_edited=True, **told)
    if not form.validate_on_submit():
        return show("coordinators/activities/edit.html", form=form, activity=activity)
    if form.conflicts():
        return both_versions(form, ("activity", activity_id))
    operations.edit_activity(session, activity, form.told(), by=by, at=now())
    return _to(activity, _("The draft is saved. Propose it when all is told."))


@blueprint.post("/activities/<int:activity_id>/<any(propose,start):verb>")
def activities_move(activity_id: int, verb: str) -> ResponseReturnValue:
    """Propose a draft, or start what is planned."""
    activity = get_activity(session, activity_id)
    SIMPLE[verb](session, activity, by=current_actor(), at=now())
    proposed = _("Proposed. A colleague reviews it before the steering group decides.")
    return _to(activity, proposed if verb == "propose" else _("Started."))


@blueprint.post("/activities/<int:activity_id>/review")
def activities_review(activity_id: int) -> ResponseReturnValue:
    """Say that a proposal is ready for the steering group."""
    activity, seen = get_activity(session, activity_id), sent_number("version") or 0
    operations.review_activity(session, activity, seen=seen, by=current_actor(), at=now())
    return _to(activity, _("Reviewed. It waits for the steering group."))


@blueprint.route(f"/activities/<int:activity_id>/{SAID}", methods=["GET", "POST"])
def activities_say(activity_id: int, verb: str) -> ResponseReturnValue:
    """Make a move that something is told along with, in a form of its own."""
    activity, by, saying = get_activity(session, activity_id), current_actor(), SAYINGS[verb]
    may_move(ACTIVITY_MOVES, "activity", verb, activity.state, by)
    counted = count_measure(session, activity) if verb == "complete" else None
    form = saying.form_for(activity, **({} if counted is None else {"outcome_figure": counted}))
    if not form.validate_on_submit():
        context = {"activity": activity, "saying": saying, "verb": verb, "counted": counted}
        return show("coordinators/activities/say.html", form=form, **context)
    saying.do(session, activity, **form.told(), by=by, at=now())
    return _to(activity, saying.said)


@blueprint.get("/activities/<int:activity_id>/days.ics")
def activities_calendar(activity_id: int) -> Response:
    """Give the days of an activity as a file that calendars take."""
    return calendar_of(get_activity(session, activity_id))


@blueprint.get("/activities/<int:activity_id>/cohort")
def activities_cohort(activity_id: int) -> ResponseReturnValue:
    """Show a programme's cohort: its places at the employers, its common days, in counts."""
    return show(
        "coordinators/activities/cohort.html",
        activity=get_activity(session, activity_id),
        offers=list_offers_of_activity(session, activity_id),
        today=today(),
    )


def _to(activity: Activity, words: str | LazyString) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("coordinators.activities_show", activity_id=activity.id), 303)
