"""A two-sided market where both have to like each other: who would say yes to whom, and who looks.

The synthetic market of Tomita and Yokoyama 2024, "Fair reciprocal recommendation in matching
markets" (RecSys; arXiv 2409.00720, section 5.1), as in the code published with it (the repository
CyberAgentAILab/FairReciprocalRecommendation on GitHub, ``src/market.py``): the probability that i
would say yes to j is (1 - crowding) · u + crowding · popularity, with u uniform and drawn for each
pair and side, and the popularity of one side falling evenly from 1 for its first to 0 for its last.
Whoever looks at a list examines its r-th entry with a probability that falls with r; a pair matches
if each examines the other and both say yes, all of it independently (their position-based model).

The crowding is 0.5 by default in that code, and 0.8 in its experiments; examination is 1 / r by
default and 1 / log2(1 + r) in the experiments. Only what is shown can be examined, so that lists
have an end here. Random numbers are NumPy's default generator, seeded.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class TwoSides:
    """What n students and m offers would say to each other, as probabilities of shape (n, m)."""

    p_student: Floats
    p_employer: Floats

    @property
    def score(self) -> Floats:
        """The probability that both say yes."""
        return self.p_student * self.p_employer


def a_market(n: int, m: int, crowding: float, seed: int) -> TwoSides:
    """Draw a market.

    Parameters
    ----------
    crowding : float
        From 0, where everybody likes somebody else, to 1, where all like the same.
    """
    rng = np.random.default_rng(seed)
    of_students, of_offers = np.linspace(1, 0, n), np.linspace(1, 0, m)
    return TwoSides(
        (1 - crowding) * rng.random((n, m)) + crowding * of_offers[None, :],
        (1 - crowding) * rng.random((n, m)) + crowding * of_students[:, None],
    )


def examined(lists: NDArray[np.int32], count: int, law: str) -> Floats:
    """Return how probably each row examines each of ``count`` others, of shape (rows, count).

    Parameters
    ----------
    lists : int32 array of shape (rows, k)
        Best first, -1 padded.
    law : str
        "1/r" or "1/log2(1+r)".
    """
    ranks = np.arange(1, lists.shape[1] + 1)
    chances = {"1/r": 1 / ranks, "1/log2(1+r)": 1 / np.log2(1 + ranks)}[law]
    seen = np.zeros((len(lists), count + 1))
    # The last column takes the padding, and is cut off.
    np.put_along_axis(seen, lists.astype(np.int64) % (count + 1), chances[None, :], axis=1)
    return seen[:, :count]


def expected_matches(
    market: TwoSides, by_student: NDArray[np.int32], by_offer: NDArray[np.int32], law: str
) -> float:
    """Return how many pairs match on average, when both sides look at these lists."""
    n, m = market.score.shape
    both_look = examined(by_student, m, law) * examined(by_offer, n, law).T
    return float((market.score * both_look).sum())
