"""When each kind usually takes place, so that nobody has to look dates up: data, in one place."""

from dataclasses import dataclass
from datetime import date, timedelta

from models.words import Kind

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True)
class Season:
    """A time of the year.

    Parameters
    ----------
    first, last : tuple of int
        Month and day of the first and the last day, which may lie in the next year.
    weeks : int
        For what is reckoned in whole weeks, as terms are: it begins on the Monday on or after the
        first day and lasts so many; the last day says nothing then.
    may_be_joined : bool
        Whether one that has begun is still proposed while half of it is left.
    """

    first: tuple[int, int]
    last: tuple[int, int] = (12, 31)
    weeks: int = 0
    may_be_joined: bool = False

    def beginning_in(self, year: int) -> tuple[date, date]:
        """Give the season that begins in a year."""
        first = date(year, *self.first)
        if self.weeks:
            first += timedelta(days=-first.weekday() % DAYS_OF_A_WEEK)
            return first, first + timedelta(weeks=self.weeks, days=-1)
        return first, date(year if self.last > self.first else year + 1, *self.last)


SEASONS: dict[Kind, Season] = {
    # The spring term.
    Kind.THESIS: Season((1, 15), weeks=20),
    Kind.INTERNSHIP: Season((6, 7), (8, 20)),
    # From the kick-off in September; somebody can still find a mentor in the winter.
    Kind.MENTORSHIP: Season((9, 1), (5, 31), may_be_joined=True),
    Kind.TRAINEESHIP: Season((8, 1), (7, 31)),
}


def usual_period(kind: Kind, today: date) -> tuple[date, date]:
    """Give the first and last day of the next usual period of a kind.

    Examples
    --------
    >>> [str(day) for day in usual_period(Kind.THESIS, date(2026, 11, 23))]
    ['2027-01-18', '2027-06-06']
    >>> [str(day) for day in usual_period(Kind.MENTORSHIP, date(2026, 11, 23))]
    ['2026-11-23', '2027-05-31']
    """
    season = SEASONS[kind]
    for year in (today.year - 1, today.year, today.year + 1):
        first, last = season.beginning_in(year)
        if first >= today:
            break
        if season.may_be_joined and (last - today) * 2 >= last - first:
            return today, last
    return first, last
