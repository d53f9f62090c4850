"""The money that an activity seeks: listed, applied for, granted or refused, reported."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.errors import WrongState
from models.funding import FundingSource
from models.operations import funding as operations
from models.operations.funding import SourceWords
from models.queries.activities import get_activity
from models.queries.funding import find_source, get_source
from models.words import SourceState
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.funding_forms import ApplyForm, GrantForm, SayingOfSource, SourceForm
from web.meanwhile import both_versions
from web.pages import show
from web.session import session


@dataclass(frozen=True)
class Saying:
    """Something that is written down of a source: from where, in which words, and what it does."""

    source: SourceState
    form: type[SayingOfSource]
    title: LazyString
    said: LazyString
    do: Callable[..., None]
    begins_with: tuple[tuple[str, str], ...] = ()


SAYINGS: dict[str, Saying] = {
    "apply": Saying(
        SourceState.LISTED,
        ApplyForm,
        _l("Note the application"),
        _l("Noted. The work list says when the decision is near."),
        operations.apply_for,
        (("expected_on", "expected_on"),),
    ),
    "grant": Saying(
        SourceState.APPLIED,
        GrantForm,
        _l("Note that it was granted"),
        _l("Noted. The work list says when the report is due."),
        operations.grant,
        (("granted_sek", "amount_sek"), ("report_due_on", "report_due_on")),
    ),
    "refuse": Saying(
        SourceState.APPLIED,
        SayingOfSource,
        _l("Note that it was refused"),
        _l("Noted."),
        operations.refuse,
    ),
    "report": Saying(
        SourceState.GRANTED,
        SayingOfSource,
        _l("Note that it is reported"),
        _l("Noted."),
        operations.report,
    ),
}


@blueprint.route("/activities/<int:activity_id>/sources/new", methods=["GET", "POST"])
def funding_new(activity_id: int) -> ResponseReturnValue:
    """Put a source on the list."""
    activity, form = get_activity(session, activity_id), SourceForm()
    if not form.validate_on_submit():
        return show("coordinators/funding/edit.html", form=form, activity=activity, source=None)
    operations.list_source(session, activity, form.told(), by=current_actor(), at=now())
    return _to(activity_id, _("The source is on the list."))


@blueprint.route("/sources/<int:source_id>/edit", methods=["GET", "POST"])
def funding_edit(source_id: int) -> ResponseReturnValue:
    """Change what is known of a source that has not decided."""
    source = get_source(session, source_id)
    known = {name: getattr(source, name) for name in SourceWords.__match_args__}
    form = SourceForm(is_edited=True, **known)
    if not form.validate_on_submit():
        context = {"activity": source.activity, "source": source}
        return show("coordinators/funding/edit.html", form=form, **context)
    if form.conflicts():
        return both_versions(form, ("funding", source_id))
    operations.edit_source(session, source, form.told(), by=current_actor(), at=now())
    return _to(source.activity_id, _("Saved."))


@blueprint.route(
    "/sources/<int:source_id>/<any(apply,grant,refuse,report):verb>", methods=["GET", "POST"]
)
def funding_say(source_id: int, verb: str) -> ResponseReturnValue:
    """Write down what happened with a source, and on which day."""
    source, saying = get_source(session, source_id), SAYINGS[verb]
    _stands_there(source, saying, verb)
    known = {name: getattr(source, column) for name, column in saying.begins_with}
    form = saying.form(source, **known)
    if not form.validate_on_submit():
        context = {"source": source, "saying": saying, "verb": verb}
        return show("coordinators/funding/say.html", form=form, **context)
    saying.do(session, source, **form.told(), by=current_actor(), at=now())
    return _to(source.activity_id, str(saying.said))


@blueprint.post("/activities/<int:activity_id>/sources/<int:source_id>/drop")
def funding_drop(activity_id: int, source_id: int) -> ResponseReturnValue:
    """Take a source off the list. Twice is once."""
    activity = get_activity(session, activity_id)
    source = find_source(session, activity_id, source_id)
    if source is not None:
        operations.drop_source(session, activity, source, by=current_actor(), at=now())
    return _to(activity_id, _("The source is off the list."))


def _stands_there(source: FundingSource, saying: Saying, verb: str) -> None:
    """Refuse to ask about what cannot be written down any more."""
    if source.state is not saying.source:
        raise WrongState("funding", verb, source.state)


def _to(activity_id: int, words: str) -> ResponseReturnValue:
    flash(words, "success")
    address = url_for("coordinators.activities_show", activity_id=activity_id, _anchor="funding")
    return redirect(address, 303)
