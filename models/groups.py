"""Groups of five or more: how counts of people are put together so that no smaller one is told.

What is published are sums over the blocks of a fixed partition, in which every cell is nobody or at
least five. So whatever is reckoned from published figures, by sums and differences, is a sum of
such cells. Two partitions by different things, such as year and kind, leave at least five possible
values for every cell of their crossing, since each side of each is nobody or at least five.

What is published on different days can be subtracted too. So a publication is kept and shown until
the next (``queries/publications.py``), and in the next the people who have changed since the last
are one more count by which blocks are put together: each block that is told then differs from what
was told before by nobody, or by at least five people.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from models.fives import FEWEST, OTHERS

# How many gave each answer to each question.
Tally = Mapping[tuple[str, str], int]
# For each question that is told, the group of each of its answers.
Groups = Mapping[str, Mapping[str, str]]
K = TypeVar("K")
# Of a tally: how many people have answered, or gone, since the figures were published last.
CHANGED = ("changed", "")


def in_groups(counts: Mapping[str, int]) -> dict[str, str] | None:
    """Give the group of each answer: itself, or ``OTHERS`` with those that are too few.

    The next smallest goes with them until they are five; None where nothing can be told.

    Examples
    --------
    >>> in_groups({"stayed": 9, "left": 6, "commutes": 2, "returned": 0})
    {'stayed': 'stayed', 'left': '', 'commutes': '', 'returned': ''}
    >>> in_groups({"yes": 7, "no": 0})
    {'yes': 'yes', 'no': 'no'}
    >>> in_groups({"yes": 4, "no": 0}) is None
    True
    """
    told = {answer: count for answer, count in counts.items() if count >= FEWEST}
    few = [count for count in counts.values() if 0 < count < FEWEST]
    while told and 0 < sum(few) < FEWEST:
        smallest = min(told, key=lambda answer: (told[answer], answer))
        few.append(told.pop(smallest))
    if 0 < sum(few) < FEWEST or not (told or few):
        return None
    # Where some are too few, those whom nobody chose go with them: less is known of who is there.
    rest = OTHERS if few else None
    return {answer: answer if answer in told or rest is None else rest for answer in counts}


def groups_of(tally: Tally, questions: Mapping[str, Sequence[str]]) -> dict[str, dict[str, str]]:
    """Give the groups of every question that can be told of everybody together."""
    found = {}
    for question, answers in questions.items():
        groups = in_groups({answer: tally.get((question, answer), 0) for answer in answers})
        if groups is not None:
            found[question] = groups
    return found


def cells_of(tally: Tally, groups: Groups) -> dict[str, dict[str, int]]:
    """Count the groups of every question in a tally."""
    told = {}
    for question, by_answer in groups.items():
        counts: Counter[str] = Counter(dict.fromkeys(by_answer.values(), 0))
        for answer, group in by_answer.items():
            counts[group] += tally.get((question, answer), 0)
        told[question] = dict(counts)
    return told


def may_be_told(tally: Tally, groups: Groups) -> bool:
    """Whether every cell of a tally is nobody or at least five people."""
    counts = (n for cells in cells_of(tally, groups).values() for n in cells.values())
    return all(count == 0 or count >= FEWEST for count in counts)


def together(tallies: Iterable[Tally]) -> Counter[tuple[str, str]]:
    """Add tallies."""
    total: Counter[tuple[str, str]] = Counter()
    for tally in tallies:
        total.update(tally)
    return total


def in_runs(tallies: Mapping[K, Tally], groups: Groups) -> list[tuple[K, ...]]:
    """Put things in their order, such as years, into runs that may each be told.

    Examples
    --------
    >>> years = {2025: {("q", "a"): 3}, 2026: {("q", "a"): 4}, 2027: {("q", "a"): 2}}
    >>> in_runs(years, {"q": {"a": "a"}})
    [(2025, 2026, 2027)]
    """
    runs: list[tuple[K, ...]] = []
    begun: tuple[K, ...] = ()
    for key in tallies:
        begun = (*begun, key)
        if _is_told(tallies, begun, groups):
            runs.append(begun)
            begun = ()
    while begun:
        if not runs or _is_told(tallies, begun, groups):
            runs.append(begun)
            break
        begun = (*runs.pop(), *begun)
    return runs


def in_blocks(tallies: Mapping[K, Tally], groups: Groups) -> list[tuple[K, ...]]:
    """Put things without an order, such as kinds, into blocks that may each be told.

    The smallest that may not is put together with the next smallest, until all may.
    """
    blocks: list[tuple[K, ...]] = [(key,) for key in tallies]

    def size(block: tuple[K, ...]) -> int:
        return sum(sum(tallies[key].values()) for key in block)

    while len(blocks) > 1:
        hidden = [block for block in blocks if not _is_told(tallies, block, groups)]
        if not hidden:
            break
        first = min(hidden, key=size)
        second = min((block for block in blocks if block is not first), key=size)
        blocks = [block for block in blocks if block not in (first, second)]
        blocks.append(tuple(key for key in tallies if key in first or key in second))
    return sorted(blocks, key=lambda block: list(tallies).index(block[0]))


def _is_told(tallies: Mapping[K, Tally], block: tuple[K, ...], groups: Groups) -> bool:
    return may_be_told(together(tallies[key] for key in block), groups)
