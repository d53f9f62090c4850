"""Courses from a spreadsheet, or as an education finder gives them: read, checked, taken over.

Everything of a file is one source: what a later file of the same source has no more is retired.
"""

import html
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Any

from models.keys import fold
from models.operations.courses import CourseWords
from models.words import CourseForm, Language
from web.bridge.records import REACHED_AT
from web.imports.guessing import guess
from web.tables import cells
from web.tables.columns import Column, Sheet, column
from web.tables.faults import BadCell, BadCells, CellRefused, said
from web.tables.files import RawTable, read_file
from web.tables.reading import Line, Table, take_table

LONGEST_SOURCE = 60
MOST_ROWS = 5_000
BREAKS = re.compile(r"<\s*(?:br|/p|/li|/h\d|/div)\b[^>]*>", re.IGNORECASE)
TAGS = re.compile(r"<[^>]*>")
BLANK_LINES = re.compile(r"\s*\n\s*")
AT_A_DISTANCE = re.compile(r"\bdistans|\bonline\b|\bdistance\b")
FREE = frozenset({"gratis", "free", "kostnadsfri", "avgiftsfri"})


def _percent(cell: str) -> int | None:
    return cells.whole(1, 100)(cell.replace("%", " "))


def _kronor(cell: str) -> int | None:
    bare = re.sub(r"(?i)\s|kr\.?$|sek$|:-$", "", cell)
    return 0 if fold(cell) in FREE else cells.whole(0, 10_000_000)(bare)


def _https(cell: str) -> str:
    # Lists still hold addresses from before encryption; those who serve them answer to both.
    return re.sub(r"^http://", "https://", cells.web_address(cell))


def _told(cell: str) -> str:
    """Take what somebody wrote for a page as plain text, without how persons are reached."""
    bare = html.unescape(TAGS.sub(" ", BREAKS.sub("\n", cell)))
    lines = [" ".join(line.split()) for line in BLANK_LINES.sub("\n", bare).split("\n")]
    return REACHED_AT.sub("…", "\n\n".join(filter(None, lines)))[:20_000]


def _teaches(cell: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(cells.parts_of(cell)))
    if any(len(each) > 120 for each in found):
        msg = said("a text of %(least)s to %(most)s characters", least=1, most=120)
        raise CellRefused(msg)
    return found


def _only(name: str, take: Any, *also: str) -> Column:
    return Column(name, take, also, imported=True)


COURSES = Sheet(
    "courses",
    (
        column(
            "id", cells.needed(cells.short(100)), "nummer", "kurs-id", "kurskod", is_needed=True
        ),
        column(
            "title",
            cells.short(200, needed=True),
            "name",
            "namn",
            "kurs",
            "kursnamn",
            "titel",
            is_needed=True,
        ),
        _only("provider", cells.short(200), "anordnare", "utbildningsanordnare", "skola"),
        _only("form", cells.word_or_nothing(CourseForm), "studieform", "undervisningsform"),
        _only("place", cells.place, "kommun"),
        _only("location", cells.short(200), "studyLocation", "studieort", "ort", "plats"),
        _only("starts_on", cells.day_or_nothing, "start", "kursstart", "startdatum", "startar"),
        _only("ends_on", cells.day_or_nothing, "end", "kursslut", "slutdatum", "slutar"),
        _only("apply_from", cells.day_or_nothing, "earliestApplication", "ansökan öppnar"),
        _only(
            "apply_by",
            cells.day_or_nothing,
            "latestApplication",
            "sista ansökningsdag",
            "sök senast",
            "sista dag att söka",
        ),
        _only("credits", cells.number(0, 5000), "poäng", "points", "hp", "högskolepoäng"),
        _only("pace_percent", _percent, "scope", "studietakt", "takt", "pace"),
        _only("price_sek", _kronor, "pris", "avgift", "price", "kostnad"),
        _only("seats", cells.whole(0, 100_000), "numberOfSeats", "antal platser", "platser"),
        _only("url", _https, "länk", "webbadress", "webbplats", "link"),
        _only("level", cells.short(120), "nivå", "utbildningsnivå"),
        _only("text", _told, "information", "beskrivning", "om kursen", "description"),
        _only("language", cells.word_or_nothing(Language), "språk", "undervisningsspråk"),
        _only("skills", _teaches, "kunskaper", "kompetenser", "innehåll", "lär ut"),
    ),
    {
        "id": "vard-1",
        "title": "Demensvård",
        "provider": "Kajens lärcentrum",
        "form": "distance",
        "location": "Härnösand",
        "starts_on": "2027-08-23",
        "ends_on": "2027-12-17",
        "apply_by": "2027-05-15",
        "credits": "100",
        "pace_percent": "50",
        "price_sek": "0",
        "seats": "24",
        "url": "https://example.org/demensvard",
        "skills": "omvårdnad;demensvård",
    },
)  # fmt: skip - a column to a line, or two


def source_of_file(name: str, told: str = "") -> str:
    """Give what a file's courses are found again by: what was told, else the file's name.

    Examples
    --------
    >>> source_of_file("Kurser HT27.xlsx"), source_of_file("x.csv", "Lärcentrum")
    ('kurser ht27', 'lärcentrum')
    """
    return (fold(told) or fold(PurePath(name).stem))[:LONGEST_SOURCE]


def read_courses(path: Path) -> list[CourseWords]:
    """Read a file of courses; `words_of` says what it raises, and `read_file`."""
    return words_of(read_file(path, most_rows=MOST_ROWS))


def words_of(raw: RawTable) -> list[CourseWords]:
    """Take the courses of a table, whatever its columns are called.

    Raises
    ------
    BadCells
        With every cell that cannot be used, and every column that is missing.
    """
    names = guess(raw.headings, raw.rows, COURSES)
    table, bad = take_table(raw, {name: each for each, name in names.items()}, COURSES.columns)
    bad += [cell for line in table.lines for cell in _ends_before(table, line)]
    if bad:
        raise BadCells(bad)
    return [_words(line.values) for line in table.lines]


def _ends_before(table: Table, line: Line) -> list[BadCell]:
    first, last = line.values.get("starts_on"), line.values.get("ends_on")
    if last is None or (first is not None and first <= last):
        return []
    expected = said("a last day that is not before the first")
    return [table.bad(line, "ends_on", last, expected)]


def _words(values: Mapping[str, Any]) -> CourseWords:
    told = {name: value for name, value in values.items() if name not in {"id", "skills"}}
    location = told["location"]
    return CourseWords(
        key=values["id"],
        teaches=values["skills"],
        **told
        | {
            "form": told["form"] or _form(told["title"], location),
            "place": told["place"] or _place(location),
            "language": told["language"] or Language.SWEDISH,
        },
    )


def _form(title: str, location: str) -> CourseForm:
    """Guess how a course is held that does not say: where its place or its name tells."""
    if AT_A_DISTANCE.search(fold(f"{location} {title}")):
        return CourseForm.DISTANCE
    return CourseForm.CAMPUS


def _place(location: str) -> str:
    with suppress(CellRefused):
        return cells.place(location.partition(",")[0])
    return ""
