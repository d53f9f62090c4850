"""What a report says of each stage: a sentence, a picture, and the figures behind them.

What came of a period is held against the goals of the activities that ran in it, and against the
same days a year earlier.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from models.activities import Activity
from models.queries.figures import YearOfKind, list_year_by_kind
from models.queries.reports import (
    count_classes_that_came,
    count_courses_begun,
    count_needs_met,
    count_needs_met_by_matches,
    count_needs_met_by_teaching,
    count_pupils_who_came,
    count_requests_answered,
    count_study_places_taken,
    goal_of,
)
from models.words import Kind, Measure, Stage
from web.filters import number
from web.labels import label
from web.reports.periods import Period
from web.session import session

# The kinds of match by which each stage is told.
KINDS = {
    Stage.STIMULATE: (Kind.MENTORSHIP, Kind.INTERNSHIP, Kind.THESIS),
    Stage.RETAIN: (Kind.TRAINEESHIP,),
}


@dataclass(frozen=True)
class Figure:
    """A count of the period, of the same days a year earlier, and the goal, if there is one."""

    name: str
    now: int
    before: int
    goal: int | None = None


@dataclass(frozen=True)
class Chapter:
    """What is told of one stage.

    Parameters
    ----------
    counts_alike : bool
        Whether its figures count the same thing: only then are their bars held against each other.
    """

    stage: Stage
    headline: str
    figures: tuple[Figure, ...]
    counts_alike: bool = True

    def widest(self, figure: Figure) -> int:
        """Give the number by which a figure's bars are drawn."""
        drawn = self.figures if self.counts_alike else (figure,)
        return max(max(row.now, row.before, row.goal or 0) for row in drawn)


def compared(now: int, before: int, words: tuple[str, str, str], *, none: str = "") -> str:
    """Choose the sentence that holds: more than before, fewer, or as many; and fill its figures in.

    Of nothing, ``none`` is said, if it is given.

    Examples
    --------
    >>> compared(5, 3, ("{now}, {differ} more", "{now}, {differ} fewer", "{now} as before"))
    '5, 2 more'
    """
    more, fewer, same = words
    chosen = more if now > before else fewer if now < before else same
    said = none if none and not now else chosen
    return said.format(now=number(now), differ=number(abs(now - before)), before=number(before))


def chapters_of(period: Period, activities: Sequence[Activity]) -> list[Chapter]:
    """Give the four chapters, in the order of the stages."""
    return [TELL[stage](period, activities) for stage in Stage]


def _matches(stage: Stage, period: Period, activities: Sequence[Activity]) -> tuple[Figure, ...]:
    now = {row.kind: row for row in list_year_by_kind(session, *period.span)}
    before = {row.kind: row for row in list_year_by_kind(session, *period.before.span)}
    goals = {
        kind: goal_of(activities, Measure.PLACED, stage=stage, kind=kind) for kind in KINDS[stage]
    }
    return tuple(_placed(now[kind], before[kind], goals[kind]) for kind in KINDS[stage])


def _placed(now: YearOfKind, before: YearOfKind, goal: int | None) -> Figure:
    return Figure(str(label(now.kind)), now.placed, before.placed, goal)


def _counted(
    name: str, count: Callable[..., int], period: Period, goal: int | None = None
) -> Figure:
    """Count what happened in a period, and on the same days a year earlier."""
    now, before = (count(session, *each.span) for each in (period, period.before))
    return Figure(name, now, before, goal)


def _attract(period: Period, activities: Sequence[Activity]) -> Chapter:
    goal = goal_of(activities, Measure.TOOK_PART, stage=Stage.ATTRACT)
    pupils = _counted(_("Pupils who came"), count_pupils_who_came, period, goal)
    figures = (
        pupils,
        _counted(_("Classes that came"), count_classes_that_came, period),
        _counted(_("Teachers’ requests answered"), count_requests_answered, period),
    )
    words = (
        ngettext(
            "{now} pupil met the university, {differ} more than a year earlier.",
            "{now} pupils met the university, {differ} more than a year earlier.",
            pupils.now,
        ),
        ngettext(
            "{now} pupil met the university, {differ} fewer than a year earlier.",
            "{now} pupils met the university, {differ} fewer than a year earlier.",
            pupils.now,
        ),
        ngettext(
            "{now} pupil met the university, as many as a year earlier.",
            "{now} pupils met the university, as many as a year earlier.",
            pupils.now,
        ),
    )
    none = _("No pupils met the university; a year earlier it was {before}.")
    headline = compared(pupils.now, pupils.before, words, none=none)
    return Chapter(Stage.ATTRACT, headline, figures, counts_alike=False)


def _stimulate(period: Period, activities: Sequence[Activity]) -> Chapter:
    figures = _matches(Stage.STIMULATE, period, activities)
    words = (
        _(
            "{now} began with a mentor, an internship or a thesis,"
            " {differ} more than a year earlier."
        ),
        _(
            "{now} began with a mentor, an internship or a thesis,"
            " {differ} fewer than a year earlier."
        ),
        _("{now} began with a mentor, an internship or a thesis, as many as a year earlier."),
    )
    none = _(
        "Nobody began with a mentor, an internship or a thesis; a year earlier it was {before}."
    )
    return Chapter(Stage.STIMULATE, compared(*_sums(figures), words, none=none), figures)


def _retain(period: Period, activities: Sequence[Activity]) -> Chapter:
    figures = _matches(Stage.RETAIN, period, activities)
    words = (
        _("{now} began as trainees with local employers, {differ} more than a year earlier."),
        _("{now} began as trainees with local employers, {differ} fewer than a year earlier."),
        _("{now} began as trainees with local employers, as many as a year earlier."),
    )
    none = _("Nobody began as a trainee with a local employer; a year earlier it was {before}.")
    return Chapter(Stage.RETAIN, compared(*_sums(figures), words, none=none), figures)


def _develop(period: Period, activities: Sequence[Activity]) -> Chapter:
    before = period.before
    goal = goal_of(activities, Measure.TOOK_PART, stage=Stage.DEVELOP)
    courses = Figure(
        _("Courses that began"),
        count_courses_begun(session, period.first, period.end),
        count_courses_begun(session, before.first, before.end),
    )
    figures = (
        courses,
        _counted(_("Study places taken"), count_study_places_taken, period, goal),
        _counted(_("Competence needs met"), count_needs_met, period),
        _counted(_("of them by a match"), count_needs_met_by_matches, period),
        _counted(_("of them by an activity or a course"), count_needs_met_by_teaching, period),
    )
    words = (
        ngettext(
            "{now} course began close to home, {differ} more than a year earlier.",
            "{now} courses began close to home, {differ} more than a year earlier.",
            courses.now,
        ),
        ngettext(
            "{now} course began close to home, {differ} fewer than a year earlier.",
            "{now} courses began close to home, {differ} fewer than a year earlier.",
            courses.now,
        ),
        ngettext(
            "{now} course began close to home, as many as a year earlier.",
            "{now} courses began close to home, as many as a year earlier.",
            courses.now,
        ),
    )
    none = _("No course began close to home; a year earlier it was {before}.")
    headline = compared(courses.now, courses.before, words, none=none)
    return Chapter(Stage.DEVELOP, headline, figures, counts_alike=False)


def _sums(figures: Sequence[Figure]) -> tuple[int, int]:
    return sum(row.now for row in figures), sum(row.before for row in figures)


TELL: dict[Stage, Callable[[Period, Sequence[Activity]], Chapter]] = {
    Stage.ATTRACT: _attract,
    Stage.STIMULATE: _stimulate,
    Stage.RETAIN: _retain,
    Stage.DEVELOP: _develop,
}
