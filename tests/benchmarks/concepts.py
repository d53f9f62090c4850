"""Names onto concepts: how often the right one comes early, and how fast, against WRatio.

`rapidfuzz.process.cdist` with WRatio over all labels is what one would write without an index. A
concept is worth its best label there, and names are folded by rapidfuzz's own processor.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process, utils

from matcher import ConceptIndex
from matcher.evaluation import mean_reciprocal_rank
from tests.benchmarks.measuring import THREADS, Row, faster, raced
from tests.benchmarks.names import Names, labelled, mistyped, own_vocabulary

SEED = 20261123
K = 100
NAMES_AT_ONCE = 200
SPEED_GATE = 80.0
# What is measured, the lists, and the mean reciprocal rank that matching is promised to have.
LABELLED = (
    ("Swedish skill names onto ESCO", "skill-labels-sv", "skill-queries-sv", 0.62),
    ("Swedish occupations onto ESCO", "occupation-labels-sv", "occupation-queries-sv", 0.43),
)
NO_FOLDER = "labelled names: skipped, KAJPLATS_DATA is not set"


def measure(*, full: bool) -> Iterator[Row]:
    """Measure on the project's own vocabulary, then on the lists that experts labelled."""
    labels, concepts = own_vocabulary()
    names = mistyped(labels, concepts, 10_000 if full else 1_000, SEED)
    yield from _rows("mistyped names onto own vocabulary", names, repeats=2)
    for what, known, asked, gate in LABELLED:
        found = labelled(known, asked)
        if found is None:
            yield Row(NO_FOLDER, "–")
            return
        yield from _rows(what, found, quality_gate=gate)
        if full and known == "skill-labels-sv":
            many = mistyped(found.labels, found.concepts, 10_000, SEED)
            yield from _rows("mistyped skill names onto ESCO", many, speed_gate=SPEED_GATE)


def _rows(
    what: str,
    names: Names,
    *,
    repeats: int = 1,
    quality_gate: float | None = None,
    speed_gate: float | None = None,
) -> Iterator[Row]:
    """Ask both for the same names; making the index, done once for all names, has its own row."""
    fitted = raced(1, fit=lambda: ConceptIndex().fit(names.labels, names.concepts))["fit"]
    index: ConceptIndex = fitted.result
    index.search(names.queries[:10])
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
        gate="" if quality_gate is None else f"{quality_gate:g}",
        reached=None if quality_gate is None else ours >= quality_gate,
    )
    yield faster(f"{what}, time, against WRatio", times["ours"], times["peer"], speed_gate)


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
