"""How evenly lists spread attention: who is in any list, who is in many, and how near the top.

Plain arrays in, plain numbers out; lists are int arrays of shape (rows, k), best first, -1 padded,
as ``rank`` returns them. O(rows · k).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.checks import check_whole
from matcher.errors import InvalidValueError, ShapeError
from matcher.evaluation import exposure, gini


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing of those that lists are of.

    Attributes
    ----------
    index : int
    times : int
        In how many lists it is.
    exposure : float
        The attention that it gets: 1 / log2(1 + rank), summed over the lists.
    """

    index: int
    times: int
    exposure: float


@dataclass(frozen=True, slots=True)
class Spread:
    """How lists spread attention over things.

    Attributes
    ----------
    lists : int
        How many lists have anything in them.
    things : int
        How many things there are.
    listed : int
        How many of them are in at least one list.
    coverage : float
        The same as a share, from 0 to 1; nan where there are none.
    gini : float
        How unevenly exposure is spread, over all things: 0 evenly, towards 1 all on one; nan where
        nothing is shown.
    most_shown : tuple of Shown
        Those that get most attention, the most first, the lower index among equals.
    """

    lists: int
    things: int
    listed: int
    coverage: float
    gini: float
    most_shown: tuple[Shown, ...]


def spread_of(
    lists: NDArray[np.integer], things: int, *, first: int | None = None, most: int = 5
) -> Spread:
    """Return how lists spread attention.

    Parameters
    ----------
    lists : int array of shape (rows, k)
        Indices below ``things``, best first, -1 padded.
    things : int
        How many things could stand there, from 0.
    first : int, optional
        Only so many of each list count, as where a page shows no more at first; None takes all.
    most : int
        How many of the most shown to name, from 0.

    Raises
    ------
    MatcherError
        Names the argument and the row.

    Examples
    --------
    >>> found = spread_of(np.array([[0, 1], [0, -1]]), 3)
    >>> found.listed, round(found.gini, 3), found.most_shown[0].index
    (2, 0.507, 0)
    """
    check_whole("things", "spread_of", things, 0, 1_000_000_000)
    check_whole("most", "spread_of", most, 0, 1_000_000_000)
    shown = _checked(lists, things)
    if first is not None:
        check_whole("first", "spread_of", first, 1, 1_000_000_000)
        shown = shown[:, :first]
    times = np.bincount(shown[shown >= 0], minlength=things)
    attention = exposure(shown, things)
    listed = int((times > 0).sum())
    ordered = np.lexsort((np.arange(things), -attention))[: min(most, listed)]
    return Spread(
        lists=int((shown >= 0).any(axis=1).sum()),
        things=things,
        listed=listed,
        coverage=listed / things if things else float("nan"),
        gini=gini(attention) if listed else float("nan"),
        most_shown=tuple(
            Shown(index, int(times[index]), float(attention[index])) for index in ordered.tolist()
        ),
    )


def _checked(lists: NDArray[np.integer], things: int) -> NDArray[np.int32]:
    shown = np.asarray(lists)
    if shown.ndim != 2:
        raise ShapeError(field="lists", row=None, value=shown.shape, expected="2 dimensions")
    if shown.dtype.kind not in "iu":
        raise InvalidValueError(
            field="lists", row=None, value=str(shown.dtype), expected="whole numbers"
        )
    bad = ((shown < -1) | (shown >= things)).any(axis=1)
    if bad.any():
        row = int(np.argmax(bad))
        raise InvalidValueError(
            field="lists",
            row=row,
            value=shown[row].tolist(),
            expected=f"-1 or an index below {things}",
        )
    return shown.astype(np.int32)
