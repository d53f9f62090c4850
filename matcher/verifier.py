"""How likely a name means a concept, learned from names of which experts said what they mean.

Algorithm: a conditional logit. What a name may mean, and that it means none of it, share one
probability; each concept's part grows with a weighted sum of the signs of the pair, with weights
that are added for classes of concepts, and others for vocabularies without classes. The weights are
in a file that ``kajplats vocabulary train`` makes. Time O(signs) a pair.

References
----------
McFadden, D. (1974). "Conditional logit analysis of qualitative choice behavior". Frontiers in
Econometrics.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.errors import InvalidValueError
from matcher.signs import SIGNS, SORTS, Signs

_SHIPPED = Path(__file__).parent / "data" / "verifier.json"
_FORM = 3


@dataclass(frozen=True, eq=False)
class Verifier:
    """Weights of signs.

    Attributes
    ----------
    weights : float64 array of shape (signs,)
        What one of each sign adds to the log-odds of a concept against none.
    beside : float64 array of shape (sorts, signs)
        What it adds beside where the concept is a class, and where the vocabulary has no classes.
    base : float
        The log-odds to begin with.
    link_at : float
        From this probability a name is linked to a concept, between 0 and 1.
    """

    weights: NDArray[np.float64]
    beside: NDArray[np.float64]
    base: float
    link_at: float

    def probabilities(self, signs: Signs) -> NDArray[np.float64]:
        """Return how likely each pair is right; those of one name add up to 1 at most."""
        if not len(signs.names):
            return np.zeros(0)
        values = signs.values.astype(np.float64)
        beside = (values[:, SORTS] * (values @ self.beside.T)).sum(axis=1)
        return shares(self.base + values @ self.weights + beside, signs.names)[0]

    def as_json(self) -> str:
        """Return what its file holds, the same for the same weights: a sign a line."""
        head = {"form": _FORM, "base": _told(self.base), "link_at": _told(self.link_at)}
        lines = (
            json.dumps([name, _told(weight), *map(_told, more)])
            for name, weight, more in zip(SIGNS, self.weights, self.beside.T, strict=True)
        )
        opened = json.dumps(head, indent=1)[:-2]
        return f'{opened},\n "signs": [\n' + ",\n".join(lines) + "\n]}\n"


def shares(
    log_odds: NDArray[np.float64], names: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the probability of each pair, and that of none for each name; pairs by name.

    Examples
    --------
    >>> [each.round(2).tolist() for each in shares(np.zeros(3), np.array([0, 0, 7]))]
    [[0.33, 0.33, 0.5], [0.33, 0.5]]
    """
    is_first = np.diff(names, prepend=-1) > 0
    starts, name = np.flatnonzero(is_first), np.cumsum(is_first) - 1
    highest = np.maximum(np.maximum.reduceat(log_odds, starts), 0.0)
    parts, none = np.exp(log_odds - highest[name]), np.exp(-highest)
    total = np.add.reduceat(parts, starts) + none
    return parts / total[name], none / total


def _told(number: float) -> float:
    """Return a number as a file holds it."""
    return float(f"{number:.6g}")


def read_verifier(path: Path) -> Verifier:
    """Return the verifier of a file.

    Raises
    ------
    InvalidValueError
        The file is none, or was made for other signs.
    """
    try:
        held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        signs, weights, *beside = zip(*held["signs"], strict=True)
        known = (held["form"], signs, len(beside)) == (_FORM, SIGNS, len(SORTS))
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        expected = "what kajplats vocabulary train makes, with the signs of this version"
        raise InvalidValueError(field="verifier", row=path.name, value="", expected=expected)
    return Verifier(
        np.array(weights, float), np.array(beside, float), float(held["base"]), held["link_at"]
    )


@lru_cache(maxsize=1)
def shipped_verifier() -> Verifier:
    """Return the verifier that ships with the project, read once a process."""
    return read_verifier(_SHIPPED)
