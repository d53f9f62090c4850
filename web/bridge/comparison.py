"""Two runs of a round beside each other: what came, went and moved, and what they were made from.

Plain functions on what runs keep; nothing is ranked again, so any page may ask.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from models.queries.comparisons import Placed
from models.rounds import Run
from models.weights import Weights
from web.bridge.records import id_of

Pair = tuple[int, int]
Rows = Mapping[str, Any]


@dataclass(frozen=True)
class Move:
    """A pair of a student and an offer, and where it stood on the offer's list, from 1.

    ``None`` where the pair was not on the list. The scores are 0 to 1, None likewise.
    """

    student_id: int
    offer_id: int
    before: int | None
    after: int | None
    score_before: float | None
    score_after: float | None

    @property
    def steps(self) -> int:
        """How many places up (above 0) or down (below 0) the pair moved; 0 if it came or went."""
        return self.before - self.after if self.before and self.after else 0


@dataclass(frozen=True)
class Comparison:
    """What is other in a later run.

    Parameters
    ----------
    came, went, up, down : tuple of Move
        Pairs of the offers' lists; what stands highest, or moved farthest, first.
    stayed : int
        How many stand where they stood.
    proposed_came, proposed_went : int
        How many pairs the proposed allocation has gained and lost.
    """

    came: tuple[Move, ...]
    went: tuple[Move, ...]
    up: tuple[Move, ...]
    down: tuple[Move, ...]
    stayed: int
    proposed_came: int
    proposed_went: int


@dataclass(frozen=True)
class Found:
    """Who of one side found somebody, and who found nobody; ids of those in both runs."""

    now_somebody: tuple[int, ...]
    nobody_now: tuple[int, ...]
    still_nobody: tuple[int, ...]


@dataclass(frozen=True)
class Inputs:
    """How the students, or the offers, that a run was made from differ: ids, and changed fields."""

    came: tuple[int, ...]
    went: tuple[int, ...]
    changed: Mapping[int, tuple[str, ...]]


def compare(before: Iterable[Placed], after: Iterable[Placed]) -> Comparison:
    """Compare the lists of the offers in two runs of a round.

    Examples
    --------
    >>> def placed(student, rank):
    ...     return Placed(student, 1, 0.5, None, rank, False)
    >>> found = compare([placed(1, 1), placed(2, 2)], [placed(2, 1), placed(3, 2)])
    >>> [(move.student_id, move.steps) for move in (*found.came, *found.went, *found.up)]
    [(3, 0), (1, 0), (2, 1)]
    """
    before, after = list(before), list(after)
    old, new = _by_pair(before), _by_pair(after)
    moves = [_move(pair, old.get(pair), new.get(pair)) for pair in {**old, **new}]
    proposed_old = {(row.student_id, row.offer_id) for row in before if row.is_proposed}
    proposed_new = {(row.student_id, row.offer_id) for row in after if row.is_proposed}
    return Comparison(
        came=_sorted((m for m in moves if m.before is None), lambda m: m.after or 0),
        went=_sorted((m for m in moves if m.after is None), lambda m: m.before or 0),
        up=_sorted((m for m in moves if m.steps > 0), lambda m: -m.steps),
        down=_sorted((m for m in moves if m.steps < 0), lambda m: m.steps),
        stayed=sum(1 for m in moves if m.before is not None and m.before == m.after),
        proposed_came=len(proposed_new - proposed_old),
        proposed_went=len(proposed_old - proposed_new),
    )


def compare_found(before: Run, after: Run, side: str) -> Found:
    """Compare who found nobody.

    Parameters
    ----------
    before, after : Run
    side : str
        "students" or "offers".
    """
    in_both = _rows(before.inputs, side).keys() & _rows(after.inputs, side).keys()
    none_before = {int(key) for key in before.unmatched.get(side, {})} & in_both
    none_after = {int(key) for key in after.unmatched.get(side, {})} & in_both
    return Found(
        now_somebody=tuple(sorted(none_before - none_after)),
        nobody_now=tuple(sorted(none_after - none_before)),
        still_nobody=tuple(sorted(none_after & none_before)),
    )


def compare_inputs(before: Run, after: Run, side: str) -> Inputs:
    """Compare the students, or the offers, that two runs were made from."""
    old, new = _rows(before.inputs, side), _rows(after.inputs, side)
    changed = {
        key: tuple(name for name in new[key] if new[key][name] != old[key].get(name))
        for key in sorted(old.keys() & new.keys())
    }
    return Inputs(
        came=tuple(sorted(new.keys() - old.keys())),
        went=tuple(sorted(old.keys() - new.keys())),
        changed={key: names for key, names in changed.items() if names},
    )


def compare_settings(before: Run, after: Run) -> dict[str, tuple[Any, Any]]:
    """Give the settings that differ, with their values before and after."""
    return _differing(before.settings, after.settings)


def compare_weights(before: Weights | None, after: Weights | None) -> dict[str, tuple[Any, Any]]:
    """Give the terms whose weights differ, with both sides' numbers before and after."""
    return _differing(before.numbers if before else {}, after.numbers if after else {})


def count_hints(before: Run, after: Run) -> tuple[int, int]:
    """Count the hints and settled pairs that came, and those that went."""
    old, new = (
        {tuple(hint) for hint in (run.inputs or {}).get("hints", ())} for run in (before, after)
    )
    return len(new - old), len(old - new)


def _by_pair(rows: Iterable[Placed]) -> dict[Pair, Placed]:
    return {(row.student_id, row.offer_id): row for row in rows if row.offer_rank is not None}


def _move(pair: Pair, old: Placed | None, new: Placed | None) -> Move:
    return Move(
        *pair,
        before=old.offer_rank if old else None,
        after=new.offer_rank if new else None,
        score_before=old.score if old else None,
        score_after=new.score if new else None,
    )


def _sorted(moves: Iterable[Move], first: Callable[[Move], int]) -> tuple[Move, ...]:
    return tuple(sorted(moves, key=lambda move: (first(move), move.offer_id, move.student_id)))


def _rows(inputs: Rows | None, side: str) -> dict[int, Rows]:
    return {id_of(row["id"]): row for row in (inputs or {}).get(side, ())}


def _differing(before: Rows, after: Rows) -> dict[str, tuple[Any, Any]]:
    names = sorted({*before, *after})
    return {
        name: (before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    }
