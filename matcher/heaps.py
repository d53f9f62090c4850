"""Keeps the k best of a stream of scored numbers, inside compiled loops.

A row of three arrays is a heap with the worst on top. Better is a higher score, and among equal
scores the lower number, so the order in which things come does not matter. Each takes O(log k).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.compiled import compiled, inlined, inner

# So many more than k may reach what `reached_by` gives: to halve again would cost more.
_FEW_MORE = 2

Scores = NDArray[Any]
Numbers = NDArray[np.int32]


@inlined
def _is_worse(score: Any, number: Any, than_score: Any, than_number: Any) -> bool:
    return bool(score < than_score or (score == than_score and number > than_number))


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
def take_in(scores: Scores, numbers: Numbers, size: int, score: Any, number: Any) -> int:
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
def reached_by(values: NDArray[np.int32], k: int, least: int) -> int:
    """Return a number from ``least`` that at least k values reach, and few more; or ``least``.

    The range is halved until few enough reach its middle: a step counts all values at once, which
    costs less than keeping the k largest.

    Examples
    --------
    >>> reached_by(np.array([3, 90, 40, 80], np.int32), 1, 1) in range(41, 91)
    True
    >>> reached_by(np.array([3, 0, 0], np.int32), 2, 1)
    1
    """
    # Numbers that cannot be negative are found without a look whether they are, many at once.
    count = np.uint64(len(values))
    highest = np.int32(least)
    for place in range(count):
        highest = values[place] if values[place] > highest else highest
    enough, too_much = np.int64(least), np.int64(highest)
    while too_much - enough > 1:
        middle = np.int32((enough + too_much) // 2)
        reaching = np.int32(0)
        for place in range(count):
            reaching += np.int32(values[place] >= middle)
        if reaching < k:
            too_much = np.int64(middle)
            continue
        enough = np.int64(middle)
        if reaching <= k + _FEW_MORE:
            break
    return int(enough)
