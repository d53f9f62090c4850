"""What came of it, in pictures with their tables, and as a file: for both groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.errors import NotFound
from models.fives import OTHERS
from models.queries.outcomes import Block, OutcomeFigures
from models.words import Degree, InField, Kind, Residence, Stage
from web.labels import label

CONTENT = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
QUESTIONS: Mapping[str, LazyString] = {
    "residence": _l("Where they live and work"),
    "degree": _l("Degree"),
    "in_field": _l("Work in their field"),
    "met_employer": _l("With an employer that they met here"),
}
WORDS: Mapping[str, type[Any]] = {
    "residence": Residence,
    "degree": Degree,
    "in_field": InField,
}
PLAIN: Mapping[str, LazyString] = {
    OTHERS: _l("Other answers together"),
    "unknown": _l("Not known where they came from"),
    "yes": _l("Yes"),
    "no": _l("No"),
}

LIVE_HERE = ("moved_in", "returned", "stayed")
# The sentence over the picture of a question, and the answers that it counts.
SAYS: Mapping[str, tuple[tuple[str, ...], LazyString]] = {
    "residence": (LIVE_HERE, _l("At least %(count)s of those who answered live here.")),
    "degree": (("taken",), _l("%(count)s of those who answered have taken their degree.")),
    "in_field": (("yes",), _l("%(count)s of those who answered work in their field.")),
    "met_employer": (
        ("yes",),
        _l("%(count)s of those who answered work with an employer that they met here."),
    ),
}


@dataclass(frozen=True)
class Row:
    """An answer with its name, and how many gave it; None where it is told with others."""

    name: str
    count: int | None


@dataclass(frozen=True)
class Picture:
    """A question with what was answered to it."""

    question: str
    name: str
    says: str
    rows: tuple[Row, ...]

    @property
    def drawn(self) -> list[tuple[str, int]]:
        """The answers that can be drawn."""
        return [(row.name, row.count) for row in self.rows if row.count is not None]


def pictures_of(figures: OutcomeFigures | Block) -> list[Picture]:
    """Give the questions of which something can be told, each with its answers."""
    found = [
        Picture(
            question,
            str(name),
            _says(question, figures.cells[question]) or str(name),
            tuple(
                Row(answer_name(question, answer), count)
                for answer, count in figures.cells[question].items()
            ),
        )
        for question, name in QUESTIONS.items()
    ]
    return [picture for picture in found if picture.drawn]


def _says(question: str, cells: Mapping[str, int | None]) -> str:
    """Give the sentence over a picture; nothing where what it would say is not told."""
    answers, words = SAYS[question]
    count = sum(cells.get(answer) or 0 for answer in answers)
    return str(words % {"count": count}) if count else ""


def answer_name(question: str, answer: str) -> str:
    """Give what an answer is called."""
    words = WORDS.get(question)
    if answer in PLAIN or words is None:
        return str(PLAIN[answer])
    return str(label(words(answer)))


def block_name(block: Block) -> str:
    """Give what the years, stages or kinds of a block are called."""
    if all(key.isdigit() for key in block.keys):
        first, last = block.keys[0], block.keys[-1]
        return first if first == last else f"{first}–{last}"
    return ", ".join(_key_name(key) for key in block.keys)


def in_a_sentence(figures: OutcomeFigures) -> str:
    """Say what came of it, in a sentence."""
    if not figures.asked:
        return str(_("Nobody has been asked what came of it yet."))
    lives = figures.cells["residence"]
    told = {word: lives[word] for word in LIVE_HERE if lives[word]}
    if not told:
        return str(_("Too few have answered to tell where they live."))
    here = sum(count or 0 for count in told.values())
    words = _(
        "Of the %(answered)s who answered, at least %(here)s live here.",
        here=here,
        answered=figures.answered,
    )
    return str(words)


def outcomes_file(figures: OutcomeFigures, ending: str) -> Response:
    """Give the figures as the pages show them, as CSV or XLSX.

    Raises
    ------
    NotFound
        For another ending.
    """
    if ending not in CONTENT:
        raise NotFound("outcomes", ending)
    # A spreadsheet's library is loaded when somebody asks for one, not by every page.
    from web.tables.writing import as_file

    rows = _rows(figures)
    written = as_file(f".{ending}", list(rows[0]), rows)
    headers = {"Content-Disposition": f"attachment; filename=kajplats-outcomes.{ending}"}
    return Response(written, content_type=CONTENT[ending], headers=headers)


def outcome_sheet(figures: OutcomeFigures) -> tuple[list[str], list[dict[str, Any]]]:
    """Give the columns and the rows of the figures, as a sheet of a workbook."""
    rows = _rows(figures)
    return list(rows[0]), rows


def _rows(figures: OutcomeFigures) -> list[dict[str, Any]]:
    whole = Block(("",), figures.asked, figures.answered, figures.cells)
    found = [_row(str(_("The period")), whole, "", "", None)]
    parts = (
        (_("The period"), (whole,)),
        (_("Year"), figures.by_year),
        (_("Stage"), figures.by_stage),
        (_("Kind of offer"), figures.by_kind),
    )
    for by, blocks in parts:
        for block in blocks:
            name = str(by) if block is whole else f"{by}: {block_name(block)}"
            for picture in pictures_of(block):
                found += [_row(name, block, picture.name, row.name, row) for row in picture.rows]
    return found


def _row(name: str, block: Block, question: str, answer: str, row: Row | None) -> dict[str, Any]:
    hidden = row is not None and row.count is None
    return {
        _("Group"): name,
        _("Asked"): block.asked,
        _("Answered"): block.answered,
        _("Question"): question,
        _("Answer"): answer,
        _("People"): _("with other answers") if hidden else (row.count if row else None),
    }


def _key_name(key: str) -> str:
    for words in (Stage, Kind):
        if key in {word.value for word in words}:
            return str(label(words(key)))
    return str(_("No placement"))
