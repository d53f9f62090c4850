"""A spreadsheet that somebody handed in, read by what they have said of it so far.

A row becomes texts by the service's columns: the cell that was mended, else the file's, else what
holds for all rows. Nothing here writes; an import takes what this gives.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.errors import OrganisationNumberInvalid
from models.keys import fold
from models.organisation_numbers import normal_organisation_number
from models.uploads import Holds, Upload
from models.words import Kind
from web.imports import employers, offers, students
from web.imports.guessing import JOINED, columns_of
from web.tables import cells
from web.tables.columns import EMPLOYERS, OFFERS, OWN_OFFERS, STUDENTS, Sheet
from web.tables.faults import BadCell, CellRefused
from web.tables.files import RawTable
from web.tables.reading import Line, Table, take_table
from web.usual_periods import usual_period

SHEETS: dict[Holds, Sheet] = {
    Holds.STUDENTS: STUDENTS,
    Holds.OFFERS: OFFERS,
    Holds.EMPLOYERS: EMPLOYERS,
    Holds.OWN_OFFERS: OWN_OFFERS,
}
# What is asked for once when no heading means it and no row says it. What else is missing, such as
# organisation numbers, is written row by row.
ASKED_ONCE: dict[Holds, tuple[str, ...]] = {
    Holds.STUDENTS: ("email", "kinds", "level"),
    Holds.OFFERS: ("employer", "kind", "title"),
    Holds.EMPLOYERS: ("employer",),
    Holds.OWN_OFFERS: ("kind", "title"),
}
# Cells of several words, which people separate by commas and lines too.
SEVERAL = frozenset({"kinds", "skills", "languages", "levels", "fields", "must", "wished"})
SAME_BY: dict[Holds, tuple[str, ...]] = {
    Holds.STUDENTS: ("email",),
    Holds.OFFERS: ("organisation_number", "unit", "kind", "title"),
    Holds.OWN_OFFERS: ("kind", "title"),
}
NOT_STORED = {
    Holds.STUDENTS: students.cells_not_stored,
    Holds.OFFERS: offers.cells_not_stored,
    Holds.EMPLOYERS: employers.cells_not_stored,
    Holds.OWN_OFFERS: offers.cells_not_offered,
}
OUT = "out"

Texts = dict[str, str]


def key_of_row(number: int) -> str:
    """Give the name of the question what a row is."""
    return f"row-{number}"


@dataclass(frozen=True)
class Draft:
    """What an upload says.

    Parameters
    ----------
    upload : Upload
    today : date
        From which the usual days of a kind are reckoned.
    known : mapping
        By row, what is known of it from the register: an employer's number, when somebody has said
        which employer it is.
    """

    upload: Upload
    today: date
    known: Mapping[int, Texts]

    @property
    def sheet(self) -> Sheet:
        """The columns that such rows have."""
        return SHEETS[self.upload.holds]

    @cached_property
    def texts(self) -> list[tuple[int, Texts]]:
        """The rows that are not left out, as texts by column."""
        return [
            (number, _texts(self, number, row))
            for number, row in self.upload.rows or ()
            if self.upload.answers.get(key_of_row(number)) != OUT
        ]

    @cached_property
    def untold(self) -> list[str]:
        """What has to be said that no heading means and no row says."""
        return [
            name
            for name in ASKED_ONCE[self.upload.holds]
            if not any(texts[name] for _number, texts in self.texts)
        ]

    @cached_property
    def read(self) -> tuple[Table, list[BadCell]]:
        """The rows as values, and every cell that cannot be used."""
        names = [column.name for column in self.sheet.columns]
        raw = RawTable(self.upload.file, tuple(names), self.texts)
        table, bad = take_table(
            raw, {name: name for name in names}, self.sheet.columns, most_told=None
        )
        wrong = {cell.row for cell in bad}
        lines = [line for line in table.lines if line.number not in wrong]
        if self.upload.holds is Holds.STUDENTS:
            lines = [_with_days(line, self.today) for line in lines]
        good = Table(table.file, table.headings, lines, table.ignored)
        bad += NOT_STORED[self.upload.holds](good)
        return good, sorted(cell for cell in bad if cell.column not in self.untold)

    @property
    def bad(self) -> list[BadCell]:
        """Every cell that cannot be used, by row."""
        return self.read[1]

    @property
    def lines(self) -> Sequence[Line]:
        """The rows whose every cell can be used."""
        wrong = {cell.row for cell in self.bad}
        return [line for line in self.read[0].lines if line.number not in wrong]

    @property
    def told(self) -> dict[int, set[str]]:
        """By row, the columns that it says something in."""
        return {
            number: {name for name, text in texts.items() if text} for number, texts in self.texts
        }

    @property
    def left_out(self) -> int:
        """How many rows are left out."""
        return len(self.upload.rows or ()) - len(self.texts)


def _texts(draft: Draft, number: int, row: Mapping[str, str]) -> Texts:
    upload = draft.upload
    heading_of = {name: heading for heading, name in upload.columns.items()}
    mended = upload.mended.get(str(number), {})
    texts: Texts = {}
    for name in columns_of(draft.sheet):
        cell = mended.get(name, row.get(heading_of.get(name, ""), "")).strip()
        cell = cell or upload.for_all.get(name, "")
        texts[name] = _apart(cell) if name in SEVERAL else cell
    texts.update(draft.known.get(number, {}))
    for whole, (two, by) in JOINED.items():
        if whole in texts and not texts[whole]:
            texts[whole] = by.join(filter(None, (texts[part] for part in two)))
    if "kind" in texts and not texts["period"]:
        texts["period"] = _usual_days(texts["kind"], draft.today)
    if upload.holds in SAME_BY and not texts["id"]:
        texts["id"] = _id_of(texts, SAME_BY[upload.holds])
    return texts


def _apart(cell: str) -> str:
    """Separate several words as the service does, when somebody did so by commas or lines."""
    return cell if ";" in cell else ";".join(cell.replace("\n", ",").split(","))


def _usual_days(kind: str, today: date) -> str:
    try:
        return "/".join(map(str, usual_period(cells.word(Kind)(kind), today)))
    except CellRefused:
        return ""


def _id_of(texts: Texts, names: Sequence[str]) -> str:
    """Give a name by which the same row is found again in a later file, and which tells nothing."""
    said = "\n".join(fold(texts[name]) for name in names)
    return f"row-{hashlib.sha256(said.encode()).hexdigest()[:24]}"


def _with_days(line: Line, today: date) -> Line:
    """Give a student the usual days of what they seek, where the file has none."""
    told = dict(line.values["available"] or {})
    usual = {kind: usual_period(kind, today) for kind in line.values["kinds"] - told.keys()}
    return Line(line.number, {**line.values, "available": {**told, **usual}})


def ten_digits(text: str) -> str:
    """Give an organisation number as it is stored, or nothing if it is none."""
    try:
        return normal_organisation_number(text)
    except OrganisationNumberInvalid:
        return ""
