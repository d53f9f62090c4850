"""The report holds what came of a period against goals and against the year before."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.orm import Session

from models.activities import Activity
from models.queries.reports import goal_of
from models.words import ActivityState, FundingState, Kind, Measure, SourceState, Stage
from tests.builders import NOW, a_coordinator, a_placed_match, a_round, a_source, an_activity
from tests.builders.activities import say_of
from tests.web.databases import on_both
from web.reports.chapters import Chapter, Figure, compared
from web.reports.gathering import Report, report_of
from web.reports.periods import Period

SO_FAR = Period(NOW.year, "year", NOW.date())
EARLIER = {"starts_on": date(NOW.year, 1, 10), "ends_on": date(NOW.year, 2, 20)}


def running(session: Session, **words: object) -> Activity:
    activity = an_activity(session, ActivityState.RUNNING, **words)
    activity.starts_on, activity.ends_on = EARLIER["starts_on"], EARLIER["ends_on"]
    session.flush()
    return activity


@pytest.fixture
def speaking(app: Flask) -> Iterator[None]:
    with app.test_request_context(), force_locale("en"):
        yield


def gathered(session: Session, period: Period = SO_FAR) -> Report:
    session.commit()
    return report_of(period)


@on_both
@pytest.mark.usefixtures("speaking")
def test_an_empty_service_has_a_report_too(session: Session) -> None:
    report = gathered(session)
    assert [chapter.stage for chapter in report.chapters] == list(Stage)
    assert all(row.now == row.before == 0 for each in report.chapters for row in each.figures)
    assert (report.activities, report.to_decide, list(report.rounds)) == ([], [], [])
    assert (report.cost_sek, report.missing_sek, report.granted_sek) == (0, 0, 0)


@on_both
@pytest.mark.usefixtures("speaking")
def test_what_began_is_held_against_the_goal_of_its_kind(session: Session) -> None:
    running(session, kind=Kind.THESIS, goal_measure=Measure.PLACED, goal_figure=10)
    running(session, kind=Kind.THESIS, goal_measure=Measure.PLACED, goal_figure=5)
    running(session, kind=Kind.THESIS, goal_measure=Measure.TOLD, goal_figure=90)
    match = a_placed_match(session)
    stimulate = gathered(session).chapters[1]
    rows = {row.name: row for row in stimulate.figures}
    assert rows["Thesis project"].goal == 15
    assert rows["Mentorship"].goal is None
    assert sum(row.now for row in stimulate.figures) == (match.kind is not Kind.TRAINEESHIP)


@on_both
@pytest.mark.usefixtures("speaking")
def test_the_year_before_is_the_same_days_of_it(session: Session) -> None:
    a_placed_match(session)
    later = Period(NOW.year + 1, "year", NOW.date().replace(year=NOW.year + 1))
    sooner = Period(NOW.year + 1, "year", NOW.date().replace(year=NOW.year + 1, month=2))
    counted = [
        sum(row.before for each in gathered(session, period).chapters for row in each.figures)
        for period in (later, sooner)
    ]
    assert counted == [1, 0]


@on_both
@pytest.mark.usefixtures("speaking")
def test_money_that_is_missing_is_said(session: Session) -> None:
    paid = running(session)
    unpaid = an_activity(session, ActivityState.PLANNED, cost_sek=80_000)
    unpaid.unfunded_allowed_at = NOW
    unpaid.starts_on, unpaid.ends_on = EARLIER["starts_on"], EARLIER["ends_on"]
    a_source(session, SourceState.GRANTED, activity=unpaid, amount_sek=30_000)
    say_of(session, unpaid, "start", by=a_coordinator(session))
    report = gathered(session)
    assert [line.activity.id for line in report.activities] == [paid.id, unpaid.id]
    assert [line.funding for line in report.activities] == [
        FundingState.NO_COST,
        FundingState.PARTLY,
    ]
    assert (report.cost_sek, report.missing_sek, report.granted_sek) == (80_000, 50_000, 30_000)
    assert "SEK 50,000 has no source yet" in report.says_of_money


@on_both
@pytest.mark.usefixtures("speaking")
def test_what_is_reviewed_or_deferred_waits_for_a_decision(session: Session) -> None:
    waiting = [
        an_activity(session, state) for state in (ActivityState.REVIEWED, ActivityState.DEFERRED)
    ]
    an_activity(session, ActivityState.PROPOSED)
    found = [line.activity.id for line in gathered(session).to_decide]
    assert sorted(found) == sorted(activity.id for activity in waiting)


@on_both
@pytest.mark.usefixtures("speaking")
@pytest.mark.parametrize(("closes_on", "is_told"), [((0, 1, 1), True), ((-1, 12, 31), False)])
def test_rounds_that_were_open_on_some_day_are_told(
    session: Session, closes_on: tuple[int, int, int], is_told: bool
) -> None:
    years, month, day = closes_on
    opened = a_round(session)
    opened.opens_on = date(NOW.year - 1, 12, 1)
    opened.closes_on = date(NOW.year + years, month, day)
    assert [each.id for each in gathered(session).rounds] == ([opened.id] if is_told else [])


@pytest.mark.usefixtures("speaking")
def test_a_goal_that_reaches_beyond_the_period_is_not_the_periods(session: Session) -> None:
    running(session, kind=Kind.THESIS, goal_measure=Measure.PLACED, goal_figure=10)
    longer = running(session, kind=Kind.THESIS, goal_measure=Measure.PLACED, goal_figure=5)
    longer.ends_on = date(NOW.year + 1, 2, 20)
    report = gathered(session)
    goals = {row.name: row.goal for row in report.chapters[1].figures}
    assert goals["Thesis project"] == 10
    assert len(report.activities) == 2


def test_bars_are_held_against_each_other_only_where_they_count_the_same() -> None:
    pupils, classes = Figure("Pupils", 900, 1000), Figure("Classes", 40, 50)
    alike = Chapter(Stage.ATTRACT, "", (pupils, classes))
    apart = Chapter(Stage.ATTRACT, "", (pupils, classes), counts_alike=False)
    assert (alike.widest(classes), apart.widest(classes)) == (1000, 50)


def test_goals_of_nothing_are_none() -> None:
    assert goal_of([], Measure.PLACED, stage=Stage.RETAIN) is None


@pytest.mark.parametrize(
    ("now", "before", "said"), [(3, 1, "more 2"), (1, 3, "fewer 2"), (2, 2, "same 2")]
)
def test_a_sentence_says_whether_it_is_more(now: int, before: int, said: str) -> None:
    assert compared(now, before, ("more {differ}", "fewer {differ}", "same {now}")) == said


def test_of_nothing_a_sentence_says_so() -> None:
    assert compared(0, 3, ("more", "fewer", "same"), none="none, before {before}") == (
        "none, before 3"
    )
