"""The settings in force, in words: what may be seen of them, never a secret."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask import current_app
from flask_babel import LazyString, format_date, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from models.days import Pause
from models.queries.retention import count_kept, count_to_clear
from models.retention import RULES
from web.bridge.places import place_name
from web.config import policy
from web.keeping import KEPT

# What a setting is called and how its value is written; what is not named here is not shown.
NAMES: dict[str, LazyString] = {
    "reply_working_days": _l("Time to say yes or no"),
    "remind_after_working_days": _l("Reminder after"),
    "extension_working_days": _l("More time when the employer wants to meet"),
    "pauses": _l("Days that do not count"),
    "grace_minutes": _l("Time to undo a confirmation"),
    "candidates_per_place": _l("Candidates asked at once for a place"),
    "link_days_after_reply": _l("Signed links open after the reply time"),
    "university_domains": _l("Addresses that show who is a student"),
    "lets_in_other_universities": _l("Students of other universities"),
    "check_in_days": _l("Both are asked how it goes after the first day"),
    "invitation_days": _l("Invitations of colleagues can be accepted"),
    "confirm_booking_hours": _l("Teachers have to confirm a booking within"),
    "survey_months": _l("What came of it is asked after"),
    "survey_remind_days": _l("Reminder of those questions after"),
    "survey_close_days": _l("Those questions can be answered for"),
    "address_days": _l("A private address is asked for before the degree by"),
    "municipality_code": _l("Those who stay are counted in"),
    "keep_applications_days": _l("Handed-in profiles and matches are kept"),
    "keep_run_log_days": _l("What a run found is kept at the least"),
}

A_LEAP_YEAR = 2000


def policy_in_force() -> list[tuple[str, str]]:
    """Give what the working group agreed on, as name and value."""
    return [(str(name), WRITTEN[field](getattr(policy(), field))) for field, name in NAMES.items()]


def service_in_force() -> list[tuple[str, str]]:
    """Give what the service is told about itself and its surroundings."""
    config = current_app.config
    return [
        (_("Name of the service"), config["SERVICE_NAME"]),
        (_("Municipality"), config["MUNICIPALITY"]),
        (_("University"), config["UNIVERSITY"]),
        (_("Address of the service"), config["BASE_URL"]),
        (_("E-mail for questions"), config["CONTACT_EMAIL"]),
        (_("Phone for questions"), config["CONTACT_PHONE"]),
        (_("Database"), make_url(config["DATABASE_URL"]).get_backend_name()),
        (_("Letters"), config["MAIL_HOST"] or _("into a mailbox on this machine, sent nowhere")),
        (_("Demo mode"), _yes_or_no(config["DEMO"])),
    ]


def kept_in_force(session: Session, at: datetime) -> list[tuple[str, str]]:
    """Give how long what is kept, and how much of it waits to be cleared away."""
    return [
        (
            str(KEPT[rule.records]),
            _("%(days)s; %(kept)d there, %(old)d to be cleared away", days=_days(rule.days),
              kept=count_kept(session, rule), old=count_to_clear(session, rule, at)),
        )
        for rule in RULES
    ]  # fmt: skip


def _days(count: int) -> str:
    return str(ngettext("%(num)d day", "%(num)d days", count))


def _working_days(count: int) -> str:
    return str(ngettext("%(num)d working day", "%(num)d working days", count))


def _pauses(pauses: tuple[Pause, ...]) -> str:
    return "; ".join(
        f"{_day(pause.from_month, pause.from_day)} – {_day(pause.to_month, pause.to_day)}"
        for pause in pauses
    )


def _day(month: int, day: int) -> str:
    return str(format_date(date(A_LEAP_YEAR, month, day), "d MMMM"))


def _yes_or_no(value: bool) -> str:
    return str(_("Yes") if value else _("No"))


WRITTEN: dict[str, Callable[[Any], str]] = {
    "reply_working_days": _working_days,
    "remind_after_working_days": _working_days,
    "extension_working_days": _working_days,
    "pauses": _pauses,
    "grace_minutes": lambda count: ngettext("%(num)d minute", "%(num)d minutes", count),
    "candidates_per_place": str,
    "link_days_after_reply": _days,
    "university_domains": ", ".join,
    "keep_applications_days": lambda count: _(
        "%(days)s after the last thing that happened", days=_days(count)
    ),
    "check_in_days": _days,
    "invitation_days": _days,
    "confirm_booking_hours": lambda count: ngettext("%(num)d hour", "%(num)d hours", count),
    "survey_months": lambda months: _("%(months)s months", months=", ".join(map(str, months))),
    "survey_remind_days": _days,
    "survey_close_days": _days,
    "address_days": _days,
    "municipality_code": place_name,
    "keep_run_log_days": _days,
    "lets_in_other_universities": lambda let_in: _("are let in") if let_in else _("are not let in"),
}
