"""Somebody else changed the same thing while a form was open: both versions, side by side.

Nothing that was typed is lost and nothing is written over unseen: for each field that both changed,
whoever comes second takes their own or the other's. Works without scripts.
"""

from collections.abc import Iterable

from flask import jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.audit import Event
from models.queries.events import get_names_of_actors, list_events_since
from web import failures
from web.access import current_account
from web.differences import differences
from web.filters import moment
from web.histories import who_did
from web.labels import FIELDS
from web.refusals import as_json, wants_json
from web.seen import MINE, TAKE, THEIRS, SeenForm
from web.session import session
from web.typed import Typed, typed_values

# What is edited, as events name it: a thing and its id.
Edited = tuple[str, int]


def both_versions(form: SeenForm, *edited: Edited) -> ResponseReturnValue:
    """Answer a form that came after somebody else's, with what each of the two says.

    Parameters
    ----------
    form : SeenForm
        The form, which has conflicts.
    *edited : tuple
        What it edits: the things whose history tells who was first.
    """
    if wants_json():
        return jsonify(as_json(failures.CHANGED_MEANWHILE, "ChangedMeanwhile")), 409
    names = form.conflicts()
    page = render_template(
        "errors/meanwhile.html",
        both=differences(form, names, form.data, form.stored or {}),
        take={name: THEIRS if form.is_untouched(name) else MINE for name in names},
        typed=list(_typed_otherwise(typed_values())),
        seen=form.mark(form.stored or {}),
        who=_who(form, edited),
        TAKE=TAKE, MINE=MINE, THEIRS=THEIRS,
    )  # fmt: skip
    return page, 409


def _typed_otherwise(typed: Iterable[Typed]) -> Iterable[Typed]:
    """Give what was typed, without what the page says anew."""
    return (each for each in typed if each.name != "seen" and not each.name.startswith(TAKE))


def _who(form: SeenForm, edited: Iterable[Edited]) -> list[str]:
    """Say who changed what since the form was opened."""
    events = list_events_since(session, form.seen_event_id, edited)
    names = get_names_of_actors(session, events)
    return [_told(form, event, names) for event in events if event.details.get("fields")]


def _told(form: SeenForm, event: Event, names: dict[int, str]) -> str:
    account = current_account()
    is_own = account is not None and event.account_id == account.id
    who = _("You, in another window,") if is_own else who_did(event, names)
    what = ", ".join(dict.fromkeys(_called(form, name) for name in event.details["fields"]))
    return str(_("%(who)s changed %(what)s, %(when)s.", who=who, what=what, when=moment(event.at)))


def _called(form: SeenForm, name: str) -> str:
    field = form._fields.get(name)
    return str(field.label.text if field else FIELDS.get(name, name))
