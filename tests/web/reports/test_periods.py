"""A report tells of days that have passed, and is held against the same days a year earlier."""

from datetime import UTC, date, datetime

import pytest

from web.reports.periods import Period, period_asked, years_to_choose

TODAY = date(2027, 11, 26)


def test_a_year_that_is_over_is_told_whole() -> None:
    period = Period(2026, "year", TODAY)
    assert (period.first, period.last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (period.before.first, period.before.last) == (date(2025, 1, 1), date(2025, 12, 31))


def test_a_year_so_far_is_held_against_the_same_days() -> None:
    period = Period(2027, "year", TODAY)
    assert (period.first, period.last) == (date(2027, 1, 1), TODAY)
    assert period.before.last == date(2026, 11, 26)


def test_a_leap_day_has_no_day_a_year_earlier() -> None:
    assert Period(2028, "year", date(2028, 2, 29)).before.last == date(2027, 2, 28)


def test_halves_meet_at_midnight_in_sweden() -> None:
    spring, autumn = Period(2026, "spring", TODAY), Period(2026, "autumn", TODAY)
    assert spring.span[1] == autumn.span[0] == datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert autumn.span[1] == datetime(2026, 12, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"year": "next"},
        {"year": "20271"},
        {"year": "2028"},
        {"year": "1999"},
        {"year": "٢٠٢٦"},
        {"part": "winter"},
        {"year": "", "part": ""},
    ],
)
def test_what_is_no_period_gives_this_year(asked: dict[str, str]) -> None:
    assert period_asked(asked, TODAY) == Period(2027, "year", TODAY)


def test_a_half_that_has_not_begun_gives_this_year() -> None:
    early = date(2027, 3, 1)
    assert period_asked({"year": "2027", "part": "autumn"}, early) == Period(2027, "year", early)


def test_an_earlier_half_is_found() -> None:
    asked = period_asked({"year": "2026", "part": "autumn"}, TODAY)
    assert (asked.first, asked.last) == (date(2026, 7, 1), date(2026, 12, 31))


def test_there_is_always_a_year_to_choose() -> None:
    assert years_to_choose(TODAY, 2025) == [2027, 2026, 2025]
    assert years_to_choose(TODAY, 2030) == [2027]
