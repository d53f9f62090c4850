"""The report to the steering group: as a page, as PDF in either language, and as XLSX."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from models.queries.reports import find_first_year
from web.clock import today
from web.gap_rows import told
from web.outcomes import in_a_sentence
from web.pages import show
from web.reports.documents import asks, goals_told, report_as_book, report_as_pdf
from web.reports.gathering import report_of
from web.reports.periods import part_names, period_asked, years_to_choose
from web.session import session
from web.steering.blueprint import blueprint


@blueprint.get("/report")
def reports_show() -> ResponseReturnValue:
    """Show the report of the period that the address asks for."""
    report = report_of(period_asked(request.args, today()))
    years = years_to_choose(today(), find_first_year(session) or today().year)
    return show(
        "steering/reports/show.html",
        report=report,
        years=years,
        parts=part_names(),
        outcome_in_words=in_a_sentence(report.outcome),
        students_told=told,
        asks=asks(report),
        goals_told=goals_told(),
    )


@blueprint.get("/report/<any(sv, en):in_language>.pdf")
def reports_pdf(in_language: str) -> Response:
    """Give it as two pages to print, in a language."""
    return report_as_pdf(period_asked(request.args, today()), in_language)


@blueprint.get("/report/figures.xlsx")
def reports_xlsx() -> Response:
    """Give the figures behind it, a sheet for each table."""
    return report_as_book(report_of(period_asked(request.args, today())))
