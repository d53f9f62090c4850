"""Working days, pauses and the ends of days, as they are in Sweden."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.days import Pause, add_working_days, day_in_sweden, end_of_day, is_working_day
from models.policy import CHRISTMAS, DEFAULT, JULY

DAYS = st.dates(date(2026, 1, 1), date(2031, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        date(2027, 1, 1),
        date(2027, 1, 6),
        date(2027, 3, 26),  # Good Friday
        date(2027, 3, 29),  # Easter Monday
        date(2027, 5, 6),  # Ascension
        date(2027, 6, 25),  # Midsummer Eve
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 31),
        date(2027, 3, 6),  # a Saturday
        date(2027, 3, 7),  # a Sunday
    ],
)
def test_nobody_answers_on_a_red_day_an_eve_or_a_weekend(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2027, 3, 25), date(2027, 5, 7), date(2027, 6, 7)])
def test_the_days_around_a_red_day_are_ordinary(day: date) -> None:
    assert is_working_day(day)


def test_ten_working_days_over_easter_skip_its_two_red_days() -> None:
    assert add_working_days(date(2027, 3, 22), 10) == date(2027, 4, 7)


def test_july_does_not_count() -> None:
    assert add_working_days(date(2027, 6, 28), 10, DEFAULT.pauses) == date(2027, 8, 11)


def test_the_days_from_20_december_to_7_january_do_not_count() -> None:
    assert add_working_days(date(2026, 12, 18), 1, DEFAULT.pauses) == date(2027, 1, 8)
    assert add_working_days(date(2026, 12, 17), 10, DEFAULT.pauses) == date(2027, 1, 20)


def test_a_pause_covers_both_of_its_ends_and_may_pass_new_year() -> None:
    assert JULY.covers(date(2027, 7, 1))
    assert JULY.covers(date(2027, 7, 31))
    assert not JULY.covers(date(2027, 8, 1))
    assert CHRISTMAS.covers(date(2026, 12, 20))
    assert CHRISTMAS.covers(date(2027, 1, 7))
    assert not CHRISTMAS.covers(date(2027, 1, 8))
    assert not CHRISTMAS.covers(date(2026, 12, 19))


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2027, 3, 27), datetime(2027, 3, 27, 23, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 22, tzinfo=UTC)),  # summer time begins
        (date(2027, 10, 30), datetime(2027, 10, 30, 22, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 31, 23, tzinfo=UTC)),  # summer time ends
    ],
)
def test_a_day_ends_at_midnight_in_sweden_whatever_the_clock_is_set_to(
    day: date, ends: datetime
) -> None:
    assert end_of_day(day) == ends


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2027, 3, 28), 23), (date(2027, 10, 31), 25), (date(2027, 3, 1), 24)],
)
def test_the_days_when_the_clock_is_turned_are_23_and_25_hours_long(day: date, hours: int) -> None:
    length = end_of_day(day) - end_of_day(day - timedelta(days=1))
    assert length == timedelta(hours=hours)


@given(DAYS)
def test_the_last_second_of_a_day_is_that_day_and_its_end_the_next(day: date) -> None:
    assert day_in_sweden(end_of_day(day) - timedelta(seconds=1)) == day
    assert day_in_sweden(end_of_day(day)) == day + timedelta(days=1)


@given(DAYS, st.integers(1, 30))
def test_as_many_working_days_have_passed_as_were_added(day: date, count: int) -> None:
    last = add_working_days(day, count, DEFAULT.pauses)
    after = (day + timedelta(days=n) for n in range(1, (last - day).days + 1))
    assert sum(is_working_day(each, DEFAULT.pauses) for each in after) == count
    assert is_working_day(last, DEFAULT.pauses)


@given(DAYS)
def test_a_pause_of_the_whole_year_but_a_day_leaves_that_day(day: date) -> None:
    rest = Pause(2, 1, 1, 30)
    assert rest.covers(day) is ((day.month, day.day) != (1, 31))
