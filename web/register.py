"""The register of decisions as it is asked for by an address, and as a file."""

from collections.abc import Sequence
from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.decisions import Decision
from models.errors import NotFound
from models.queries.meetings import find_next_meeting
from models.queries.register import (
    Asked,
    count_register,
    get_registered,
    list_register,
    list_years,
)
from models.words import Presence, RecordedFrom, Ruling, Stage
from web.coordinators.filters_asked import asked_word, asked_words
from web.histories import history_of
from web.labels import label
from web.lists import Page
from web.meeting_words import changed_by, title_of, told_of
from web.numbers import asked_number
from web.pages import show
from web.session import session

CONTENT = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def asked_of_register() -> Asked:
    """Give what the address asks for of the register."""
    year = asked_number("year")
    return Asked(
        words=asked_words(),
        year=year if year in list_years(session) else None,
        stage=asked_word("stage", Stage),
        ruling=asked_word("ruling", Ruling),
        recorded_from=asked_word("recorded", RecordedFrom),
    )


def show_register(audience: str) -> ResponseReturnValue:
    """Show the register to an audience, a page at a time."""
    asked = asked_of_register()
    page = Page.of_request(count_register(session, asked))
    return show(
        "steering/decisions/list.html",
        audience=audience,
        asked=asked,
        page=page,
        decisions=list_register(session, asked, limit=page.size, offset=page.offset),
        years=list_years(session),
        stages=tuple(Stage),
        rulings=tuple(Ruling),
        recorded=tuple(RecordedFrom),
    )


def show_decision(audience: str, decision_id: int) -> ResponseReturnValue:
    """Show all that is known of one decision to an audience."""
    return show(
        "steering/decisions/show.html",
        audience=audience,
        decision=get_registered(session, decision_id),
        next_meeting=find_next_meeting(session),
        told=history_of(("decision", decision_id)),
    )


def register_as_file(ending: str) -> Response:
    """Give what is asked for of the register as a spreadsheet.

    Raises
    ------
    NotFound
        If the ending is none that is written.
    """
    if ending not in CONTENT:
        raise NotFound("register", ending)
    # A spreadsheet's library is loaded when somebody asks for one, not by every page.
    from web.tables.writing import as_file

    rows = _rows(list_register(session, asked_of_register()))
    written = as_file(f".{ending}", list(_row(None)), rows)
    headers = {"Content-Disposition": f"attachment; filename={_('decisions')}.{ending}"}
    return Response(written, content_type=CONTENT[ending], headers=headers)


def _rows(decisions: Sequence[Decision]) -> list[dict[str, Any]]:
    return [_row(decision) for decision in decisions]


def _row(decision: Decision | None) -> dict[str, Any]:
    """Give a decision by the names of the columns; without one, the names alone."""
    names = (
        _("Number"),
        _("Decided on"),
        _("Meeting"),
        _("Item"),
        _("About"),
        _("Stage"),
        _("What we ask you to decide"),
        _("Decision"),
        _("Reason"),
        _("Took part"),
        _("Stood aside (conflict of interest)"),
        _("Absent"),
        _("What changed"),
        _("How it was recorded"),
        _("Reference of the minutes"),
        _("Recorded by"),
        _("Corrects number"),
    )
    values = _values(decision) if decision else ("",) * len(names)
    return dict(zip(names, values, strict=True))


def _values(decision: Decision) -> tuple[Any, ...]:
    item, told = decision.item, told_of(decision)
    by = decision.recorded_by
    return (
        decision.id,
        decision.decided_on.isoformat(),
        item.meeting.name,
        title_of(item),
        str(label(item.subject)),
        str(label(item.activity.stage)) if item.activity else "",
        item.question,
        str(label(decision.ruling)),
        decision.reason,
        told[Presence.TOOK_PART],
        told[Presence.ASIDE],
        told[Presence.ABSENT],
        " ".join(changed_by(decision)),
        str(label(decision.recorded_from)),
        decision.minutes_reference,
        (by.name if by else "") or str(_("Erased person")),
        item.corrects_id or "",
    )
