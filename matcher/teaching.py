"""Learns to verify from labelled names: vocabularies, and names of which experts said the concept.

Algorithm: the weights that make what is right most probable, small ones being likelier, by L-BFGS;
judged by cross-validation, a name with all it occurs in on one side. From what names outside their
fold got, if they are neither labels nor slips of one, follows the probability from which a link is
right often enough; 1 where none is. The same names give the same verifier to the byte.
"""

import zlib
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from matcher.concepts import ConceptIndex
from matcher.errors import InvalidValueError, ShapeError
from matcher.signs import NO_SIGNS, SORTS, Signs, signs_of
from matcher.verifier import Verifier, shares

FOLDS = 5
# What weights of 1, for signs of one spread, cost.
_COST = 30.0
# Until nothing moves: stopped sooner, machines that round differently would write different files.
_UNTIL = {"maxiter": 5_000, "maxcor": 30, "ftol": 1e-13, "gtol": 1e-7}
# A name that is linked should be right nine times of ten; told from at least so many links.
_RIGHT_OF_LINKED, _FEWEST_LINKED = 0.9, 20
COVERAGE = 0.8
_AT_ONCE = 100
_K = 100


@dataclass(frozen=True)
class Lesson:
    """A vocabulary, and names of which the right concepts are known.

    Attributes
    ----------
    title : str
        What it is called in the figures.
    labels, concepts : equal-length sequences of str
        As ``ConceptIndex.fit`` takes them.
    names : sequence of str
    wanted : sequence of frozensets of str
        The concepts that each name means.
    """

    title: str
    labels: Sequence[str]
    concepts: Sequence[str]
    names: Sequence[str]
    wanted: Sequence[frozenset[str]]

    def __post_init__(self) -> None:
        """Refuse lists that do not go together."""
        for field, one, other in (
            ("concepts", self.concepts, self.labels),
            ("wanted", self.wanted, self.names),
        ):
            if len(one) != len(other):
                raise ShapeError(
                    field=field, row=self.title, value=len(one), expected=f"{len(other)} values"
                )
        if not self.labels:
            raise ShapeError(field="labels", row=self.title, value=0, expected="labels")


@dataclass(frozen=True)
class Marks:
    """How well names outside their fold were understood, from 0 to 1.

    ``rank_before`` is the mean reciprocal rank without a verifier, ``rank`` with one; ``first`` is
    how many have what is right in the first place. ``precision`` is how many of the surest four
    fifths are right, ``linked`` how many are linked at all and ``right_of_linked`` how many of
    those are right.
    """

    title: str
    names: int
    rank_before: float
    rank: float
    first: float
    precision: float
    linked: float
    right_of_linked: float

    @property
    def precision_ceiling(self) -> float:
        """The precision of an abstention that leaves out nothing but what is wrong."""
        return min(1.0, self.first / COVERAGE)


def train(lessons: Sequence[Lesson]) -> tuple[Verifier, tuple[Marks, ...]]:
    """Return a verifier learned from all names, and how well it did on names it had not seen.

    Raises
    ------
    InvalidValueError
        In some fold no name, or no concept, is there to be learned from.
    """
    indexes = [ConceptIndex(verifier=False).fit(one.labels, one.concepts) for one in lessons]
    taught = [_signs(*pair) for pair in zip(lessons, indexes, strict=True)]
    without = [_fit(taught, lessons, fold) for fold in range(FOLDS)]
    surest = [
        _surest(lesson, signs, without)[index.unclear(lesson.names)]
        for lesson, index, signs in zip(lessons, indexes, taught, strict=True)
    ]
    link_at = _link_at(np.concatenate(surest))
    marks = [
        _marks(lesson, index, [replace(one, link_at=link_at) for one in without])
        for lesson, index in zip(lessons, indexes, strict=True)
    ]
    return replace(_fit(taught, lessons, -1), link_at=link_at), tuple(marks)


def _signs(lesson: Lesson, index: ConceptIndex) -> tuple[Signs, NDArray[np.bool_]]:
    """Return the signs of every name, and which pairs are right."""
    numbers = {concept: number for number, concept in enumerate(index.concepts_)}
    labels = index.labels_
    assert labels is not None  # noqa: S101 - a lesson has labels
    parts = [NO_SIGNS]
    for first in range(0, len(lesson.names), _AT_ONCE):
        signs = signs_of(lesson.names[first : first + _AT_ONCE], labels)
        parts.append(signs._replace(names=first + signs.names))
    signs = Signs(*map(np.concatenate, zip(*parts, strict=True)))
    wanted = [{numbers[one] for one in those if one in numbers} for those in lesson.wanted]
    pairs = zip(signs.names.tolist(), signs.concepts.tolist(), strict=True)
    return signs, np.array([concept in wanted[name] for name, concept in pairs], bool)


def _folds(lesson: Lesson) -> NDArray[np.int64]:
    """Return a fold for each name, the same in every lesson it occurs in."""
    return np.array([zlib.crc32(name.encode()) % FOLDS for name in lesson.names], np.int64)


def _fit(
    taught: Sequence[tuple[Signs, NDArray[np.bool_]]], lessons: Sequence[Lesson], left_out: int
) -> Verifier:
    """Return the verifier that all folds but one teach."""
    names, values, right = [], [], []
    first = 0
    for lesson, (signs, is_right) in zip(lessons, taught, strict=True):
        inside = _folds(lesson)[signs.names] != left_out
        names.append(first + signs.names[inside])
        values.append(signs.values[inside].astype(np.float64))
        right.append(is_right[inside])
        first += len(lesson.names)
    answers = np.concatenate(right)
    if not 0 < answers.sum() < len(answers):
        expected = "names that are no labels, with concepts of the vocabulary, in every fold"
        raise InvalidValueError(
            field="names", row=None, value=int(answers.sum()), expected=expected
        )
    weights, base = _weights(np.concatenate(values), answers, np.concatenate(names))
    return Verifier(weights[0], weights[1:], base, 1.0)


def _weights(
    values: NDArray[np.float64], right: NDArray[np.bool_], names: NDArray[np.int64]
) -> tuple[NDArray[np.float64], float]:
    """Return the weights of signs, for all pairs and beside for each sort, and those to begin with.

    Weights are sought for signs of one spread around 0, though the signs stay as they are.
    """
    sorts: list[Any] = [slice(None), *(np.flatnonzero(values[:, sort] > 0) for sort in SORTS)]
    blocks = [values[rows] for rows in sorts]
    sums = np.concatenate([block.sum(axis=0) for block in blocks]) / len(values)
    squares = np.concatenate([(block * block).sum(axis=0) for block in blocks]) / len(values)
    spread = np.sqrt(np.maximum(squares - sums * sums, 0.0)) + 1e-6
    name = np.cumsum(np.diff(names, prepend=-1) > 0) - 1
    has_right = np.bincount(name, right) > 0

    def cost(told: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = told[:-1] / spread
        log_odds = np.full(len(values), told[-1] - weights @ sums)
        for rows, block, own in zip(sorts, blocks, np.split(weights, len(blocks)), strict=True):
            log_odds[rows] += block @ own
        each, none = shares(log_odds, names)
        of_right = np.bincount(name, each * right)
        reached = np.maximum(np.where(has_right, of_right, none), 1e-300)
        wanted = np.where(right, each / np.maximum(of_right, 1e-300)[name], 0.0)
        off = each - wanted
        slopes = [off[rows] @ block for rows, block in zip(sorts, blocks, strict=True)]
        even = (np.concatenate(slopes) - sums * off.sum()) / spread
        slope = np.r_[even + _COST * told[:-1], off.sum()]
        return float(_COST / 2 * (told[:-1] ** 2).sum() - np.log(reached).sum()), slope

    start = np.zeros(len(sums) + 1)
    found = minimize(cost, start, jac=True, method="L-BFGS-B", options=_UNTIL).x
    weights = found[:-1] / spread
    return weights.reshape(len(blocks), -1), float(found[-1] - weights @ sums)


def _surest(
    lesson: Lesson, taught: tuple[Signs, NDArray[np.bool_]], without: Sequence[Verifier]
) -> NDArray[np.float64]:
    """Return for each name its highest probability by those who had not seen it, and if right."""
    signs, right = taught
    probabilities = np.zeros(len(right))
    for fold, verifier in enumerate(without):
        held = _folds(lesson)[signs.names] == fold
        probabilities[held] = verifier.probabilities(Signs(*(each[held] for each in signs)))
    order = np.lexsort((signs.concepts, -probabilities, signs.names))
    first = order[np.unique(signs.names[order], return_index=True)[1]]
    surest = np.zeros((len(lesson.names), 2))
    surest[signs.names[first]] = np.column_stack([probabilities[first], right[first]])
    return surest


def _link_at(sureness: NDArray[np.float64]) -> float:
    """Return the lowest probability from which links are right often enough; 1 for none."""
    by_sureness = sureness[np.argsort(-sureness[:, 0], kind="stable")]
    links = np.arange(1, len(by_sureness) + 1)
    enough = by_sureness[:, 1].cumsum() / links >= _RIGHT_OF_LINKED
    good = np.flatnonzero(enough & (links >= _FEWEST_LINKED))
    return float(by_sureness[good[-1], 0]) if len(good) else 1.0


def _marks(lesson: Lesson, index: ConceptIndex, without: Sequence[Verifier]) -> Marks:
    """Return how well the names of a lesson are understood by those who had not seen them."""
    before, _ = index.search(lesson.names, _K)
    found, surest = before.copy(), np.zeros(len(lesson.names))
    folds = _folds(lesson)
    for fold, verifier in enumerate(without):
        held = np.flatnonzero(folds == fold)
        judging = copy(index).set_params(verifier=verifier)
        found[held], scores = judging.search([lesson.names[row] for row in held.tolist()], _K)
        surest[held] = scores[:, 0]
    right = np.array([found[row, 0] in those for row, those in enumerate(lesson.wanted)])
    best = np.argsort(-surest, kind="stable")[: int(COVERAGE * len(right))]
    linked = surest >= index.threshold
    return Marks(
        lesson.title,
        len(right),
        _reciprocal_rank(before, lesson.wanted),
        _reciprocal_rank(found, lesson.wanted),
        float(right.mean()) if len(right) else 0.0,
        float(right[best].mean()) if len(best) else 0.0,
        float(linked.mean()),
        float(right[linked].mean()) if linked.any() else 0.0,
    )


def _reciprocal_rank(found: Any, wanted: Sequence[frozenset[str]]) -> float:
    """Return the mean of 1 / place of the first right concept, 0 where there is none."""
    places = []
    for row, those in zip(found, wanted, strict=True):
        hits = [place for place, concept in enumerate(row, start=1) if concept in those]
        places.append(1 / hits[0] if hits else 0.0)
    return float(np.mean(places)) if places else 0.0
