"""Everything that a report says, gathered once: page, PDF and XLSX are three looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from models.activities import Activity
from models.funding import funding_state, granted_sek
from models.queries.activities import list_activities
from models.queries.activity_figures import count_measure
from models.queries.meetings import AWAITS_DECISION
from models.queries.outcomes import OutcomeFigures
from models.queries.publications import published_figures
from models.queries.reports import (
    list_activities_that_ran,
    list_rounds_of_span,
    sum_granted,
)
from models.rounds import Round
from models.words import FundingState
from web.filters import kronor, percent
from web.gap_rows import Picture as GapPicture
from web.gaps import Gap
from web.outcomes import Picture, pictures_of
from web.reports.chapters import Chapter, chapters_of
from web.reports.periods import Period
from web.session import session


@dataclass(frozen=True)
class ActivityLine:
    """An activity that ran, beside its goal and its money."""

    activity: Activity
    reached: int | None
    granted_sek: int
    funding: FundingState


@dataclass(frozen=True)
class Report:
    """What the steering group is told of a period."""

    period: Period
    chapters: list[Chapter]
    activities: list[ActivityLine]
    granted_sek: int
    granted_before_sek: int
    rounds: Sequence[Round]
    outcome: OutcomeFigures
    gap: GapPicture
    to_decide: list[ActivityLine]

    @property
    def cost_sek(self) -> int:
        """What the activities that ran cost in all."""
        return sum(line.activity.cost_sek for line in self.activities)

    @property
    def missing_sek(self) -> int:
        """What nobody pays for yet, of the activities that ran."""
        return sum(max(0, line.activity.cost_sek - line.granted_sek) for line in self.activities)

    @property
    def answers(self) -> list[Picture]:
        """What people answered afterwards, question by question, where it can be told."""
        return pictures_of(self.outcome)

    @property
    def response_rate(self) -> str:
        """How many of those asked have answered, as it always stands beside what they did."""
        asked, answered = self.outcome.asked, self.outcome.answered
        rate = percent(self.outcome.rate or 0)
        words = _(
            "Response rate: %(answered)s of %(asked)s, %(rate)s.",
            answered=answered,
            asked=asked,
            rate=rate,
        )
        return str(words)

    @property
    def says_of_grants(self) -> str:
        """How much was granted, and how much on the same days a year earlier."""
        words = _(
            "%(granted)s was granted, and %(before)s a year earlier.",
            granted=kronor(self.granted_sek),
            before=kronor(self.granted_before_sek),
        )
        return str(words)

    @property
    def says_of_money(self) -> str:
        """How what ran is paid for, in a sentence."""
        count, cost, missing = len(self.activities), self.cost_sek, self.missing_sek
        if not count:
            return str(_("No activity ran in this period."))
        told = {"cost": kronor(cost), "missing": kronor(missing)}
        if not missing:
            return str(
                ngettext(
                    "%(num)d activity ran, at a cost of %(cost)s, all of it paid for.",
                    "%(num)d activities ran, at a cost of %(cost)s, all of it paid for.",
                    count,
                    **told,
                )
            )
        return str(
            ngettext(
                "%(num)d activity ran, at a cost of %(cost)s; %(missing)s has no source yet.",
                "%(num)d activities ran, at a cost of %(cost)s; %(missing)s has no source yet.",
                count,
                **told,
            )
        )


def report_of(period: Period) -> Report:
    """Gather the report of a period."""
    first, end = period.first, period.end
    ran = list_activities_that_ran(session, first, end)
    before = period.before
    return Report(
        period=period,
        chapters=chapters_of(period, [each for each in ran if _is_within(each, period)]),
        activities=[_line(activity) for activity in ran],
        granted_sek=sum_granted(session, first, end),
        granted_before_sek=sum_granted(session, before.first, before.end),
        rounds=list_rounds_of_span(session, first, end),
        outcome=published_figures(session, first, period.last),
        gap=Gap.of({}).pictures[0],
        to_decide=[_line(each) for each in list_activities(session, states=AWAITS_DECISION)],
    )


def _is_within(activity: Activity, period: Period) -> bool:
    """Whether all days of an activity lie in a period, so that its goal is one of the period."""
    first, last = activity.starts_on, activity.ends_on
    return bool(first and last and period.first <= first and last < period.whole_end)


def _line(activity: Activity) -> ActivityLine:
    return ActivityLine(
        activity,
        _reached(activity),
        granted_sek(activity.sources),
        funding_state(activity.cost_sek, activity.sources),
    )


def _reached(activity: Activity) -> int | None:
    """Give what came of a goal: as it was told when the activity ended, else as counted by now."""
    told = activity.outcome_figure
    return count_measure(session, activity) if told is None else told
