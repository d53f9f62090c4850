"""Names as people type them: labels of the vocabulary with seeded slips, and labelled lists.

A slip is what keyboards do: two letters swapped, one left out, one doubled, or one beside it. The
labelled lists are those in the folder that KAJPLATS_DATA names; experts said what each name means.
"""

import csv
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from matcher import shipped_vocabulary

NEIGHBOURS = {"a": "s", "e": "r", "i": "o", "k": "l", "n": "m", "o": "p", "r": "t", "s": "d"}
FOLDER = "vocabulary-dev"


@dataclass(frozen=True)
class Names:
    """Labels of concepts, and names of which the right concepts are known."""

    labels: list[str]
    concepts: list[str]
    queries: list[str]
    wanted: list[frozenset[str]]


def own_vocabulary() -> tuple[list[str], list[str]]:
    """Give the labels that ship with the project, and the concept of each."""
    pairs = [
        (label, concept.id) for concept in shipped_vocabulary() for label, _ in concept.labels()
    ]
    return [label for label, _ in pairs], [concept for _, concept in pairs]


def mistyped(labels: list[str], concepts: list[str], count: int, seed: int) -> Names:
    """Give a vocabulary, and labels of it with one slip each as names to find there."""
    rng = Random(seed)  # noqa: S311 - for the same names each time, not for secrets
    means: dict[str, set[str]] = {}
    for label, concept in zip(labels, concepts, strict=True):
        means.setdefault(label, set()).add(concept)
    chosen = rng.choices(labels, k=count)
    return Names(
        labels,
        concepts,
        [with_a_slip(label, rng) for label in chosen],
        [frozenset(means[label]) for label in chosen],
    )


def with_a_slip(label: str, rng: Random) -> str:
    """Give a label with one slip; labels of up to three letters as they are."""
    if len(label) <= 3:
        return label
    place = rng.randrange(1, len(label) - 1)
    before, here, after = label[:place], label[place], label[place + 1 :]
    slips = (
        before + after[:1] + here + after[1:],
        before + after,
        before + here + here + after,
        before + NEIGHBOURS.get(here, here) + after,
    )
    return rng.choice(slips)


def labelled(labels: Sequence[str], queries: str) -> Names | None:
    """Read lists of labels such as ``"skill-labels-sv"``, and names; None without the folder."""
    folder = os.environ.get("KAJPLATS_DATA")
    if not folder:
        return None
    known = [row for one in labels for row in _rows(Path(folder) / FOLDER / f"{one}.tsv")]
    asked = _rows(Path(folder) / FOLDER / f"{queries}.tsv")
    return Names(
        [row["label"] for row in known],
        [row["concept"] for row in known],
        [row["query"] for row in asked],
        [frozenset(row["concepts"].split()) for row in asked],
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
