"""Keeps the k best of a stream of scored numbers, inside compiled loops.

A row of three arrays is a heap with the worst on top. Better is a higher score, and among equal
scores the lower number, so the order in which things come does not matter. Each takes O(log k).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.compiled import compiled, inlined, inner

Scores = NDArray[Any]
Numbers = NDArray[np.int32]


@inlined
def _is_worse(score: Any, number: int, than_score: Any, than_number: int) -> bool:
    return score < than_score or (score == than_score and number > than_number)


@inner
def sift_down(scores: Scores, numbers: Numbers, size: int) -> None:
    """Put the top of a heap where it belongs."""
    score, number = scores[0], numbers[0]
    place = 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        other = child + 1
        if other < size and _is_worse(scores[other], numbers[other], scores[child], numbers[child]):
            child = other
        if not _is_worse(scores[child], numbers[child], score, number):
            break
        scores[place], numbers[place] = scores[child], numbers[child]
        place = child
    scores[place], numbers[place] = score, number


@inner
def take_in(scores: Scores, numbers: Numbers, size: int, score: Any, number: int) -> int:
    """Take one into a heap of ``size`` if it is among the best; return the size then."""
    if size == len(scores):
        if _is_worse(scores[0], numbers[0], score, number):
            scores[0], numbers[0] = score, number
            sift_down(scores, numbers, size)
        return size
    place = size
    while place > 0:
        above = (place - 1) // 2
        if not _is_worse(score, number, scores[above], numbers[above]):
            break
        scores[place], numbers[place] = scores[above], numbers[above]
        place = above
    scores[place], numbers[place] = score, number
    return size + 1


@inner
def sort_best_first(scores: Scores, numbers: Numbers, size: int) -> None:
    """Turn a heap into a list, the best first."""
    for end in range(size - 1, 0, -1):
        scores[0], scores[end] = scores[end], scores[0]
        numbers[0], numbers[end] = numbers[end], numbers[0]
        sift_down(scores, numbers, end)


@compiled
def kth_largest(values: NDArray[np.int32], k: int) -> int:
    """Return the k-th largest of numbers from 0; 0 where there are fewer than k.

    Examples
    --------
    >>> kth_largest(np.array([3, 9, 4, 9], np.int32), 3)
    4
    """
    if len(values) < k:
        return 0
    largest, numbers = np.empty(k, np.int32), np.zeros(k, np.int32)
    size = 0
    for value in values:
        size = take_in(largest, numbers, size, value, 0)
    return int(largest[0])
