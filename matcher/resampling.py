"""How sure a figure is: the same figure of many samples, drawn anew person by person.

Whoever is drawn is drawn with all their decisions, since those are not independent of each other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.checks import check_whole

# Nine samples in ten lie between the two ends.
_LOW, _HIGH = 5.0, 95.0
_SAMPLES = 400
_SEED = 20261123

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure, the interval that holds nine samples of ten, and of how many rows it is."""

    figure: float
    low: float
    high: float
    rows: int


def intervals(
    measure: Callable[[Places], NDArray[np.float64]],
    persons: Places,
    *,
    samples: int = _SAMPLES,
) -> list[Interval]:
    """Return the figures of a measure with their intervals; the same input gives the same bytes.

    Parameters
    ----------
    measure : callable
        Takes the places of some rows, some of them repeatedly, and returns its figures, of shape
        (figures,); nan where there is nothing to measure.
    persons : int array of shape (rows,)
        Whom each row is about.
    samples : int
        From 1.

    Raises
    ------
    InvalidValueError

    References
    ----------
    Efron 1979, "Bootstrap methods: another look at the jackknife"; Field and Welsh 2007,
    "Bootstrapping clustered data", for drawing whole persons.

    Examples
    --------
    >>> values = np.array([1.0, 1.0, 1.0])
    >>> intervals(lambda rows: np.array([values[rows].mean()]), np.arange(3))
    [Interval(figure=1.0, low=1.0, high=1.0, rows=3)]
    """
    check_whole("samples", "intervals", samples, 1, 1_000_000)
    figures = measure(np.arange(len(persons)))
    drawn = np.full((samples, len(figures)), np.nan)
    for sample, places in enumerate(_drawn(persons, samples)):
        drawn[sample] = measure(places)
    return [
        Interval(float(figure), *_ends(column), len(persons))
        for figure, column in zip(figures, drawn.T, strict=True)
    ]


def chance_above_0(measure: Callable[[Places], float], persons: Places) -> float:
    """Return in what share of the samples a figure is above 0; half where none can be told.

    Parameters
    ----------
    measure : callable
        Takes the places of some rows, some of them repeatedly; nan where there is nothing to tell.
    persons : int array of shape (rows,)
        Whom each row is about.

    Examples
    --------
    >>> values = np.array([-1.0, 2.0])
    >>> 0.5 < chance_above_0(lambda rows: values[rows].sum(), np.arange(2)) < 1
    True
    """
    found = np.array([measure(places) for places in _drawn(persons, _SAMPLES)])
    known = found[~np.isnan(found)]
    return float((known > 0).mean()) if known.size else 0.5


def _drawn(persons: Places, samples: int) -> Iterator[Places]:
    """Yield the rows of as many persons as there are, drawn with all that is theirs."""
    order = np.argsort(persons, kind="stable")
    starts = np.flatnonzero(np.diff(persons[order], prepend=-1))
    rows_of = np.split(order, starts[1:]) if len(persons) else []
    rng = np.random.default_rng(_SEED)
    for _ in range(samples if rows_of else 0):
        chosen = rng.integers(0, len(rows_of), len(rows_of))
        yield np.concatenate([rows_of[person] for person in chosen])


def _ends(column: NDArray[np.float64]) -> tuple[float, float]:
    known = column[~np.isnan(column)]
    if not known.size:
        return float("nan"), float("nan")
    low, high = np.percentile(known, [_LOW, _HIGH])
    return float(low), float(high)
