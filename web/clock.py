"""The one place where pages learn what time it is."""

from datetime import UTC, date, datetime

from models.days import day_in_sweden


def now() -> datetime:
    """Give the time, aware and in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Give the day it is in Sweden."""
    return day_in_sweden(now())
