"""When studies end: the ends of terms, which are easier to choose among than days."""

from datetime import date

from flask_babel import gettext as _

# Month and day on which the autumn and the spring term end.
AUTUMN_ENDS, SPRING_ENDS = (1, 17), (6, 6)
YEARS_BACK, YEARS_AHEAD = 3, 6


def term_choices(today: date, told: date | None) -> list[tuple[str, str]]:
    """Give the ends of the terms around today, and the day that was told before if it is none."""
    ends = [
        date(year, *end)
        for year in range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1)
        for end in (AUTUMN_ENDS, SPRING_ENDS)
    ]
    if told is not None and told not in ends:
        ends = sorted([*ends, told])
    return [("", _("I do not know yet")), *((end.isoformat(), _words(end)) for end in ends)]


def _words(end: date) -> str:
    if (end.month, end.day) == AUTUMN_ENDS:
        return str(_("January %(year)s", year=end.year))
    if (end.month, end.day) == SPRING_ENDS:
        return str(_("June %(year)s", year=end.year))
    return end.isoformat()
