"""Days as they are reckoned in Sweden: working days, pauses, and when a day ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from holidays import country_holidays

STOCKHOLM = ZoneInfo("Europe/Stockholm")
HOUR_OF_LETTERS = 8


@dataclass(frozen=True)
class Pause:
    """Days of the year on which no reply is waited for, such as July. May pass New Year."""

    from_month: int
    from_day: int
    to_month: int
    to_day: int

    def covers(self, day: date) -> bool:
        """Whether the day lies in the pause, both ends included."""
        first, last = (self.from_month, self.from_day), (self.to_month, self.to_day)
        here = (day.month, day.day)
        return first <= here <= last if first <= last else here >= first or here <= last


def day_in_sweden(at: datetime) -> date:
    """Give the day it is in Sweden at a time."""
    return at.astimezone(STOCKHOLM).date()


def end_of_day(day: date) -> datetime:
    """Give the moment a day ends in Sweden, in UTC: a deadline is the end of its day there.

    Examples
    --------
    >>> end_of_day(date(2027, 3, 28)).isoformat()
    '2027-03-28T22:00:00+00:00'
    """
    return datetime.combine(day + timedelta(days=1), time(), STOCKHOLM).astimezone(UTC)


def last_day_until(deadline: datetime) -> date:
    """Give the last day that a deadline, which is the end of its day, leaves.

    Examples
    --------
    >>> last_day_until(end_of_day(date(2027, 3, 28)))
    datetime.date(2027, 3, 28)
    """
    return day_in_sweden(deadline - timedelta(microseconds=1))


def start_of_week(at: datetime) -> datetime:
    """Give the moment at which the week's Monday began in Sweden, in UTC.

    Examples
    --------
    >>> start_of_week(datetime(2027, 3, 28, 21, tzinfo=UTC)).isoformat()
    '2027-03-21T23:00:00+00:00'
    """
    today = day_in_sweden(at)
    return end_of_day(today - timedelta(days=today.weekday() + 1))


def is_time_for_letters(at: datetime) -> bool:
    """Whether people have got up in Sweden."""
    return at.astimezone(STOCKHOLM).hour >= HOUR_OF_LETTERS


def is_time_for_weekly_letters(at: datetime) -> bool:
    """Whether it is Monday in Sweden, after people have got up."""
    here = at.astimezone(STOCKHOLM)
    return here.weekday() == 0 and here.hour >= HOUR_OF_LETTERS


def is_working_day(day: date, pauses: Iterable[Pause] = ()) -> bool:
    """Whether somebody can be expected to answer on the day: no weekend, red day, eve or pause."""
    if day.weekday() >= 5 or any(pause.covers(day) for pause in pauses):
        return False
    # Midsummer, Christmas and New Year's Eve are no working days, though no law says so.
    eves = (day.month == 12 and day.day in {24, 31}) or _is_midsummer_eve(day)
    return not eves and day not in _red_days(day.year)


def add_working_days(day: date, count: int, pauses: Iterable[Pause] = ()) -> date:
    """Give the day on which ``count`` working days after ``day`` have passed.

    Examples
    --------
    >>> add_working_days(date(2027, 3, 1), 10)
    datetime.date(2027, 3, 15)
    """
    pauses = tuple(pauses)
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, pauses)
    return day


_RED_DAYS: dict[int, frozenset[date]] = {}


def _red_days(year: int) -> frozenset[date]:
    if year not in _RED_DAYS:
        # Without the Sundays, which the library counts as red days of their own.
        _RED_DAYS[year] = frozenset(country_holidays("SE", years=year, include_sundays=False))
    return _RED_DAYS[year]


def _is_midsummer_eve(day: date) -> bool:
    return day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
