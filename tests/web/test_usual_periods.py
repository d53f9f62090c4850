"""The days that forms propose are ahead, whole, and where people expect them."""

from datetime import date, timedelta

import pytest

from models.words import Kind
from web.usual_periods import usual_period

DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(0, 4 * 366, 3)]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_day_of_the_year_has_a_period_ahead(kind: Kind) -> None:
    for today in DAYS:
        first, last = usual_period(kind, today)
        assert today <= first < last
        assert (first - today).days <= 371


@pytest.mark.parametrize(
    ("kind", "today", "first", "last"),
    [
        (Kind.THESIS, "2026-11-23", "2027-01-18", "2027-06-06"),
        (Kind.THESIS, "2027-01-19", "2028-01-17", "2028-06-04"),
        (Kind.INTERNSHIP, "2027-06-07", "2027-06-07", "2027-08-20"),
        (Kind.INTERNSHIP, "2027-06-08", "2028-06-07", "2028-08-20"),
        (Kind.MENTORSHIP, "2026-08-01", "2026-09-01", "2027-05-31"),
        (Kind.MENTORSHIP, "2027-03-01", "2027-09-01", "2028-05-31"),
        (Kind.TRAINEESHIP, "2026-11-23", "2027-08-01", "2028-07-31"),
    ],
)
def test_named_days(kind: Kind, today: str, first: str, last: str) -> None:
    found = usual_period(kind, date.fromisoformat(today))
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("year", range(2026, 2040))
def test_a_thesis_is_twenty_weeks_of_whole_weeks(year: int) -> None:
    first, last = usual_period(Kind.THESIS, date(year, 1, 1))
    assert (first.weekday(), last.weekday()) == (0, 6)
    assert (last - first).days + 1 == 140
