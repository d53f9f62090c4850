"""The best, and the stable, set of pairs under capacities: the checked door to both solvers.

How they work, at what cost and with what guarantee is told in ``matcher.acceptance`` (stable),
``matcher.auction`` (best) and ``matcher.sharing`` (best, with places that employers share).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from matcher.acceptance import accept
from matcher.arrays import checked_candidates, checked_utilities, checked_weights
from matcher.auction import auction
from matcher.choices import Choices, Employers, Ints, choices_of, heaviest_for, unpadded
from matcher.sharing import share


class Priced(NamedTuple):
    """An assignment of maximum weight, and prices that prove it.

    Whatever is assigned weighs at most the sum of what each student could gain above the prices
    and of the prices of all places; this assignment weighs as much: ``matcher.stability``.
    """

    assigned: Ints  # (n,) the offer of each student, -1 for unplaced
    prices: Ints  # (m,) of a place of each offer, beside the employer's
    rents: Ints  # (employers,) of a place of each employer; empty where none shares places


def stable_match(preferences: ArrayLike, utilities: ArrayLike, capacities: ArrayLike) -> Ints:
    """Return the stable assignment that is best for every student at once.

    Parameters
    ----------
    preferences : int array of shape (n, k)
        Offers, the student's dearest first; -1 pads the end of a row.
    utilities : array of shape (n, k)
        What the offer thinks of the student there: higher is better, ties go to the lower student.
        Padding is ignored.
    capacities : int array of shape (m,)
        Places of each offer, from 0.

    Returns
    -------
    int array of shape (n,)
        The offer of each student; -1 for unplaced.

    Raises
    ------
    MatcherError
        Names the argument and the row.

    References
    ----------
    Gale and Shapley 1962, "College admissions and the stability of marriage".

    Examples
    --------
    >>> stable_match([[0, 1], [0, 1]], [[0.2, 0.5], [0.9, 0.5]], [1, 1]).tolist()
    [1, 0]
    """
    wanted, places = checked_candidates("preferences", preferences, capacities)
    values = unpadded(checked_utilities(utilities, wanted), wanted)
    return accept(choices_of(wanted), values, places)


def best_match(candidates: ArrayLike, weights: ArrayLike, capacities: ArrayLike) -> Ints:
    """Return an assignment of maximum total weight.

    Parameters
    ----------
    candidates : int array of shape (n, k)
        Offers that each student may have; -1 pads the end of a row.
    weights : int array of shape (n, k)
        Positive; padding is ignored.
    capacities : int array of shape (m,)
        Places of each offer, from 0.

    Returns
    -------
    int array of shape (n,)
        The offer of each student; -1 for unplaced.

    Raises
    ------
    MatcherError
        Names the argument and the row. Weights whose sums could leave 64 bits are refused: the
        largest allowed is 2^60 / (min(n, m) + 2), or 2^62 / n if that is less.

    References
    ----------
    Bertsekas and Castañon 1989, "The auction algorithm for the transportation problem".

    Examples
    --------
    >>> best_match([[0, 1], [0, -1]], [[5, 4], [3, 0]], [1, 1]).tolist()
    [1, 0]
    """
    offers, places = checked_candidates("candidates", candidates, capacities)
    most = heaviest_for(len(offers), len(places))
    values = unpadded(checked_weights(weights, offers, most), offers)
    return heaviest(choices_of(offers), values, places).assigned


def heaviest(
    choices: Choices, weights: Ints, capacities: Ints, employers: Employers | None = None
) -> Priced:
    """Return a maximum-weight assignment with its prices, for arguments known to be sound."""
    if employers is None:
        return Priced(*auction(choices, weights, capacities), np.zeros(0, np.int64))
    return Priced(*share(choices, weights, capacities, employers))
