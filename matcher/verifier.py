"""How likely a name means a concept, learned from names of which experts said what they mean.

Algorithm: trees of gradient boosting over the signs of a pair, from a file that
``kajplats vocabulary train`` makes. Time O(trees · depth) a pair.

References
----------
Friedman, J. (2001). "Greedy function approximation: a gradient boosting machine". Annals of
Statistics 29(5).
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from matcher.compiled import compiled
from matcher.errors import InvalidValueError
from matcher.signs import SIGNS

_SHIPPED = Path(__file__).parent / "data" / "verifier.json"
_FORM = 1


@dataclass(frozen=True, eq=False)
class Verifier:
    """Trees of questions about signs.

    Attributes
    ----------
    signs : int32 array of shape (trees, inner)
        Which sign each inner node asks about: node i leads to 2i+1, or to 2i+2 where the sign is
        above its bound.
    bounds : float64 array of shape (trees, inner)
        Infinite where a node asks nothing.
    leaves : float64 array of shape (trees, inner + 1)
        What each leaf adds to the log-odds.
    base : float
        The log-odds to begin with.
    link_at : float
        From this probability a name is linked to a concept, between 0 and 1.
    """

    signs: NDArray[np.int32]
    bounds: NDArray[np.float64]
    leaves: NDArray[np.float64]
    base: float
    link_at: float

    def probabilities(self, values: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return how likely each pair is right, for values of shape (pairs, signs)."""
        log_odds = np.full(len(values), self.base)
        _add_leaves(values, self.signs, self.bounds, self.leaves, log_odds)
        return np.asarray(expit(log_odds))

    def as_json(self) -> str:
        """Return what its file holds, the same for the same trees: a tree a line."""
        trees = [
            json.dumps([signs.tolist(), [_told(b) for b in bounds], [_told(x) for x in leaves]])
            for signs, bounds, leaves in zip(self.signs, self.bounds, self.leaves, strict=True)
        ]
        head = {
            "form": _FORM,
            "signs": SIGNS,
            "base": _told(self.base),
            "link_at": _told(self.link_at),
        }
        opened = json.dumps(head, indent=1)[:-2]
        return f'{opened},\n "trees": [\n' + ",\n".join(trees) + "\n]}\n"


@compiled
def _add_leaves(
    values: NDArray[np.float32],
    signs: NDArray[np.int32],
    bounds: NDArray[np.float64],
    leaves: NDArray[np.float64],
    log_odds: NDArray[np.float64],
) -> None:
    """Add the leaf that each tree leads to."""
    inner = signs.shape[1]
    for pair in range(len(values)):
        for tree in range(len(signs)):
            node = 0
            while node < inner:
                above = values[pair, signs[tree, node]] > bounds[tree, node]
                node = 2 * node + (2 if above else 1)
            log_odds[pair] += leaves[tree, node - inner]


def _told(number: float) -> float | None:
    """Return a number as a file holds it, None for one that is not finite."""
    return float(f"{number:.6g}") if np.isfinite(number) else None


def read_verifier(path: Path) -> Verifier:
    """Return the verifier of a file.

    Raises
    ------
    InvalidValueError
        The file is none, or was made for other signs.
    """
    try:
        held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        known = held["form"] == _FORM and tuple(held["signs"]) == SIGNS
        signs, bounds, leaves = zip(*held["trees"], strict=True)
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        expected = "what kajplats vocabulary train makes, with the signs of this version"
        raise InvalidValueError(field="verifier", row=path.name, value="", expected=expected)
    return Verifier(
        np.array(signs, np.int32),
        np.array([[np.inf if b is None else b for b in row] for row in bounds]),
        np.array(leaves, float),
        float(held["base"]),
        float(held["link_at"]),
    )


@lru_cache(maxsize=1)
def shipped_verifier() -> Verifier:
    """Return the verifier that ships with the project, read once a process."""
    return read_verifier(_SHIPPED)
