"""The learning centres: when they are open, and which places to study can be booked."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_datetime, gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from models.days import day_in_sweden
from models.operations.residents import ask_for_place
from models.operations.study_places import WEEKS_AHEAD
from models.queries.study_places import (
    count_places_ahead,
    get_centre,
    get_slot,
    list_centres,
    list_slots,
)
from models.study_places import StudySlot
from models.words import Language
from web.accounts.limits import asked_letters
from web.clock import now
from web.languages import choose
from web.pages import show
from web.public.blueprint import blueprint
from web.resident_fields import AddressForm
from web.session import session

AHEAD = timedelta(weeks=WEEKS_AHEAD)


class BookingForm(AddressForm):
    """Which time, and where the link is sent."""

    slot = RadioField(
        _l("Time"), coerce=int, validators=[InputRequired(_l("Choose one of the times."))]
    )

    def __init__(self, slots: Sequence[StudySlot]) -> None:
        super().__init__()
        self.slot.choices = [(slot.id, hours(slot)) for slot in slots]


@blueprint.get("/centres")
def centres_list() -> ResponseReturnValue:
    """List the learning centres, each with how many places can be booked."""
    at = now()
    places = count_places_ahead(session, at, at + AHEAD)
    return show("public/centres/list.html", centres=list_centres(session), places=places)


@blueprint.get("/centres/<int:centre_id>")
def centres_show(centre_id: int) -> ResponseReturnValue:
    """Show a centre, and the times that can be booked."""
    return _show(centre_id, BookingForm(_open_slots(centre_id)))


@blueprint.post("/centres/<int:centre_id>/book")
@asked_letters
def centres_book(centre_id: int) -> ResponseReturnValue:
    """Send the link by which a place is taken."""
    form = BookingForm(_open_slots(centre_id))
    if not form.validate_on_submit():
        return _show(centre_id, form)
    slot, email = get_slot(session, form.slot.data), form.email.data or ""
    ask_for_place(session, slot, email, Language(choose()), at=now())
    return redirect(url_for("public.residents_asked"), 303)


def hours(slot: StudySlot) -> str:
    """Give a time's hours, as other pages write them: "09.00–12.00"."""
    ends = (slot.starts_at, slot.ends_at)
    return "–".join(format_datetime(each, gettext("HH:mm")) for each in ends)


def by_day(slots: Sequence[StudySlot]) -> list[tuple[date, list[StudySlot]]]:
    """Give times by the day they are on in Sweden."""
    days = groupby(slots, key=lambda slot: day_in_sweden(slot.starts_at))
    return [(day, list(each)) for day, each in days]


def by_week(slots: Sequence[StudySlot]) -> list[list[tuple[date, list[StudySlot]]]]:
    """Give times by day, and the days by week."""
    weeks = groupby(by_day(slots), key=lambda each: each[0].isocalendar()[:2])
    return [list(days) for _week, days in weeks]


def _open_slots(centre_id: int, at: datetime | None = None) -> list[StudySlot]:
    at = at or now()
    slots = list_slots(session, centre_id, since=at, until=at + AHEAD)
    return [slot for slot in slots if slot.is_open(at)]


def _show(centre_id: int, form: BookingForm) -> ResponseReturnValue:
    slots = _open_slots(centre_id)
    return show(
        "public/centres/show.html",
        form=form,
        centre=get_centre(session, centre_id),
        by_week=by_week(slots),
        is_bookable=any(slot.left > 0 for slot in slots),
        hours=hours,
        weeks=WEEKS_AHEAD,
    )
