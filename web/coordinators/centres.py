"""Learning centres as the working group keeps them: rooms, their week, times, today's bookings."""

from datetime import timedelta

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm

from models.operations import study_places as operations
from models.operations.study_places import WEEKS_AHEAD
from models.queries.study_places import (
    count_places_ahead,
    find_time,
    get_bookings_of_day,
    get_centre,
    get_room,
    get_slot,
    list_centres,
    list_slots,
)
from web.access import current_actor
from web.clock import now, today
from web.coordinators.blueprint import blueprint
from web.coordinators.centre_forms import WEEKDAYS, CentreForm, RoomForm, TimeOfWeekForm
from web.days_asked import asked_day
from web.histories import history_of
from web.meanwhile import both_versions
from web.pages import show
from web.public.centres import by_day, hours
from web.session import session

A_DAY = timedelta(days=1)
OF_CENTRE = ("name", "place", "address", "hours")


@blueprint.get("/centres")
def centres_list() -> ResponseReturnValue:
    """List the learning centres."""
    at = now()
    places = count_places_ahead(session, at, at + timedelta(weeks=WEEKS_AHEAD))
    return show("coordinators/centres/list.html", centres=list_centres(session), places=places)


@blueprint.route("/centres/new", methods=["GET", "POST"])
def centres_new() -> ResponseReturnValue:
    """Add a learning centre."""
    form = CentreForm()
    if not form.validate_on_submit():
        return show("coordinators/centres/edit.html", form=form, centre=None)
    centre = operations.add_centre(session, **_told(form), by=current_actor(), at=now())
    flash(_("Added. Now write its rooms, and when they can be booked."), "success")
    return _to(centre.id)


@blueprint.get("/centres/<int:centre_id>")
def centres_show(centre_id: int) -> ResponseReturnValue:
    """Show a learning centre: its rooms, their week, and the times that are made."""
    return _show(centre_id, RoomForm(prefix="room"))


@blueprint.route("/centres/<int:centre_id>/edit", methods=["GET", "POST"])
def centres_edit(centre_id: int) -> ResponseReturnValue:
    """Describe a learning centre anew."""
    centre = get_centre(session, centre_id)
    form = CentreForm(is_edited=True, **{name: getattr(centre, name) for name in OF_CENTRE})
    if not form.validate_on_submit():
        return show("coordinators/centres/edit.html", form=form, centre=centre)
    if form.conflicts():
        return both_versions(form, ("centre", centre_id))
    operations.edit_centre(session, centre, **_told(form), by=current_actor(), at=now())
    flash(_("Kept."), "success")
    return _to(centre_id)


@blueprint.post("/centres/<int:centre_id>/rooms")
def centres_add_room(centre_id: int) -> ResponseReturnValue:
    """Add a room."""
    centre, form = get_centre(session, centre_id), RoomForm(prefix="room")
    if not form.validate_on_submit():
        return _show(centre_id, form)
    name, capacity = form.name.data or "", form.capacity.data or 0
    operations.add_room(session, centre, name=name, capacity=capacity, by=current_actor(), at=now())
    flash(_("The room is added."), "success")
    return _to(centre_id, "week")


@blueprint.post("/centres/rooms/<int:room_id>/times")
def centres_add_time(room_id: int) -> ResponseReturnValue:
    """Let a room be booked at a time of every week."""
    room, form = get_room(session, room_id), TimeOfWeekForm(prefix=f"time-{room_id}")
    if not form.validate_on_submit():
        return _show(room.centre_id, RoomForm(None, prefix="room"), form, room_id)
    told = {"weekday": form.weekday.data, "opens": form.opens.data, "closes": form.closes.data}
    operations.add_time(session, room, **told, by=current_actor(), at=now())
    flash(_("Added. The next four weeks can be booked now, and more as time goes."), "success")
    return _to(room.centre_id, "week")


@blueprint.post("/centres/rooms/<int:room_id>/times/<int:time_id>/remove")
def centres_remove_time(room_id: int, time_id: int) -> ResponseReturnValue:
    """Let a room be booked no more at a time of the week. Twice is once."""
    room, row = get_room(session, room_id), find_time(session, time_id)
    if row is not None and row.room_id == room_id:
        operations.remove_time(session, row, by=current_actor(), at=now())
    flash(_("Removed. What is booked already stays: close those times one by one."), "success")
    return _to(room.centre_id, "week")


@blueprint.post("/centres/slots/<int:slot_id>/close")
def centres_close_slot(slot_id: int) -> ResponseReturnValue:
    """Close a time after all, and tell those who booked it."""
    slot = get_slot(session, slot_id)
    told = operations.close_slot(session, slot, by=current_actor(), at=now())
    words = ngettext("Closed. %(num)d letter goes.", "Closed. %(num)d letters go.", told)
    flash(words, "success")
    return _to(slot.room.centre_id, "times")


@blueprint.get("/centres/<int:centre_id>/day")
def centres_day(centre_id: int) -> ResponseReturnValue:
    """Show a day's bookings, to be printed."""
    centre, day = get_centre(session, centre_id), asked_day("day") or today()
    return show(
        "coordinators/centres/day.html",
        centre=centre,
        day=day,
        before=day - A_DAY,
        after=day + A_DAY,
        bookings=get_bookings_of_day(session, centre_id, day),
        hours=hours,
    )


def _told(form: CentreForm) -> dict[str, str]:
    return {name: (form[name].data or "").strip() for name in OF_CENTRE}


def _show(
    centre_id: int, room_form: RoomForm, time_form: TimeOfWeekForm | None = None, room_id: int = 0
) -> ResponseReturnValue:
    at = now()
    slots = list_slots(session, centre_id, since=at, until=at + timedelta(weeks=WEEKS_AHEAD))
    sent: FlaskForm = time_form or room_form
    return show(
        "coordinators/centres/show.html",
        form=sent,
        centre=get_centre(session, centre_id),
        room_form=room_form,
        time_form=time_form,
        of_room=room_id,
        # Each form of a page has fields with ids of their own.
        blank_time=lambda of: TimeOfWeekForm(None, prefix=f"time-{of}"),
        weekdays=WEEKDAYS,
        days=by_day(slots),
        hours=hours,
        told=history_of(("centre", centre_id)),
    )


def _to(centre_id: int, anchor: str | None = None) -> ResponseReturnValue:
    address = url_for("coordinators.centres_show", centre_id=centre_id, _anchor=anchor)
    return redirect(address, 303)
