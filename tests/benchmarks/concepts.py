"""Names onto concepts: how often the right one comes early, and how fast, against WRatio.

What is learned is judged by names that were left out when it was learned: the verifier that ships
was taught by all of the labelled ones, so it is never measured on them.

`rapidfuzz.process.cdist` with WRatio over all labels is what one would write without an index. A
concept is worth its best label there, and names are folded by rapidfuzz's own processor.
"""

from collections.abc import Iterator
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process, utils

from matcher import ConceptIndex
from matcher.evaluation import mean_reciprocal_rank
from matcher.teaching import Lesson, train
from tests.benchmarks.measuring import THREADS, Row, faster, raced
from tests.benchmarks.names import Names, labelled, mistyped, own_vocabulary

SEED = 20261123
K = 100
NAMES_AT_ONCE = 200
SPEED_GATE = 80.0
# What is measured, the vocabularies, the labelled names, and the gate of the mean reciprocal rank.
LABELLED = (
    ("Swedish skill names onto ESCO", ("skill-labels-sv",), "skill-queries-sv", 0.62),
    ("Swedish occupations onto ESCO", ("occupation-labels-sv",), "occupation-queries-sv", 0.43),
    (
        "Swedish occupations onto ESCO in both languages",
        ("occupation-labels-sv", "occupation-labels-en"),
        "occupation-queries-sv",
        0.40,
    ),
)
PRECISION_GATE = 0.80
NO_SLIP = "något helt annat än en etikett"
NO_FOLDER = "labelled names: skipped, KAJPLATS_DATA is not set"


def measure(*, full: bool) -> Iterator[Row]:
    """Measure on the project's own vocabulary, then on the lists that experts labelled."""
    labels, concepts = own_vocabulary()
    names = mistyped(labels, concepts, 10_000 if full else 1_000, SEED)
    yield from _rows("mistyped names onto own vocabulary", names, repeats=2)
    found = [labelled(known, asked) for _, known, asked, _ in LABELLED]
    those = [names for names in found if names is not None]
    if len(those) < len(LABELLED):
        yield Row(NO_FOLDER, "–")
        return
    skills = those[0]
    yield from _rows("Swedish skill names onto ESCO, nothing learned", skills, verifier=False)
    if full:
        many = mistyped(skills.labels, skills.concepts, 10_000, SEED)
        yield from _rows("mistyped skill names onto ESCO", many, speed_gate=SPEED_GATE)
        yield from _learned(those)


def _learned(lists: list[Names]) -> Iterator[Row]:
    """Learn from four fifths of the names at a time, and judge by the others."""
    titles = [title for title, *_ in LABELLED]
    lessons = [
        Lesson(title, names.labels, names.concepts, names.queries, names.wanted)
        for title, names in zip(titles, lists, strict=True)
    ]
    _, marks = train(lessons)
    for one, (_, _, _, gate) in zip(marks, LABELLED, strict=True):
        yield Row(
            f"{one.title}, MRR of {one.names} names left out, against nothing learned",
            f"{one.rank:.3f}",
            f"{one.rank_before:.3f}",
            gate=f"{gate:g}",
            reached=one.rank >= gate,
        )
    skills = marks[0]
    yield Row(
        "auto-linked skills, precision at 80 % coverage",
        f"{skills.precision:.3f}",
        gate=f"{PRECISION_GATE:g}",
        reached=skills.precision >= PRECISION_GATE,
    )
    yield Row(
        "auto-linked skills, the most that any abstention reaches at 80 % coverage: right at first"
        f" {skills.first:.3f} / 0.80",
        f"{skills.precision_ceiling:.3f}",
    )
    yield Row(
        "auto-linked skills, share linked at the threshold, and precision of those",
        f"{skills.linked:.2f}, {skills.right_of_linked:.3f}",
    )


def _rows(
    what: str,
    names: Names,
    *,
    repeats: int = 1,
    verifier: bool = True,
    speed_gate: float | None = None,
) -> Iterator[Row]:
    """Ask both for the same names; making the index is done once, before the clock starts.

    So are its tables for names that are no slip, which are made when the first of them comes; how
    long both take is a row of its own.
    """
    begun = perf_counter()
    index = ConceptIndex(verifier=verifier).fit(names.labels, names.concepts)
    index.search([*names.queries[:10], NO_SLIP])
    made = perf_counter() - begun
    times = raced(
        repeats,
        ours=lambda: index.search(names.queries, K)[0],
        peer=lambda: best_by_wratio(names, index.concepts_),
    )
    numbers = {concept: number for number, concept in enumerate(index.concepts_)}
    numbers[""] = -1
    wanted = [[numbers[one] for one in those if one in numbers] for those in names.wanted]
    found = np.vectorize(numbers.__getitem__, otypes=[np.int32])(times["ours"].result)
    ours = mean_reciprocal_rank(found, wanted)
    peer = mean_reciprocal_rank(times["peer"].result, wanted)
    size = f"{len(names.queries):,} × {len(names.labels):,} labels"
    yield Row(
        f"{what}, MRR, {size}, against WRatio",
        f"{ours:.3f}",
        f"{peer:.3f}",
    )
    yield faster(f"{what}, time, against WRatio", times["ours"], times["peer"], speed_gate)
    yield Row(f"{what}, making the index of {len(names.labels):,} labels", f"{made:.1f} s")


def best_by_wratio(names: Names, concepts: list[str]) -> NDArray[np.int32]:
    """Give the numbers of the best concepts of each name, ties by the lower number."""
    number_of = {concept: number for number, concept in enumerate(concepts)}
    owners = np.array([number_of[concept] for concept in names.concepts])
    order = np.argsort(owners, kind="stable")
    labels = [names.labels[row] for row in order]
    starts = np.searchsorted(owners[order], np.arange(len(concepts)))
    best = []
    for first in range(0, len(names.queries), NAMES_AT_ONCE):
        scores = process.cdist(
            names.queries[first : first + NAMES_AT_ONCE],
            labels,
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            workers=THREADS,
        )
        per_concept = np.maximum.reduceat(scores, starts, axis=1)
        best.append(np.argsort(-per_concept, axis=1, kind="stable")[:, :K])
    return np.concatenate(best).astype(np.int32)
