"""What each kind of offer starts from, so that an employer writes little: data, in one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from models.words import Kind
from web.usual_periods import usual_period

# A thesis of 15 credits is half a term. Its next start is the first Monday of April.
APRIL, WEEKS_OF_15_CREDITS, HALF, WHOLE = 4, 10, 15, 30
MONTHS_WHEN_APRIL_IS_NEXT = frozenset({12, 1, 2, 3})


@dataclass(frozen=True)
class KindOfOffer:
    """How a form of the kind begins.

    Parameters
    ----------
    lead, title_hint, text_hint : LazyString
        What the kind is, and what a good title and description hold.
    hours_per_week : int
        The usual hours.
    own_fields : tuple of str
        The fields that only this kind's form has.
    """

    lead: LazyString
    title_hint: LazyString
    text_hint: LazyString
    hours_per_week: int
    own_fields: tuple[str, ...] = ()


PAID = ("pay", "pay_sek_per_month", "insured_by")
# A stipend for a thesis is often one sum.
PAID_IN_ALL = "pay_sek_in_all"

KINDS: Mapping[Kind, KindOfOffer] = {
    Kind.MENTORSHIP: KindOfOffer(
        _l("Somebody of yours meets a student about once a month, from autumn to spring."),
        _l("For example “Mentor in running a small company”."),
        _l("Who the mentor is, what you can talk about, how and how often you meet."),
        hours_per_week=1,
        own_fields=("mentor_name",),
    ),
    Kind.INTERNSHIP: KindOfOffer(
        _l("A student works with you in the summer, with a supervisor and a task of their own."),
        _l("For example “Communicator for the summer”."),
        _l("What the student will do, who supervises, what they learn, and what is good to know."),
        hours_per_week=40,
        own_fields=PAID,
    ),
    Kind.THESIS: KindOfOffer(
        _l("A student solves a question of yours in their degree project, with help from you."),
        _l("For example “How many fill in our forms, and where do they stop?”"),
        _l("The question, why it matters to you, what data or people the student gets to meet."),
        hours_per_week=40,
        own_fields=("credits", *PAID, PAID_IN_ALL),
    ),
    Kind.TRAINEESHIP: KindOfOffer(
        _l("A first year of work for somebody who has a degree, or soon will."),
        _l("For example “Trainee in digital services”."),
        _l("What the year holds, who supervises, and what comes after it."),
        hours_per_week=40,
        own_fields=(*PAID, "apply_url"),
    ),
}


def usual_start(kind: Kind, on: date) -> dict[str, object]:
    """Give what the form of a kind is filled with when an employer begins it on a day.

    Examples
    --------
    >>> start = usual_start(Kind.THESIS, date(2026, 11, 23))
    >>> str(start["starts_on"]), str(start["ends_on"]), start["credits"]
    ('2027-01-18', '2027-06-06', 30)
    >>> start = usual_start(Kind.THESIS, date(2027, 1, 30))
    >>> str(start["starts_on"]), str(start["ends_on"]), start["credits"]
    ('2027-04-05', '2027-06-13', 15)
    """
    starts_on, ends_on = usual_period(kind, on)
    credits_ = WHOLE
    if kind is Kind.THESIS and on.month in MONTHS_WHEN_APRIL_IS_NEXT:
        starts_on, ends_on = _april_start(on.year + (on.month == 12))
        credits_ = HALF
    return {
        "starts_on": starts_on,
        "ends_on": ends_on,
        "hours_per_week": KINDS[kind].hours_per_week,
        "places": 1,
        "credits": credits_,
    }


def _april_start(year: int) -> tuple[date, date]:
    first = date(year, APRIL, 1)
    monday = first + timedelta(days=-first.weekday() % 7)
    return monday, monday + timedelta(weeks=WEEKS_OF_15_CREDITS, days=-1)
