"""Rank students and offers that were read from files: no database, no names.

Values come as the columns of ``web/tables`` give them.
"""

# Annotations stay text, so that importing this loads no scikit-learn.
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

import matcher
from matcher.errors import MatcherError
from matcher.vocabulary import Vocabulary, shipped_vocabulary
from models.words import Remote
from web.bridge.reasons import explain_terms
from web.tables.faults import BadCell
from web.tables.reading import Table

Values = Mapping[str, Any]
R = TypeVar("R")

COLUMNS = (
    "student",
    "offer",
    "rank_for_student",
    "rank_for_offer",
    "score",
    "p_student",
    "p_employer",
)
REASONS = ("strength", "for", "against")


@dataclass(frozen=True)
class Refused:
    """A row that the matcher cannot use: which one, and what about it."""

    row: int
    column: str
    found: str
    expected: str


def make_students(rows: Iterable[Values]) -> tuple[list[matcher.Student], list[Refused]]:
    """Make the matcher's records of students, and tell of the rows of which none can be made."""
    return _make(rows, _student)


def make_offers(rows: Iterable[Values]) -> tuple[list[matcher.Offer], list[Refused]]:
    """Make the matcher's records of offers, and tell of the rows of which none can be made."""
    return _make(rows, _offer)


def bad_cells(table: Table, refused: Iterable[Refused]) -> list[BadCell]:
    """Give the cells of a file that rows were refused for."""
    return [
        table.bad(table.lines[each.row], each.column, each.found, each.expected) for each in refused
    ]


def rank_records(
    students: list[matcher.Student],
    offers: list[matcher.Offer],
    *,
    on: date,
    k: int,
    language: str = "",
    vocabulary: Vocabulary | None = None,
    machines: matcher.Machines | None = None,
) -> Iterator[dict[str, Any]]:
    """Rank, and give the pairs of the lists as rows, by student and then by rank.

    The ranking is made at once, rows as they are asked for: there may be millions.

    Parameters
    ----------
    language : str
        With a language, each row says why, in words.
    vocabulary : Vocabulary, optional
        The one that ships if not given.
    machines : Machines, optional
        Workers to share the work out to; see ``web.bridge.machines``.
    """
    vocabulary = vocabulary or shipped_vocabulary()
    settings = matcher.Settings(vocabulary=vocabulary)
    ranking = matcher.rank(students, offers, settings, on=on, k=k, machines=machines)
    return _rows(ranking, language, vocabulary)


def _rows(
    ranking: matcher.Ranking, language: str, vocabulary: Vocabulary
) -> Iterator[dict[str, Any]]:
    labels = {each.id: each.shown(language) for each in vocabulary} if language else {}
    for _student_id, pairs in groupby(ranking.suggestions(), key=lambda pair: pair.student):
        for pair in sorted(pairs, key=_by_rank):
            yield _row(ranking, pair, language, labels)


def _by_rank(pair: matcher.Suggestion) -> tuple[bool, int]:
    """Put what is in the student's list first."""
    return pair.rank_for_student is None, pair.rank_for_student or pair.rank_for_offer or 0


def _make(rows: Iterable[Values], make: Callable[[Values], R]) -> tuple[list[R], list[Refused]]:
    made, refused = [], []
    for number, row in enumerate(rows):
        try:
            made.append(make(row))
        except MatcherError as error:
            refused.append(Refused(number, error.field, str(error.value), error.expected))
    return made, refused


def _student(row: Values) -> matcher.Student:
    return matcher.Student(
        **{
            **row,
            "available": {
                matcher.Kind(kind): matcher.Period(*days)
                for kind, days in (row["available"] or {}).items()
            },
            "declined": frozenset(row["declined"]),
        }
    )


def _offer(row: Values) -> matcher.Offer:
    return matcher.Offer(
        **{
            **row,
            "period": matcher.Period(*row["period"]),
            "remote": row["remote"] or Remote.ONSITE,
        }
    )


def _row(
    ranking: matcher.Ranking, pair: matcher.Suggestion, language: str, labels: Mapping[str, str]
) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(pair, name) for name in COLUMNS}
    if language:
        terms = {
            **ranking.terms(pair.student, pair.offer),
            "evidence": {
                reason.term: reason.evidence for reason in ranking.reasons(pair.student, pair.offer)
            },
        }
        why = explain_terms(pair.score, terms, labels)
        row |= {
            "strength": why.strength.value,
            "for": " ".join(why.plus),
            "against": " ".join(why.minus),
        }
    return row
