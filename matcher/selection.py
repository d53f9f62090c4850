"""Whether people of some group are selected less often than others.

The caller says who belongs to which group; the matcher knows no group, and no record can hold one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matcher.checks import check_text, check_whole
from matcher.observations import checked_flags, checked_labels

# Below it, the rule of thumb of the Uniform Guidelines sees reason to look closer.
FOUR_FIFTHS = 0.8


@dataclass(frozen=True)
class SelectionRates:
    """How many of each group were selected, groups in the order of their names.

    Attributes
    ----------
    groups : tuple of str
    count, selected : int arrays of shape (groups,)
    """

    groups: tuple[str, ...]
    count: NDArray[np.int64]
    selected: NDArray[np.int64]

    @property
    def rate(self) -> NDArray[np.float64]:
        """The share of each group that was selected, from 0 to 1."""
        rate: NDArray[np.float64] = self.selected / self.count
        return rate

    @property
    def ratio(self) -> float:
        """The lowest rate by the highest, from 0 to 1; nan unless two groups can be compared.

        Below .8 there is reason to look closer (the four-fifths rule); with few people it may be
        chance, and above it there may be harm all the same.
        """
        if len(self.groups) < 2 or not self.selected.any():
            return float("nan")
        return float(self.rate.min() / self.rate.max())


def selection_rates(groups: Sequence[str], selected: ArrayLike) -> SelectionRates:
    """Return how many of each group were selected.

    Parameters
    ----------
    groups : sequence of str
        The group of each person.
    selected : bool array of shape (people,)

    Raises
    ------
    MatcherError

    References
    ----------
    EEOC 1978, "Uniform guidelines on employee selection procedures", 29 CFR 1607.4 D.

    Examples
    --------
    >>> rates = selection_rates(["a", "a", "b", "b"], [True, True, True, False])
    >>> rates.rate.tolist(), rates.ratio
    ([1.0, 0.5], 0.5)
    """
    labels = checked_labels("groups", groups, len(groups))
    flags = checked_flags("selected", selected, len(labels))
    names, which = np.unique(np.array(labels, object).astype(str), return_inverse=True)
    return SelectionRates(
        tuple(str(name) for name in names),
        np.bincount(which, minlength=len(names)).astype(np.int64),
        np.bincount(which[flags], minlength=len(names)).astype(np.int64),
    )


def pooled(groups: Sequence[str], least: int, together: str) -> list[str]:
    """Return the groups with the small ones put together, so that nobody stands out.

    Groups of fewer than ``least`` become one; if that one is small as well, the next smallest join
    it, so that it cannot be found by taking the others from the whole either.

    Parameters
    ----------
    groups : sequence of str
        The group of each person.
    least : int
        How many a group must have to be shown, from 1.
    together : str
        What the small ones are called when put together.

    Raises
    ------
    MatcherError

    Examples
    --------
    >>> pooled(["a", "a", "a", "b", "b", "c"], 2, "others")
    ['a', 'a', 'a', 'others', 'others', 'others']
    """
    check_whole("least", "pooled", least, 1, 1_000_000)
    check_text("together", "pooled", together)
    labels = checked_labels("groups", groups, len(groups))
    sizes: dict[str, int] = {}
    for label in labels:
        sizes[label] = sizes.get(label, 0) + 1
    hidden: set[str] = set()
    for name in sorted(sizes, key=lambda name: (sizes[name], name)):
        if sizes[name] >= least and (not hidden or sum(sizes[each] for each in hidden) >= least):
            break
        hidden.add(name)
    return [together if label in hidden else label for label in labels]
