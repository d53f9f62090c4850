"""The time that a report tells of, and the one that it is held against."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from flask_babel import gettext as _

from models.days import STOCKHOLM
from web.filters import period

FIRST_YEAR, LAST_YEAR = 2000, 2100
# The months with which a part of a year begins, and the one after its last.
PARTS = {"year": (1, 13), "spring": (1, 7), "autumn": (7, 13)}


@dataclass(frozen=True)
class Period:
    """A year, or half of one; of the one that is not over yet, what has passed.

    Parameters
    ----------
    year : int
    part : {"year", "spring", "autumn"}
    today : date
        The day it is in Sweden.
    """

    year: int
    part: str
    today: date

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, PARTS[self.part][0], 1)

    @property
    def end(self) -> date:
        """The day after the last that has passed."""
        so_far = date.fromordinal(self.today.toordinal() + 1)
        return min(self.whole_end, max(so_far, self.first))

    @property
    def whole_end(self) -> date:
        """The day after the last of the whole of it, whether it has passed or not."""
        month = PARTS[self.part][1]
        return date(self.year + 1, 1, 1) if month > 12 else date(self.year, month, 1)

    @property
    def last(self) -> date:
        """The last day that it tells of."""
        return max(self.first, date.fromordinal(self.end.toordinal() - 1))

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From when until before when, in UTC."""
        return _begins(self.first), _begins(self.end)

    @property
    def before(self) -> "Period":
        """The same days a year earlier, so that a year so far is not held against a whole one."""
        return Period(self.year - 1, self.part, _a_year_earlier(self.last))

    @property
    def name(self) -> str:
        """What it is called: "1 januari – 26 november 2026"."""
        return period(self.first, self.last)

    @property
    def key(self) -> str:
        """What files are called by."""
        return str(self.year) if self.part == "year" else f"{self.year}-{self.part}"


def period_asked(arguments: Mapping[str, str], today: date) -> Period:
    """Give the period that an address asks for: this year, where it asks for none that there is."""
    asked, part = arguments.get("year", ""), arguments.get("part", "year")
    known = asked.isascii() and asked.isdigit() and FIRST_YEAR <= int(asked[:4]) <= LAST_YEAR
    year = int(asked) if known and len(asked) == 4 else today.year
    found = Period(year, part if part in PARTS else "year", today)
    return found if found.first <= today else Period(today.year, "year", today)


def years_to_choose(today: date, earliest: int) -> list[int]:
    """Give the years that a report can be had of, the latest first."""
    return list(range(today.year, min(earliest, today.year) - 1, -1))


def part_names() -> dict[str, str]:
    """Give what the parts of a year are called."""
    return {
        "year": _("The whole year"),
        "spring": _("January to June"),
        "autumn": _("July to December"),
    }


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), STOCKHOLM).astimezone(UTC)


def _a_year_earlier(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(day.year - 1, 2, 28) if is_leap_day else day.replace(year=day.year - 1)
