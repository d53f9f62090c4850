"""Labelled names from files, for the verifier of names to learn from."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matcher.errors import MatcherError
from matcher.teaching import Lesson, Marks, train

__all__ = ["Lesson", "Marks", "MatcherError", "NoLesson", "read_lesson", "teach"]

_LABELS = ("concept", "label")
_NAMES = ("query", "concepts")


class NoLesson(Exception):
    """A file cannot be learned from."""

    def __init__(self, *, path: Path, row: int, expected: str) -> None:
        super().__init__(str(path), row, expected)
        self.path, self.row, self.expected = path, row, expected


def read_lesson(title: str, labels: Sequence[Path], names: Path) -> Lesson:
    """Return the lesson of tab-separated files.

    Parameters
    ----------
    title : str
    labels : sequence of Path
        With the columns ``concept`` and ``label``; several are one vocabulary, in other languages.
    names : Path
        With the columns ``query`` and ``concepts``, the ids of those it means between spaces.

    Raises
    ------
    NoLesson
        A file has no such columns, no rows, or an empty cell.
    """
    known = [row for path in labels for row in _rows(path, _LABELS)]
    asked = _rows(names, _NAMES)
    return Lesson(
        title,
        [label for _, label in known],
        [concept for concept, _ in known],
        [name for name, _ in asked],
        [frozenset(concepts.split()) for _, concepts in asked],
    )


def teach(lessons: Sequence[Lesson], out: Path) -> tuple[Marks, ...]:
    """Learn a verifier, write it to a file, and return how well it understands what is new to it.

    Raises
    ------
    MatcherError
        There is too little to learn from; nothing is written then.
    """
    verifier, marks = train(lessons)
    out.write_text(verifier.as_json(), encoding="utf-8")
    return marks


def _rows(path: Path, columns: tuple[str, str]) -> list[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found: list[dict[str, Any]] = list(
                csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            )
    except (OSError, UnicodeDecodeError) as error:
        raise NoLesson(path=path, row=0, expected="a file of text in UTF-8") from error
    expected = "two columns named " + " and ".join(columns) + ", with tabs between"
    if not found:
        raise NoLesson(path=path, row=1, expected=f"{expected}, and rows")
    rows = []
    for number, row in enumerate(found, start=2):
        cells = [(row.get(column) or "").strip() for column in columns]
        if not all(cells):
            raise NoLesson(path=path, row=number, expected=expected)
        rows.append((cells[0], cells[1]))
    return rows
