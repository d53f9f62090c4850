"""The agenda of a planned meeting: what comes up, in which order, with which words."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.meetings import AgendaItem, Meeting
from models.operations import agendas as operations
from models.queries.activities import get_activity
from models.queries.lifecycle import get_model
from models.queries.meetings import find_item, get_item, get_meeting
from models.words import Subject
from web.access import current_actor
from web.clock import now
from web.coordinators.agenda_forms import MATTER, ItemForm, NewItemForm
from web.coordinators.blueprint import blueprint
from web.meanwhile import both_versions
from web.meeting_words import title_of
from web.numbers import asked_number
from web.pages import show
from web.session import session


@blueprint.route("/meetings/<int:meeting_id>/items/new", methods=["GET", "POST"])
def agendas_add(meeting_id: int) -> ResponseReturnValue:
    """Put something on the agenda of a planned meeting."""
    meeting = get_meeting(session, meeting_id)
    again, corrects = _asked_item("again"), _asked_item("corrects")
    corrects = again.corrects if again else corrects
    form = NewItemForm(corrects=corrects, **(_said(again) if again else _suggested(corrects)))
    if not form.validate_on_submit():
        return show("coordinators/agendas/add.html", form=form, meeting=meeting, corrects=corrects)
    _put(meeting, form, corrects)
    return _to(meeting_id, _("It stands on the agenda."))


@blueprint.route("/meetings/<int:meeting_id>/items/<int:item_id>", methods=["GET", "POST"])
def agendas_edit(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Word an item anew."""
    item = get_item(session, item_id)
    form = ItemForm(is_edited=True, **_texts(item))
    if item.subject is not Subject.MATTER:
        form.title.render_kw = {"hidden": True}
    if not form.validate_on_submit():
        return show("coordinators/agendas/edit.html", form=form, item=item)
    if form.conflicts():
        return both_versions(form, ("meeting", item.meeting_id))
    operations.edit_item(session, item, form.told(), by=current_actor(), at=now())
    return _to(item.meeting_id, _("The item is changed."))


@blueprint.post("/meetings/<int:meeting_id>/items/<int:item_id>/<any(up,down):way>")
def agendas_move(meeting_id: int, item_id: int, way: str) -> ResponseReturnValue:
    """Let an item change places with its neighbour."""
    item = get_item(session, item_id)
    operations.move_item(
        session, item, "up" if way == "up" else "down", by=current_actor(), at=now()
    )
    return _to(item.meeting_id, _("The order is changed."))


@blueprint.post("/meetings/<int:meeting_id>/items/<int:item_id>/take-off")
def agendas_take_off(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Take an item off; one that is gone already is gone."""
    item = find_item(session, item_id)
    if item is not None:
        operations.take_off(session, item, by=current_actor(), at=now())
    return _to(meeting_id, _("Taken off the agenda."))


def _put(meeting: Meeting, form: NewItemForm, corrects: AgendaItem | None) -> None:
    subject, number = form.subject, form.number
    is_activity = subject in {Subject.ACTIVITY, Subject.UNFUNDED}
    operations.put_on_agenda(
        session,
        meeting,
        subject,
        form.told(),
        activity=get_activity(session, number) if is_activity else None,
        model=get_model(session, number) if subject is Subject.MODEL else None,
        corrects=corrects,
        by=current_actor(),
        at=now(),
    )


def _asked_item(name: str) -> AgendaItem | None:
    return get_item(session, number) if (number := asked_number(name)) else None


def _said(again: AgendaItem) -> dict[str, str]:
    """Give what was said of an item of a meeting that was called off."""
    number = again.activity_id or (again.model.number if again.model else 0)
    about = MATTER if again.subject is Subject.MATTER else f"{again.subject}-{number}"
    return {"about": about, **_texts(again)}


def _texts(item: AgendaItem) -> dict[str, str]:
    return {name: getattr(item, name) for name in ("title", "background", "question")}


def _suggested(corrects: AgendaItem | None) -> dict[str, str]:
    """Give what the form begins with: which decision is corrected, or what the address names."""
    if corrects is None:
        return {"about": request.args.get("about", "")}
    title = _("Correction: %(title)s", title=title_of(corrects))
    return {"about": MATTER, "title": title[:160]}


def _to(meeting_id: int, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("coordinators.meetings_show", meeting_id=meeting_id), 303)
