"""What a report says of each stage: a sentence, a picture, and the figures behind them.

What came of a period is held against the goals of the activities that ran in it, and against the
same days a year earlier.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

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
    """What is told of one stage."""

    stage: Stage
    headline: str
    figures: tuple[Figure, ...]

    @property
    def most(self) -> int:
        """The largest number, by which the bars are drawn."""
        return max((max(row.now, row.before, row.goal or 0) for row in self.figures), default=0)


def compared(now: int, before: int, words: tuple[str, str, str]) -> str:
    """Choose the sentence that holds: more than before, fewer, or as many; and fill its figures in.

    Examples
    --------
    >>> compared(5, 3, ("{now}, {differ} more", "{now}, {differ} fewer", "{now} as before"))
    '5, 2 more'
    """
    more, fewer, same = words
    chosen = more if now > before else fewer if now < before else same
    return chosen.format(now=now, differ=abs(now - before))


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
        _("{now} pupils met the university, {differ} more than a year ago."),
        _("{now} pupils met the university, {differ} fewer than a year ago."),
        _("{now} pupils met the university, as many as a year ago."),
    )
    return Chapter(Stage.ATTRACT, compared(pupils.now, pupils.before, words), figures)


def _stimulate(period: Period, activities: Sequence[Activity]) -> Chapter:
    figures = _matches(Stage.STIMULATE, period, activities)
    words = (
        _("{now} began with a mentor, an internship or a thesis, {differ} more than a year ago."),
        _("{now} began with a mentor, an internship or a thesis, {differ} fewer than a year ago."),
        _("{now} began with a mentor, an internship or a thesis, as many as a year ago."),
    )
    return Chapter(Stage.STIMULATE, compared(*_sums(figures), words), figures)


def _retain(period: Period, activities: Sequence[Activity]) -> Chapter:
    figures = _matches(Stage.RETAIN, period, activities)
    words = (
        _("{now} began as trainees with local employers, {differ} more than a year ago."),
        _("{now} began as trainees with local employers, {differ} fewer than a year ago."),
        _("{now} began as trainees with local employers, as many as a year ago."),
    )
    return Chapter(Stage.RETAIN, compared(*_sums(figures), words), figures)


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
        _("{now} courses began close to home, {differ} more than a year ago."),
        _("{now} courses began close to home, {differ} fewer than a year ago."),
        _("{now} courses began close to home, as many as a year ago."),
    )
    return Chapter(Stage.DEVELOP, compared(courses.now, courses.before, words), figures)


def _sums(figures: Sequence[Figure]) -> tuple[int, int]:
    return sum(row.now for row in figures), sum(row.before for row in figures)


TELL: dict[Stage, Callable[[Period, Sequence[Activity]], Chapter]] = {
    Stage.ATTRACT: _attract,
    Stage.STIMULATE: _stimulate,
    Stage.RETAIN: _retain,
    Stage.DEVELOP: _develop,
}
