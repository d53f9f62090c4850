"""How surely a profile finds the offer written for it, in the other language as in its own.

Made-up pairs of a profile and an offer, each written in Swedish and in English, in
``tests/benchmarks/pairs``. Everything but the words is the same for all: one kind, everywhere at a
distance, no language asked for, no dates; so only content decides. For each profile in one
language all offers in another are ranked by the plain score, and the mean of 1/rank of its own
offer is taken (MRR). The development half may be read when something is improved; of the held-out
half, whose wording is other, nobody looks at more than these totals.

The demo's students and the offer each of them likes best are a second source, of pairs that exist
in one language only: there the groups are different people, and no ratio is promised.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from matcher import Kind, Level, Offer, Period, Remote, Student, rank
from matcher.text import language_of, words
from tests.benchmarks.measuring import ROOT, Row
from web.bridge.tables import make_offers, make_students
from web.tables.columns import OFFERS, STUDENTS
from web.tables.reading import read_table

PAIRS = Path(__file__).parent / "pairs"
HALVES = ("development", "held_out")
LANGUAGES = ("sv", "en")
ON = date(2027, 1, 15)
SUMMER = Period(date(2027, 6, 7), date(2027, 8, 13))
GATE = 0.90

Pair = dict[str, str]


def measure(*, full: bool) -> Iterator[Row]:
    """Rank every profile's offers in both languages, for both halves and for the demo."""
    pairs = {half: read_pairs(half) for half in HALVES}
    pool = [pair for half in HALVES for pair in pairs[half]]
    for half in HALVES:
        yield from _rows(f"{half.replace('_', '-')}, {len(pool)} offers", pairs[half], pool)
    yield from _rows("both halves, offers of the same field only", pool, pool, same_field=True)
    bare = [without_skills(pair) for pair in pool]
    yield from _rows("both halves, texts alone", bare, bare)
    yield from _demo_rows()


def read_pairs(half: str) -> list[Pair]:
    """Return the pairs of a half, by column."""
    with (PAIRS / f"{half}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def without_skills(pair: Pair) -> Pair:
    """Return a pair that says everything in its texts."""
    silent = ("skills", "must", "wished", "programme")
    return {name: "" if name[:-3] in silent else words_ for name, words_ in pair.items()}


def a_profile(pair: Pair, language: str) -> Student:
    """Return the student of a pair as written in a language."""
    return Student(
        id=pair["id"],
        kinds=frozenset({Kind.INTERNSHIP}),
        programme=pair[f"programme_{language}"],
        level=Level.BACHELOR,
        graduates_on=None,
        skills=_levels(pair[f"skills_{language}"]),
        languages={},
        text=pair[f"profile_{language}"],
        place="",
        travel_km=None,
        travel_minutes=None,
        remote=True,
        moves=True,
        available={},
        hours_per_week=None,
    )


def an_ad(pair: Pair, language: str) -> Offer:
    """Return the offer of a pair as written in a language."""
    return Offer(
        id=pair["id"],
        employer="",
        kind=Kind.INTERNSHIP,
        title=pair[f"title_{language}"],
        text=pair[f"offer_{language}"],
        must=_levels(pair[f"must_{language}"]),
        wished=_levels(pair[f"wished_{language}"]),
        languages={},
        levels=frozenset(),
        fields=frozenset(),
        place="",
        remote=Remote.REMOTE,
        period=SUMMER,
        hours_per_week=None,
        places=1,
    )


def _levels(cell: str) -> dict[str, int]:
    named = (part.rsplit(":", 1) for part in cell.split(";") if part)
    return {name: int(level) for name, level in named}


def reciprocal_ranks(
    students: Sequence[Student], offers: Sequence[Offer], own: Sequence[str]
) -> list[float]:
    """Return 1/rank of each student's own offer by the plain score, 0 where it is not listed.

    Offers that score the same share their ranks.
    """
    ranking = rank(students, offers, on=ON, k=len(offers))
    found = []
    for row, wanted in enumerate(own):
        scores = {
            ranking.offers[column]: score
            for column, score in zip(ranking.by_student[row], ranking.score[row], strict=True)
            if column >= 0
        }
        better = sum(score > scores.get(wanted, 2.0) for score in scores.values())
        same = sum(score == scores.get(wanted, 2.0) for score in scores.values())
        found.append(1 / (better + (same + 1) / 2) if wanted in scores else 0.0)
    return found


def by_direction(
    pairs: Sequence[Pair], pool: Sequence[Pair], *, same_field: bool = False
) -> dict[tuple[str, str], list[float]]:
    """Return the reciprocal ranks for each language of profiles and of offers."""
    found: dict[tuple[str, str], list[float]] = {}
    for asked in LANGUAGES:
        for answered in LANGUAGES:
            found[asked, answered] = [
                value
                for some, among in _groups(pairs, pool, same_field)
                for value in reciprocal_ranks(
                    [a_profile(pair, asked) for pair in some],
                    [an_ad(pair, answered) for pair in among],
                    [pair["id"] for pair in some],
                )
            ]
    return found


def _groups(
    pairs: Sequence[Pair], pool: Sequence[Pair], same_field: bool
) -> Iterator[tuple[list[Pair], list[Pair]]]:
    if not same_field:
        yield list(pairs), list(pool)
        return
    for field in dict.fromkeys(pair["field"] for pair in pairs):
        yield (
            [pair for pair in pairs if pair["field"] == field],
            [pair for pair in pool if pair["field"] == field],
        )


def _rows(
    what: str, pairs: Sequence[Pair], pool: Sequence[Pair], *, same_field: bool = False
) -> Iterator[Row]:
    found = by_direction(pairs, pool, same_field=same_field)
    means = {direction: float(np.mean(values)) for direction, values in found.items()}
    one_language = (means["sv", "sv"] + means["en", "en"]) / 2
    for asked, answered in (("sv", "en"), ("en", "sv")):
        ratio = means[asked, answered] / one_language
        yield Row(
            f"{what}, MRR {asked}→{answered} against sv→sv {means['sv', 'sv']:.3f}"
            f" and en→en {means['en', 'en']:.3f}",
            f"{means[asked, answered]:.3f}",
            f"{one_language:.3f}",
            gate=f"≥ {GATE:.0%}: {ratio:.1%}",
            reached=ratio >= GATE,
        )


def _demo_rows() -> Iterator[Row]:
    students, offers = _demo_records()
    written = {offer.id: language_of(words(offer.text)) for offer in offers}
    own = [student.ranked[0] for student in students]
    found = reciprocal_ranks([replace(student, ranked=()) for student in students], offers, own)
    for asked in LANGUAGES:
        for answered in LANGUAGES:
            values = [
                value
                for student, wanted, value in zip(students, own, found, strict=True)
                if language_of(words(student.text)) == asked and written[wanted] == answered
            ]
            yield Row(
                f"demo, first wish of {len(values)} students, MRR {asked}→{answered}",
                f"{np.mean(values):.3f}",
            )


def _demo_records() -> tuple[list[Student], list[Offer]]:
    """Return the demo's students with a wish, and its offers, practical matters taken away."""
    folder = ROOT / "web" / "demo"
    students, _ = make_students(
        line.values for line in read_table(folder / "students.csv", STUDENTS, STUDENTS.ranked).lines
    )
    offers, _ = make_offers(
        line.values for line in read_table(folder / "offers.csv", OFFERS, OFFERS.ranked).lines
    )
    kinds = frozenset(Kind)
    return (
        [
            replace(
                student,
                kinds=kinds,
                place="",
                travel_km=None,
                travel_minutes=None,
                remote=True,
                moves=True,
                available={},
                hours_per_week=None,
                graduates_on=None,
                declined=frozenset(),
            )
            for student in students
            if student.ranked
        ],
        [
            replace(
                offer,
                languages={},
                levels=frozenset(),
                fields=frozenset(),
                place="",
                remote=Remote.REMOTE,
                period=SUMMER,
                hours_per_week=None,
            )
            for offer in offers
        ],
    )
