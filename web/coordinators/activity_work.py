"""What waits on the work list because of activities, and of the money that they seek."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.activities import Activity
from models.funding import FundingSource
from web.coordinators.work_lines import Line, Sort
from web.filters import day, kronor
from web.labels import label


def _report_due(source: FundingSource) -> Line:
    due = source.report_due_on
    return _of_source(source, _("report due %(day)s", day=day(due)) if due else "")


def _decision_expected(source: FundingSource) -> Line:
    expected = source.expected_on
    return _of_source(source, _("decision expected %(day)s", day=day(expected)) if expected else "")


def _of_source(source: FundingSource, note: str) -> Line:
    address = url_for("coordinators.activities_show", activity_id=source.activity_id)
    title = _("%(source)s – %(activity)s", source=source.source, activity=source.activity.title)
    return Line(address, title, f"{kronor(source.granted_sek or source.amount_sek)} · {note}")


def _activity_to_review(activity: Activity) -> Line:
    address = url_for("coordinators.activities_show", activity_id=activity.id)
    return Line(address, activity.title, str(label(activity.stage)))


def _activity_over(activity: Activity) -> Line:
    address = url_for("coordinators.activities_show", activity_id=activity.id)
    last = activity.ends_on
    return Line(
        address, activity.title, _("its last day was %(day)s", day=day(last)) if last else ""
    )


SORTS_OF_ACTIVITIES = (
    Sort(
        "reports_due",
        _l("Money to report"),
        _l("Write the report that the source asks for, and note that it is sent."),
        _report_due,
    ),
    Sort(
        "decisions_expected",
        _l("Decisions on money"),
        _l("See what the source has decided, and write it down."),
        _decision_expected,
    ),
    Sort(
        "activities",
        _l("Activities to review"),
        _l("Read the proposal. If it is ready, pass it on to the steering group."),
        _activity_to_review,
    ),
    Sort(
        "activities_over",
        _l("Activities that are over"),
        _l("Write down what came of the goal."),
        _activity_over,
    ),
)
