"""Made-up students and offers as the files that `kajplats rank` reads, and as its records.

Each comes from a field of the vocabulary, fields skewed as Zipf's law has it; most of what they
know or ask for is of their field, and texts are sentences of such words, in Swedish or English.
Levels, places, languages and periods are drawn with shares that suit the region.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

from matcher import Concept, Offer, Student, shipped_vocabulary
from web.bridge.tables import Values, make_offers, make_students
from web.tables.columns import OFFERS, STUDENTS, Sheet
from web.tables.reading import read_table

PERIODS = {
    "internship": "2027-06-07/2027-08-13",
    "thesis": "2027-01-18/2027-06-06",
    "mentorship": "2027-02-01/2027-12-17",
    "traineeship": "2027-09-06/2028-06-02",
}
HOURS = {"internship": "40", "thesis": "40", "mentorship": "2", "traineeship": "40"}
PLACES = ("2280", "2281", "2281", "2281", "2380", "2380", "2284", "2284", "2282", "2262", "2283")
SWEDISH = ("C2", "C2", "C2", "C1", "B2", "A2")
ENGLISH = ("A2", "B1", "B2", "B2", "C1")
REACHES = ("20", "50", "50", "80", "150", "")
SENTENCES = {
    "sv": "Det handlar om {0} och {1}, gärna med {2}. En vanlig vecka rymmer också {3}.",
    "en": "It is about {0} and {1}, preferably with {2}. A normal week also has some {3}.",
}
SHARE_OF_OWN_FIELD = 0.8


def write_market(folder: Path, students: int, offers: int, seed: int) -> tuple[Path, Path]:
    """Write two files of so many rows; the same numbers give the same files."""
    rng = Random(seed)  # noqa: S311 - for the same people each time, not for secrets
    paths = folder / "students.csv", folder / "offers.csv"
    _write(paths[0], [a_student(number, rng) for number in range(students)])
    _write(paths[1], [an_offer(number, offers // 3 + 1, rng) for number in range(offers)])
    return paths


def read_market(students: Path, offers: Path) -> tuple[list[Student], list[Offer]]:
    """Read the files as the command does."""
    made = make_students(_values(students, STUDENTS)), make_offers(_values(offers, OFFERS))
    refused = [*made[0][1], *made[1][1]]
    if refused:
        message = f"a made-up row is refused: {refused[0]}"
        raise AssertionError(message)
    return made[0][0], made[1][0]


def a_student(number: int, rng: Random) -> dict[str, str]:
    """Draw the row of a student."""
    field, language = _field(rng), rng.choice(("sv", "sv", "sv", "en"))
    kinds = rng.sample(sorted(PERIODS), rng.choice((1, 1, 2)))
    return {
        "id": f"s{number}",
        "kinds": ";".join(kinds),
        "programme": rng.choice(_concepts("programme").get(field, [_any_programme(rng)])).sv,
        "level": rng.choice(("bachelor", "bachelor", "master")),
        "graduates_on": rng.choice(("2027-06-06", "2028-01-16", "2028-06-04", "")),
        "skills": _levels(_words(field, rng.randint(3, 8), language, rng), rng),
        "languages": f"sv:{rng.choice(SWEDISH)};en:{rng.choice(ENGLISH)}",
        "text": _text(field, language, rng),
        "place": rng.choice(PLACES),
        "travel_km": rng.choice(REACHES),
        "travel_minutes": "",
        "remote": rng.choice(("yes", "no")),
        "moves": rng.choice(("yes", "no", "no", "no")),
        "available": ";".join(f"{kind}={PERIODS[kind]}" for kind in kinds),
        "hours_per_week": "40",
        "ranked": "",
        "declined": "",
    }


def an_offer(number: int, employers: int, rng: Random) -> dict[str, str]:
    """Draw the row of an offer."""
    field, language = _field(rng), rng.choice(("sv", "sv", "sv", "en"))
    kind = rng.choice(sorted(PERIODS))
    return {
        "id": f"o{number}",
        "employer": f"Arbetsgivare {rng.randrange(employers)}",
        "kind": kind,
        "title": " ".join(_words(field, 1, language, rng)),
        "text": _text(field, language, rng),
        "must": _levels(_words(field, rng.randint(0, 2), language, rng), rng),
        "wished": _levels(_words(field, rng.randint(1, 4), language, rng), rng),
        "languages": rng.choice(("sv:B2", "sv:C1", "sv:B2;en:B1", "en:B2", "")),
        "levels": rng.choice(("", "", "bachelor;master", "master")),
        "fields": rng.choice(("", "", field)),
        "place": rng.choice(PLACES),
        "remote": rng.choice(("onsite", "onsite", "hybrid", "remote")),
        "period": PERIODS[kind],
        "hours_per_week": HOURS[kind],
        "places": rng.choice(("1", "1", "1", "2", "3")),
    }


@cache
def _concepts(*kinds: str) -> dict[str, list[Concept]]:
    """Give the concepts of some kinds by field, in the order of the vocabulary."""
    vocabulary = shipped_vocabulary()
    found = defaultdict(list)
    for concept in vocabulary:
        if concept.kind in kinds:
            for field in vocabulary.fields_of(concept.id):
                found[field].append(concept)
    return dict(found)


def _field(rng: Random) -> str:
    fields = sorted(_concepts("skill"))
    return rng.choices(fields, weights=[1 / (rank + 2) for rank in range(len(fields))])[0]


def _any_programme(rng: Random) -> Concept:
    return rng.choice([one for those in _concepts("programme").values() for one in those])


def _words(field: str, count: int, language: str, rng: Random) -> list[str]:
    """Draw distinct labels of skills and tools, most of them of the field."""
    by_field = _concepts("skill", "tool")
    words: dict[str, None] = {}
    while len(words) < count:
        is_own = rng.random() < SHARE_OF_OWN_FIELD
        concept = rng.choice(by_field[field if is_own else _field(rng)])
        words[getattr(concept, language)] = None
    return list(words)


def _levels(words: Sequence[str], rng: Random) -> str:
    return ";".join(f"{word}:{rng.randint(2, 4)}" for word in words)


def _text(field: str, language: str, rng: Random) -> str:
    sentences = (
        SENTENCES[language].format(*_words(field, 4, language, rng))
        for _ in range(rng.randint(1, 3))
    )
    return " ".join(sentences)


def _values(path: Path, sheet: Sheet) -> Iterator[Values]:
    return (line.values for line in read_table(path, sheet, sheet.ranked).lines)


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
