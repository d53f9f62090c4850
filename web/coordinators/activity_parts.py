"""What an activity carries, chosen from lists: rounds and offers, employers, days."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.activities import Activity
from models.operations import activity_parts as operations
from models.queries.activities import (
    get_activity,
    list_hosts_to_choose,
    list_offers_to_carry,
    list_rounds_to_carry,
)
from models.queries.employers import get_employer
from models.queries.offers import get_offer
from models.queries.rounds import get_round
from web.access import current_actor
from web.clock import now
from web.coordinators.activity_forms import CarryForm, DayForm, HostForm
from web.coordinators.blueprint import blueprint
from web.pages import show
from web.session import session


@blueprint.route("/activities/<int:activity_id>/carry", methods=["GET", "POST"])
def activities_carry(activity_id: int) -> ResponseReturnValue:
    """Choose rounds and offers that it carries."""
    activity, form = get_activity(session, activity_id), CarryForm()
    rounds = {round_.id: round_ for round_ in list_rounds_to_carry(session, activity)}
    offers = {offer.id: offer for offer in list_offers_to_carry(session, activity)}
    form.rounds.choices = [(each.id, each.title) for each in rounds.values()]
    form.offers.choices = [
        (each.id, f"{each.title}, {each.employer.shown_name}") for each in offers.values()
    ]
    if not form.validate_on_submit():
        return show("coordinators/activities/carry.html", form=form, activity=activity)
    chosen = [*map(rounds.get, form.rounds.data), *map(offers.get, form.offers.data)]
    operations.carry(session, activity, filter(None, chosen), by=current_actor(), at=now())
    return _to(activity, _("Saved. What is placed there is counted for the activity."), "carries")


@blueprint.post("/activities/<int:activity_id>/<any(round,offer):thing>/<int:key>/let-go")
def activities_let_go(activity_id: int, thing: str, key: int) -> ResponseReturnValue:
    """Let it carry a round or an offer no longer."""
    activity = get_activity(session, activity_id)
    carried = get_round(session, key) if thing == "round" else get_offer(session, key)
    operations.let_go(session, activity, carried, by=current_actor(), at=now())
    return _to(activity, _("It is not part of the activity any more."), "carries")


@blueprint.route("/activities/<int:activity_id>/hosts", methods=["GET", "POST"])
def activities_host(activity_id: int) -> ResponseReturnValue:
    """Choose an employer that takes part."""
    activity, form = get_activity(session, activity_id), HostForm()
    choices = list_hosts_to_choose(session, activity)
    form.employer.choices = [(each.id, each.shown_name) for each in choices]
    if not form.validate_on_submit():
        return show("coordinators/activities/host.html", form=form, activity=activity)
    employer = get_employer(session, form.employer.data)
    operations.add_host(session, activity, employer, by=current_actor(), at=now())
    return _to(activity, _("The employer takes part."), "hosts")


@blueprint.post("/activities/<int:activity_id>/hosts/<int:employer_id>/remove")
def activities_remove_host(activity_id: int, employer_id: int) -> ResponseReturnValue:
    """Note that an employer does not take part any more."""
    activity = get_activity(session, activity_id)
    operations.remove_host(session, activity, employer_id, by=current_actor(), at=now())
    return _to(activity, _("The employer does not take part any more."), "hosts")


@blueprint.route("/activities/<int:activity_id>/days", methods=["GET", "POST"])
def activities_day(activity_id: int) -> ResponseReturnValue:
    """Set a day."""
    activity, form = get_activity(session, activity_id), DayForm()
    if not form.validate_on_submit():
        return show("coordinators/activities/day.html", form=form, activity=activity)
    operations.add_day(session, activity, **form.told(), by=current_actor(), at=now())
    return _to(activity, _("The day is set."), "days")


@blueprint.post("/activities/<int:activity_id>/days/<int:day_id>/remove")
def activities_remove_day(activity_id: int, day_id: int) -> ResponseReturnValue:
    """Take a day away."""
    activity = get_activity(session, activity_id)
    operations.remove_day(session, activity, day_id, by=current_actor(), at=now())
    return _to(activity, _("The day is taken away."), "days")


def _to(activity: Activity, words: str, anchor: str) -> ResponseReturnValue:
    flash(words, "success")
    address = url_for("coordinators.activities_show", activity_id=activity.id, _anchor=anchor)
    return redirect(address, 303)
