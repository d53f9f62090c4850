"""What the headings of somebody's own spreadsheet mean: a guess, which people put right."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from models.keys import fold
from web.imports.likeness import likeness, pairs_of
from web.tables.columns import Sheet

CLOSE = 0.75
# So large a share of a column's cells looks like it.
MOSTLY = 0.6
LOOKED_AT = 50

# What two columns of a spreadsheet often say together: the column it makes, and what joins them.
JOINED: dict[str, tuple[tuple[str, str], str]] = {
    "name": (("first_name", "last_name"), " "),
    "period": (("starts_on", "ends_on"), "/"),
}
PARTS: dict[str, tuple[str, ...]] = {
    "first_name": ("förnamn", "tilltalsnamn", "first name"),
    "last_name": ("efternamn", "last name", "surname"),
    "starts_on": ("start", "startar", "startdatum", "från", "första dag", "first day", "from"),
    "ends_on": ("slut", "slutar", "slutdatum", "till", "sista dag", "last day", "to"),
}
# Beside the names that files of the service use.
ALSO: dict[str, tuple[str, ...]] = {
    "email": ("e-postadress", "mejladress", "mail", "e-mail address"),
    "phone": ("telefonnummer", "mobilnummer", "tel"),
    "kinds": ("typ av plats", "vad söker du"),
    "kind": ("typ av plats", "slag"),
    "programme": ("utbildningsprogram", "studieprogram"),
    "text": ("om dig", "presentation", "arbetsuppgifter", "uppgifter"),
    "employer": (
        "företag",
        "organisation",
        "företagsnamn",
        "verksamhet",
        "company",
        "organization",
    ),
    "contact_name": ("kontaktpersonens namn", "handledare", "contact person"),
    "contact_email": ("e-postadress", "kontaktens e-postadress", "mail", "contact e-mail"),
    "contact_phone": ("telefonnummer", "kontaktens telefonnummer", "tel", "contact phone"),
    "website": ("webbadress", "hemsideadress", "webbsida"),
    "title": ("rubrik på platsen", "uppdrag"),
}

AN_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
A_NUMBER = re.compile(r"(16)?\d{6}-?\d{4}")
LOOKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", AN_ADDRESS),
    ("contact_email", AN_ADDRESS),
    ("organisation_number", A_NUMBER),
)

Rows = Sequence[tuple[int, Mapping[str, str]]]


def columns_of(sheet: Sheet) -> tuple[str, ...]:
    """Name what a heading may mean: the sheet's columns, and the parts that two make one of."""
    names = [column.name for column in sheet.columns]
    parts = [part for whole, (two, _by) in JOINED.items() if whole in names for part in two]
    return (*names, *parts)


def guess(headings: Sequence[str], rows: Rows, sheet: Sheet) -> dict[str, str]:
    """Guess what each heading means: by its words, by close words, then by what its cells hold."""
    found: dict[str, str] = {}
    names = _names_of(sheet)
    for heading in headings:
        _take(found, heading, [name for name, all_ in names.items() if _plain(heading) in all_])
    for heading in headings:
        if heading not in found:
            _take(found, heading, _close(heading, names))
    for heading in headings:
        if heading not in found:
            cells = [row.get(heading, "").strip() for _number, row in rows[:LOOKED_AT]]
            _take(
                found,
                heading,
                [name for name, look in LOOKS if name in names and _mostly(look, cells)],
            )
    return found


def _take(found: dict[str, str], heading: str, names: Sequence[Any]) -> None:
    """Let a heading mean the first of some names that is not taken."""
    free = [name for name in names if name not in found.values()]
    if heading and free:
        found[heading] = free[0]


def _names_of(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    also = {column.name: (column.name, *column.also) for column in sheet.columns}
    return {
        name: tuple(
            _plain(word)
            for word in (*also.get(name, ()), *ALSO.get(name, ()), *PARTS.get(name, ()))
        )
        for name in columns_of(sheet)
    }


def _close(heading: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    pairs = pairs_of(heading)
    shares = {
        name: max(likeness(pairs, pairs_of(word)) for word in words)
        for name, words in names.items()
    }
    close = [name for name, share in shares.items() if share >= CLOSE]
    return sorted(close, key=lambda name: -shares[name])


def _mostly(look: re.Pattern[str], cells: Sequence[str]) -> bool:
    told = [cell for cell in cells if cell]
    return bool(told) and sum(bool(look.fullmatch(cell)) for cell in told) >= MOSTLY * len(told)


def _plain(heading: str) -> str:
    return fold(heading.replace("_", " "))
