"""How days, times, money and places are written in pages and letters. Times are those of Sweden."""

from datetime import date, datetime

from flask import Flask
from flask_babel import (
    format_date,
    format_datetime,
    format_decimal,
    format_percent,
    ngettext,
)
from flask_babel import gettext as _
from markupsafe import Markup

from models.days import day_in_sweden, last_day_until
from models.offers import Offer
from models.people import Student
from web import clock, labels
from web.bridge.places import place_name
from web.spoken_languages import language_name


def init_app(app: Flask) -> None:
    """Give the filters to the templates."""
    filters = (
        day,
        short_day,
        weekday,
        deadline,
        moment,
        time_span,
        period,
        days_left,
        kronor,
        pay,
        number,
        percent,
        paragraphs,
        called,
        candidate,
    )
    app.jinja_env.filters.update({function.__name__: function for function in filters})
    app.jinja_env.filters.update(place=place_name, label=labels.label, language_name=language_name)
    app.jinja_env.globals.update(look=labels.look, now=clock.now, today=clock.today)


def called(student: Student) -> str:
    """Say who a student is where the working group reads it: by number, never by name."""
    if student.erased_at is not None:
        return str(_("Erased person"))
    return str(_("Student %(number)s", number=student.number))


def candidate(student: Student) -> str:
    """Say who a student is where an employer reads it."""
    if student.erased_at is not None:
        return str(_("Erased person"))
    return str(_("Candidate %(number)s", number=student.number))


def day(value: date | datetime) -> str:
    """Write a day in full: "12 mars 2027"."""
    return str(format_date(_day(value), "d MMMM y"))


def short_day(value: date | datetime) -> str:
    """Write a day of the current year without the year: "12 mars"."""
    found = _day(value)
    return str(format_date(found, "d MMMM" if found.year == clock.today().year else "d MMM y"))


def weekday(value: date | datetime) -> str:
    """Write a day with its name: "fredag 12 mars 2027"."""
    return str(format_date(_day(value), "EEEE d MMMM y"))


def deadline(value: datetime) -> str:
    """Write until when, as the last day that is left: "fredag 12 mars 2027"."""
    return str(format_date(last_day_until(value), "EEEE d MMMM y"))


def moment(value: datetime) -> str:
    """Write a time with its day: "12 mars 2027 kl. 14.05"."""
    time = format_datetime(value, _("HH:mm"))
    return str(_("%(day)s at %(time)s", day=day(value), time=time))


def time_span(first: datetime, last: datetime) -> str:
    """Write from when until when on one day: "12 mars 2027 kl. 09.00–11.30"."""
    begins, ends = (format_datetime(value, _("HH:mm")) for value in (first, last))
    return str(_("%(day)s at %(from)s–%(to)s", day=day(first), **{"from": begins, "to": ends}))


def period(first: date, last: date) -> str:
    """Write a period, without saying its month or year twice: "7 juni – 13 augusti 2027"."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    start = format_date(first, "d MMMM" if first.year == last.year else "d MMMM y")
    return f"{start} – {day(last)}"


def days_left(until: datetime | date) -> str:
    """Say how many days are left until a deadline, which is the end of its day."""
    last = last_day_until(until) if isinstance(until, datetime) else until
    left = (last - clock.today()).days
    if left < 0:
        return str(_("the time is up"))
    if left == 0:
        return str(_("last day today"))
    return str(ngettext("%(num)d day left", "%(num)d days left", left))


def kronor(amount: int) -> str:
    """Write a sum of money: "24 500 kr"."""
    return str(_("SEK %(amount)s", amount=format_decimal(amount)))


def pay(offer: Offer) -> str:
    """Say what is paid, and how much where that is told; nothing where neither is."""
    if offer.pay is None:
        return ""
    word = str(labels.label(offer.pay))
    if offer.pay_sek_in_all:
        amount = kronor(offer.pay_sek_in_all)
        return str(_("%(pay)s, %(amount)s for the whole thesis", pay=word, amount=amount))
    if not offer.pay_sek_per_month:
        return word
    return str(_("%(pay)s, %(amount)s a month", pay=word, amount=kronor(offer.pay_sek_per_month)))


def number(value: float) -> str:
    """Write a number with the language's own signs."""
    return str(format_decimal(value))


def percent(share: float) -> str:
    """Write a share of 1 in percent: "42 %"."""
    return str(format_percent(share))


def paragraphs(text: str) -> Markup:
    """Set a plain text in paragraphs and lines. What people wrote is escaped."""
    blocks = [block.strip() for block in text.replace("\r\n", "\n").split("\n\n")]
    lines = (Markup("<br>").join(block.split("\n")) for block in blocks if block)
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)


def _day(value: date | datetime) -> date:
    return day_in_sweden(value) if isinstance(value, datetime) else value
