"""The paper for a meeting of the steering group, two pages: what it is asked to decide, and why.

Set as tagged PDF (PDF/UA-1), as the agreement is, and shown as a page that prints. Where an agenda
is long the text is set smaller, to where it can still be read; a longer one goes on.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flask import Response, current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from models.activities import Activity
from models.funding import funding_state
from models.meetings import AgendaItem, Meeting
from models.words import FundingState, Language, MeetingState
from web.clock import now
from web.filters import day, kronor, moment, number, period
from web.labels import label
from web.meeting_words import title_of
from web.typesetting import typeset_within

TEMPLATE = Path(__file__).parent / "paper.typ"
PAGES = 2
# In points, tried in this order until it holds the paper to its two pages.
SIZES = (11, 10.5, 10, 9.5, 9)


@dataclass(frozen=True)
class ItemPaper:
    """What the paper says of an item: names with their values, and what is asked."""

    number: int
    title: str
    about: str
    background: str
    facts: list[tuple[str, str]]
    question: str


def paper_of(meeting: Meeting, language: str) -> Response:
    """Give the paper for a meeting in a language, to be kept as a file."""
    with force_locale(Language(language).value):
        content = typeset_within(PAGES, SIZES, TEMPLATE, document_of(meeting, language))
        name = _("steering-group-%(day)s", day=meeting.day)
    headers = {
        "Content-Disposition": f"attachment; filename={name}.pdf",
        "Cache-Control": "no-store",
    }
    return Response(content, mimetype="application/pdf", headers=headers)


def document_of(meeting: Meeting, language: str) -> dict[str, Any]:
    """Give what the paper says, in the language that is set."""
    service = current_app.config["SERVICE_NAME"]
    return {
        "language": language,
        "author": service,
        "title": _("The steering group’s meeting on %(day)s", day=day(meeting.day)),
        "lead": _lead(meeting),
        "agenda": _("Agenda"),
        "papers": _("What we ask you to decide"),
        "asks": _("We ask you to decide"),
        "empty": _("Nothing is on the agenda yet."),
        "footer": _(
            "%(service)s, paper of the working group, printed %(day)s",
            service=service,
            day=day(now()),
        ),
        "items": [asdict(_paper(place, item, language)) for place, item in _numbered(meeting)],
    }


def facts_of(activity: Activity, language: str) -> list[tuple[str, str]]:
    """Give what the steering group needs to know of an activity; what is not told is left out."""
    return [(str(name), str(value)) for name, value in _facts(activity, language) if value]


def _lead(meeting: Meeting) -> str:
    told = {"when": moment(meeting.starts_at), "place": meeting.place}
    if meeting.state is MeetingState.CANCELLED:
        return str(_("Called off. It was to be held %(when)s, %(place)s.", **told))
    return str(_("%(when)s, %(place)s", **told))


def _numbered(meeting: Meeting) -> Iterator[tuple[int, AgendaItem]]:
    return enumerate(meeting.items, start=1)


def _paper(place: int, item: AgendaItem, language: str) -> ItemPaper:
    return ItemPaper(
        number=place,
        title=title_of(item),
        about=str(label(item.subject)),
        background=item.background or (item.model.change if item.model else ""),
        facts=facts_of(item.activity, language) if item.activity else [],
        question=item.question,
    )


def _facts(activity: Activity, language: str) -> Iterator[tuple[str, str]]:
    yield _("Stage"), str(label(activity.stage))
    yield _("What is done"), activity.what
    yield _("For whom"), activity.for_whom
    yield _("By whom"), activity.by_whom
    if activity.starts_on and activity.ends_on:
        yield _("When"), period(activity.starts_on, activity.ends_on)
    yield _("Goal"), _goal(activity)
    yield _("Cost"), _cost(activity)
    yield _("Money"), "; ".join(_sources(activity))
    yield _("The need behind it"), _evidence(activity, language)


def _goal(activity: Activity) -> str:
    if activity.goal_figure is None:
        return activity.goal
    figure = number(activity.goal_figure)
    return str(_("%(goal)s (figure: %(figure)s)", goal=activity.goal, figure=figure))


def _cost(activity: Activity) -> str:
    paid = funding_state(activity.cost_sek, activity.sources)
    if paid is FundingState.NO_COST:
        return str(label(paid))
    return str(_("%(amount)s. %(paid)s", amount=kronor(activity.cost_sek), paid=label(paid)))


def _sources(activity: Activity) -> Iterator[str]:
    for source in activity.sources:
        amount = source.granted_sek or source.amount_sek
        words = {"source": source.source, "amount": kronor(amount), "state": label(source.state)}
        yield str(_("%(source)s, %(amount)s: %(state)s", **words))


def _evidence(activity: Activity, language: str) -> str:
    """Give the sentence of the gap that the activity was drafted from, as it was then."""
    return str((activity.evidence or {}).get(f"sentence_{language}", ""))
