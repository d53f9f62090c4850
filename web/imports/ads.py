"""Job ads as the JobSearch API gives them, read as offers.

Contact persons and addresses in ads are personal data and are left out: the working group stands
as the contact until the employer names one.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from flask import current_app

from models.days import day_in_sweden
from models.errors import OrganisationNumberInvalid
from models.keys import fold
from models.offer_words import OfferWords
from models.organisation_numbers import normal_organisation_number
from models.words import CEFR, Kind, Remote
from web.bridge.places import names_of_places
from web.bridge.records import REACHED_AT
from web.imports.employers import EmployerRow
from web.imports.offers import OfferRow
from web.tables.faults import BadCell, BadCells, TableUnreadable
from web.tables.files import read_json

SOURCE = "jobsearch:"
# An ad names a language, not how well: what one needs to be at ease at work.
LEVEL_OF_LANGUAGE = CEFR.B2
LEVEL_OF_SKILL = 3
FULL_TIME = 40.0
USUAL_LENGTH = timedelta(days=364)
MOST_PLACES = 1000
TAGS = re.compile(r"<[^>]*>")

Ad = Mapping[str, Any]


def are_ads(path: Path) -> bool:
    """Whether a file holds job ads, and not offers as the service writes them."""
    if path.suffix.lower() != ".json":
        return False
    return bool(_ads_in(read_json(path)))


def read_ads(
    path: Path, kind: Kind, period: tuple[date, date] | None, at: datetime
) -> list[OfferRow]:
    """Read ads as offers of a kind; those that were removed are left out.

    Parameters
    ----------
    period : tuple of date, optional
        When they run; an ad does not say. Without it: a year from the day after its last day to
        apply, or from tomorrow where that has passed.

    Raises
    ------
    BadCells
        With every ad that lacks what an offer needs.
    """
    ads = [ad for ad in _ads_in(read_json(path)) if not ad.get("removed")]
    if not ads:
        msg = f"{path.name}: there is no ad in it that is still open."
        raise TableUnreadable(msg)
    bad = [cell for number, ad in enumerate(ads, 1) for cell in _bad(path.name, number, ad)]
    if bad:
        raise BadCells(bad)
    return [_row(number, ad, kind, period, at) for number, ad in enumerate(ads, 1)]


def _ads_in(content: Any) -> list[Ad]:
    found = content.get("hits") if isinstance(content, dict) else content
    if isinstance(found, dict):
        found = found.get("hits")
    if not isinstance(found, list):
        return []
    return [ad for ad in found if isinstance(ad, dict) and "headline" in ad]


def _bad(file: str, number: int, ad: Ad) -> list[BadCell]:
    bad = []
    employer = _part(ad, "employer")
    try:
        normal_organisation_number(str(employer.get("organization_number") or ""))
    except OrganisationNumberInvalid:
        found = str(employer.get("organization_number") or "")
        bad.append(
            BadCell(file, number, "employer.organization_number", found, "an organisation number")
        )
    for column, told in (
        ("id", ad.get("id")),
        ("headline", ad.get("headline")),
        ("employer.name", employer.get("name")),
    ):
        if not str(told or "").strip():
            bad.append(BadCell(file, number, column, "", "a text that is not empty"))
    return bad


def _row(
    number: int, ad: Ad, kind: Kind, period: tuple[date, date] | None, at: datetime
) -> OfferRow:
    employer, place = _part(ad, "employer"), _place(ad)
    config = current_app.config
    unit = str(employer.get("workplace") or "").strip()
    name = str(employer["name"]).strip()
    return OfferRow(
        source=f"{SOURCE}{ad['id']}"[:120],
        named=f"ad {number}",
        employer=EmployerRow(
            name=name[:160],
            organisation_number=str(employer["organization_number"]),
            unit="" if unit == name else unit[:120],
            place=place,
            website=_website(employer.get("url")),
            contact_name=config["SERVICE_NAME"],
            contact_email=config["CONTACT_EMAIL"],
        ),
        words=_words(ad, kind, period or _period(ad, at), place),
    )


def _words(ad: Ad, kind: Kind, period: tuple[date, date], place: str) -> OfferWords:
    must, wished = _part(ad, "must_have"), _part(ad, "nice_to_have")
    details = _part(ad, "application_details")
    return OfferWords(
        kind=kind,
        title=_plain(ad["headline"])[:160],
        starts_on=period[0],
        ends_on=period[1],
        text=_plain(_part(ad, "description").get("text"))[:20_000],
        place=place,
        remote=Remote.ONSITE,
        hours_per_week=_hours(ad),
        places=_places(ad),
        apply_url=_website(details.get("url")),
        languages=_languages(must.get("languages")),
        must=_skills(must),
        wished={
            name: level for name, level in _skills(wished).items() if name not in _skills(must)
        },
    )


def _plain(text: Any) -> str:
    """Leave out tags, and how persons are reached."""
    return REACHED_AT.sub("…", TAGS.sub(" ", str(text or ""))).strip()


def _part(ad: Ad, name: str) -> Mapping[str, Any]:
    found = ad.get(name)
    return found if isinstance(found, dict) else {}


def _place(ad: Ad) -> str:
    code = str(_part(ad, "workplace_address").get("municipality_code") or "")
    return code if code in names_of_places() else ""


def _period(ad: Ad, at: datetime) -> tuple[date, date]:
    tomorrow = day_in_sweden(at) + timedelta(days=1)
    try:
        last = date.fromisoformat(str(ad.get("application_deadline"))[:10])
    except ValueError:
        last = tomorrow
    start = max(tomorrow, last + timedelta(days=1))
    return start, start + USUAL_LENGTH


def _places(ad: Ad) -> int:
    told = ad.get("number_of_vacancies")
    return min(max(told, 1), MOST_PLACES) if isinstance(told, int) else 1


def _hours(ad: Ad) -> float | None:
    share = _part(ad, "scope_of_work").get("max")
    return FULL_TIME * share / 100 if isinstance(share, int) and 0 < share <= 100 else None


def _skills(part: Mapping[str, Any]) -> dict[str, int]:
    labels = [_label(one) for one in _list(part.get("skills"))]
    return {label[:120]: LEVEL_OF_SKILL for label in labels if label}


def _languages(found: Any) -> dict[str, CEFR]:
    codes = [_language_codes().get(fold(_label(one))) for one in _list(found)]
    return {code: LEVEL_OF_LANGUAGE for code in codes if code}


def _list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else []


def _label(one: Any) -> str:
    return str(one.get("label") or "").strip() if isinstance(one, dict) else ""


def _website(url: Any) -> str:
    text = str(url or "").strip()
    return text if text.startswith(("https://", "http://")) and len(text) <= 300 else ""


@cache
def _language_codes() -> dict[str, str]:
    names = Locale("sv").languages
    return {fold(name): code for code, name in names.items() if len(code) == 2}
