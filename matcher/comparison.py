"""Two rankings of the same people and offers beside each other: what came, went and moved.

Plain ids in, plain numbers out, so that it does for rankings just made and for runs kept long ago.
A list is of an owner (a student, or an offer) and names others, best first. O(pairs · log(pairs)).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from matcher.checks import check_whole
from matcher.errors import DuplicateIdError, InvalidValueError

Lists = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Move:
    """Where a pair stood on its owner's list and where it stands now, from 1; None for not on it.

    Examples
    --------
    >>> Move("s1", "o1", 5, 2).steps
    3
    """

    owner: str
    other: str
    before: int | None
    after: int | None

    @property
    def steps(self) -> int:
        """How far the pair moved up (above 0) or down (below 0); 0 where it came or went."""
        return self.before - self.after if self.before and self.after else 0


@dataclass(frozen=True)
class Comparison:
    """What is other in the later lists.

    Attributes
    ----------
    came, went : tuple of Move
        Pairs on one of the lists only; what stands, or stood, highest first.
    moved : tuple of Move
        Pairs on both at other ranks; what moved farthest first.
    stayed : int
        How many pairs stand where they stood.
    churn : mapping of str to float
        By owner, which share of the first k of the longer list the other one does not have: 0 for
        the same ones in any order, 1 for nobody in common.
    new_owners, lost_owners : tuple of str
        Who has a list in one of both only, be it empty; their pairs came, or went.
    found_somebody, found_nobody, still_nobody : tuple of str
        Of owners in both: whose list was empty and is not, the other way round, and both times.
    """

    came: tuple[Move, ...]
    went: tuple[Move, ...]
    moved: tuple[Move, ...]
    stayed: int
    churn: Mapping[str, float]
    new_owners: tuple[str, ...]
    lost_owners: tuple[str, ...]
    found_somebody: tuple[str, ...]
    found_nobody: tuple[str, ...]
    still_nobody: tuple[str, ...]

    @property
    def mean_churn(self) -> float:
        """The mean over owners in both; nan where there are none."""
        if not self.churn:
            return float("nan")
        return sum(self.churn.values()) / len(self.churn)


@dataclass(frozen=True, slots=True)
class Reallocation:
    """What is other in a later allocation: ids of students.

    Attributes
    ----------
    placed, unplaced : tuple of str
        Who had nothing and has something, and the other way round; who is in one allocation only
        counts as having nothing in the other.
    moved : tuple of str
        Who has something else.
    stayed : int
        How many have the same.
    """

    placed: tuple[str, ...]
    unplaced: tuple[str, ...]
    moved: tuple[str, ...]
    stayed: int


def compare_lists(before: Lists, after: Lists, *, k: int = 10) -> Comparison:
    """Compare the lists of two rankings, of students or of offers.

    Parameters
    ----------
    before, after : mapping of str to sequence of str
        By the id of the owner the ids of the others, best first, each once; a list may be empty.
    k : int
        How many of each list churn looks at, at least 1.

    Raises
    ------
    MatcherError
        An id twice on a list, or a k that is none: ``field`` and ``row`` say which.

    Examples
    --------
    >>> found = compare_lists({"s1": ["o1", "o2"]}, {"s1": ["o2", "o3"]})
    >>> [(move.other, move.steps) for move in (*found.came, *found.went, *found.moved)]
    [('o3', 0), ('o1', 0), ('o2', 1)]
    >>> found.churn
    {'s1': 0.5}
    """
    check_whole("k", "compare_lists", k, 1, 1_000_000_000)
    old, new = _ranks("before", before), _ranks("after", after)
    moves = [
        Move(*pair, before=old.get(pair), after=new.get(pair)) for pair in sorted({*old, *new})
    ]
    both = sorted(before.keys() & after.keys())
    return Comparison(
        came=_highest_first([move for move in moves if move.before is None]),
        went=_highest_first([move for move in moves if move.after is None]),
        moved=tuple(
            sorted((move for move in moves if move.steps), key=lambda move: -abs(move.steps))
        ),
        stayed=sum(move.before == move.after for move in moves),
        churn={owner: _churn(before[owner][:k], after[owner][:k]) for owner in both},
        new_owners=tuple(sorted(after.keys() - before.keys())),
        lost_owners=tuple(sorted(before.keys() - after.keys())),
        found_somebody=tuple(one for one in both if after[one] and not before[one]),
        found_nobody=tuple(one for one in both if before[one] and not after[one]),
        still_nobody=tuple(one for one in both if not (before[one] or after[one])),
    )


def compare_allocations(
    before: Mapping[str, str | None], after: Mapping[str, str | None]
) -> Reallocation:
    """Compare who has what in two allocations.

    Parameters
    ----------
    before, after : mapping of str to str or None
        By the id of the student the id of the offer; None for unplaced.

    Examples
    --------
    >>> compare_allocations({"s1": "o1", "s2": None}, {"s1": "o2", "s2": "o1"})
    Reallocation(placed=('s2',), unplaced=(), moved=('s1',), stayed=0)
    """
    pairs = {
        student: (before.get(student), after.get(student))
        for student in sorted(before.keys() | after.keys())
    }
    return Reallocation(
        placed=tuple(one for one, (old, new) in pairs.items() if old is None and new is not None),
        unplaced=tuple(one for one, (old, new) in pairs.items() if old is not None and new is None),
        moved=tuple(one for one, (old, new) in pairs.items() if old and new and old != new),
        stayed=sum(old is not None and old == new for old, new in pairs.values()),
    )


def _ranks(field: str, lists: Lists) -> dict[tuple[str, str], int]:
    ranks: dict[tuple[str, str], int] = {}
    for owner, others in lists.items():
        if isinstance(others, str) or not isinstance(others, Sequence):
            raise InvalidValueError(
                field=field, row=owner, value=others, expected="a list of ids, best first"
            )
        for rank, other in enumerate(others, start=1):
            if (owner, other) in ranks:
                raise DuplicateIdError(field=field, row=owner, value=other, expected="each id once")
            ranks[owner, other] = rank
    return ranks


def _highest_first(moves: Sequence[Move]) -> tuple[Move, ...]:
    # Of each move one rank is None: sorting is stable, so equals stay in the order of their ids.
    return tuple(sorted(moves, key=lambda move: move.before or move.after or 0))


def _churn(before: Collection[str], after: Collection[str]) -> float:
    longer = max(len(before), len(after))
    return 1 - len({*before} & {*after}) / longer if longer else 0.0
