"""A report as a file: two pages of PDF, or a workbook of its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flask import Response, current_app
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from models.words import Language
from web.clock import today
from web.filters import day, kronor, number
from web.gap_rows import told
from web.labels import label
from web.outcomes import in_a_sentence, outcome_sheet
from web.reports.chapters import Chapter, Figure
from web.reports.gathering import ActivityLine, Report, report_of
from web.reports.periods import Period
from web.typesetting import typeset_within

TEMPLATE = Path(__file__).parent / "report.typ"
# Whoever prints it gets one sheet.
PAGES, SIZES = 2, (9.5, 9, 8.5, 8)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Sheets = Mapping[str, tuple[Sequence[str], list[dict[str, Any]]]]


def report_as_pdf(period: Period, language: str) -> Response:
    """Give the report of a period in a language, to be printed or read aloud."""
    with force_locale(Language(language).value):
        document = document_of(report_of(period), language)
        content = typeset_within(PAGES, SIZES, TEMPLATE, document)
        name = _("report-%(period)s", period=period.key)
    return _file(content, "application/pdf", f"{name}.pdf")


def report_as_book(report: Report) -> Response:
    """Give the figures of a report, a sheet for each of its tables."""
    # A spreadsheet's library is loaded when somebody asks for one, not by every page.
    from web.tables.workbooks import as_book

    name = _("report-%(period)s", period=report.period.key)
    return _file(as_book(sheets_of(report)), XLSX, f"{name}.xlsx")


def document_of(report: Report, language: str) -> dict[str, Any]:
    """Give what the PDF says, in the language that is set, as the typesetter takes it."""
    service = current_app.config["SERVICE_NAME"]
    return {
        "language": language,
        "author": service,
        "title": _("Report to the steering group"),
        "lead": report.period.name,
        "footer": _("%(service)s, printed %(day)s", service=service, day=day(today())),
        "asks": asks(report),
        "goals": goals_told(),
        "columns": [_("What"), _("This period"), _("Year before"), _("Goal")],
        "chapters": [_chapter(chapter) for chapter in report.chapters],
        "tables": [
            {
                "heading": heading,
                "columns": list(columns),
                "rows": rows,
                "note": note,
                "numbers": _number_columns(),
            }
            for heading, columns, rows, note in _tables(report)
        ],
    }


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {
        "stage": str(label(chapter.stage)),
        "headline": chapter.headline,
        "rows": [
            {**asdict(row), "most": chapter.widest(row), "shown": _shown(row)}
            for row in chapter.figures
        ],
    }


def _shown(row: Figure) -> list[str]:
    goal = number(row.goal) if row.goal is not None else "–"
    return [number(row.now), number(row.before), goal]


def _tables(report: Report) -> list[tuple[str, Sequence[str], list[list[str]], str]]:
    columns = [_("Activity"), _("Goal"), _("Reached"), _("Cost"), _("Granted"), _("Funding")]
    asked = [_("Activity"), _("What it is to lead to"), *columns[1:2], *columns[3:]]
    answered, gap = _answers(report), _gap(report)
    return [
        (
            report.says_of_money,
            columns,
            [_printed(line) for line in report.activities],
            report.says_of_grants,
        ),
        (
            in_a_sentence(report.outcome),
            [_("Question"), _("Answer"), _("People")],
            answered,
            report.response_rate,
        ),
        (
            report.gap.says,
            [_("Field"), _("People needed"), _("Places unfilled"), _("Students")],
            gap,
            "",
        ),
        (
            _("What we ask you to decide"),
            asked,
            [_asked(line) for line in report.to_decide],
            "" if report.to_decide else _("Nothing waits for your decision."),
        ),
    ]


def _answers(report: Report) -> list[list[str]]:
    """Give what people answered, question by question."""
    return [
        [picture.name if number_ == 0 else "", row.name, _count(row.count)]
        for picture in report.answers
        for number_, row in enumerate(picture.rows)
    ]


def _number_columns() -> list[str]:
    """Name the columns that hold figures, which stand to the right."""
    money = [_("Goal"), _("Reached"), _("Cost"), _("Granted")]
    return [*money, _("People"), _("People needed"), _("Places unfilled"), _("Students")]


def _asked(line: ActivityLine) -> list[str]:
    title, goal, _reached, *money = _printed(line)
    return [title, line.activity.goal or "–", goal, *money]


def asks(report: Report) -> str:
    """Say what the steering group is asked to decide, in a sentence."""
    if not report.to_decide:
        return str(_("Nothing waits for your decision."))
    words = ngettext(
        "We ask you to decide on %(num)d activity:",
        "We ask you to decide on %(num)d activities:",
        len(report.to_decide),
    )
    return f"{words} {'; '.join(line.activity.title for line in report.to_decide)}"


def goals_told() -> str:
    """Say which goals a period is held against."""
    words = _(
        "The thin bar is the year before, the line a goal. A goal is shown where an activity begins"
        " and ends within the period; each activity stands beside its own goal below."
    )
    return str(words)


def _count(count: int | None) -> str:
    return number(count) if count is not None else str(_("with others"))


def _gap(report: Report) -> list[list[str]]:
    return [
        [row.name, number(row.needed), number(row.unfilled), str(told(row.students))]
        for row in report.gap.drawn
    ]


def _printed(line: ActivityLine) -> list[str]:
    goal, reached = line.activity.goal_figure, line.reached
    return [
        line.activity.title,
        number(goal) if goal is not None else "–",
        number(reached) if reached is not None else "–",
        kronor(line.activity.cost_sek),
        kronor(line.granted_sek),
        str(label(line.funding)),
    ]


def sheets_of(report: Report) -> Sheets:
    """Give the tables of a report by the names of their sheets."""
    stage, what, goal = _("Stage"), _("What"), _("Goal")
    now, before = _("This period"), _("Year before")
    figures = [
        {
            stage: str(label(chapter.stage)),
            what: row.name,
            now: row.now,
            before: row.before,
            goal: row.goal,
        }
        for chapter in report.chapters
        for row in chapter.figures
    ]  # fmt: skip - a row to a line
    ran = [_listed(line) for line in report.activities]
    waiting = [_listed(line) for line in report.to_decide]
    columns = list(_listed_columns())
    return {
        _("Stages"): ([stage, what, now, before, goal], figures),
        _("Activities"): (columns, ran),
        _("What came of it"): outcome_sheet(report.outcome),
        _("The gap"): _gap_sheet(report),
        _("To decide"): (columns, waiting),
    }


def _gap_sheet(report: Report) -> tuple[Sequence[str], list[dict[str, Any]]]:
    columns = [_("Field"), _("People needed"), _("Places unfilled"), _("Students")]
    values = [(row.name, row.needed, row.unfilled, told(row.students)) for row in report.gap.rows]
    return columns, [dict(zip(columns, each, strict=True)) for each in values]


def _listed_columns() -> list[str]:
    return [
        _("Activity"),
        _("Stage"),
        _("State"),
        _("Goal"),
        _("Reached"),
        _("Cost, SEK"),
        _("Granted, SEK"),
        _("Funding"),
    ]  # fmt: skip - a list of words


def _listed(line: ActivityLine) -> dict[str, Any]:
    activity = line.activity
    values = (
        activity.title,
        str(label(activity.stage)),
        str(label(activity.state)),
        activity.goal_figure,
        line.reached,
        activity.cost_sek,
        line.granted_sek,
        str(label(line.funding)),
    )  # fmt: skip - as the columns
    return dict(zip(_listed_columns(), values, strict=True))


def _file(content: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename={name}", "Cache-Control": "no-store"}
    return Response(content, content_type=kind, headers=headers)
