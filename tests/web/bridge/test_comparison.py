"""Two runs beside each other, judged by a slow and obvious one."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.queries.comparisons import Placed
from models.rounds import Run
from models.weights import Weights
from web.bridge.comparison import (
    compare,
    compare_found,
    compare_inputs,
    compare_settings,
    compare_weights,
    count_hints,
)


@st.composite
def lists_of_offers(draw: st.DrawFn) -> list[Placed]:
    """Draw the lists of three offers, each an order of some of six students."""
    rows = []
    for offer in range(1, 4):
        listed = draw(st.lists(st.integers(1, 6), unique=True))
        rows += [
            Placed(student, offer, draw(st.floats(0, 1)), None, rank, draw(st.booleans()))
            for rank, student in enumerate(listed, 1)
        ]
    return rows


@given(lists_of_offers(), lists_of_offers())
def test_every_pair_came_went_moved_or_stayed(before: list[Placed], after: list[Placed]) -> None:
    found = compare(before, after)
    told = {"came": found.came, "went": found.went, "up": found.up, "down": found.down}
    slow: dict[str, set[tuple[int, int]]] = {
        "came": set(),
        "went": set(),
        "up": set(),
        "down": set(),
    }
    stayed = 0
    for offer in range(1, 4):
        for student in range(1, 7):
            old, new = rank_of(before, student, offer), rank_of(after, student, offer)
            if old is None and new is not None:
                slow["came"].add((student, offer))
            elif old is not None and new is None:
                slow["went"].add((student, offer))
            elif old is not None and new is not None and old != new:
                slow["up" if new < old else "down"].add((student, offer))
            elif old is not None:
                stayed += 1
    for name, moves in told.items():
        assert {(move.student_id, move.offer_id) for move in moves} == slow[name]
        assert len(moves) == len(slow[name])
    assert found.stayed == stayed


def rank_of(rows: list[Placed], student: int, offer: int) -> int | None:
    return next(
        (row.offer_rank for row in rows if (row.student_id, row.offer_id) == (student, offer)), None
    )


@given(lists_of_offers())
def test_a_run_compared_with_itself_differs_in_nothing(rows: list[Placed]) -> None:
    found = compare(rows, rows)
    assert (found.came, found.went, found.up, found.down) == ((), (), (), ())
    assert found.stayed == len(rows)
    assert (found.proposed_came, found.proposed_went) == (0, 0)


def test_a_pair_on_the_students_list_alone_is_on_no_offers_list() -> None:
    found = compare([], [Placed(1, 1, 0.5, 3, None, True)])
    assert found.came == ()
    assert found.proposed_came == 1


def test_what_moved_farthest_comes_first() -> None:
    before = [Placed(number, 1, 0.5, None, number, False) for number in range(1, 5)]
    order = (4, 1, 2, 3)
    after = [Placed(number, 1, 0.5, None, rank, False) for rank, number in enumerate(order, 1)]
    found = compare(before, after)
    assert [(move.student_id, move.steps) for move in found.up] == [(4, 3)]
    assert [move.steps for move in found.down] == [-1, -1, -1]


def a_run(students: dict[int, dict[str, Any]], *, nobody: tuple[int, ...] = (), **told: Any) -> Run:
    return Run(
        **{
            "inputs": {
                "students": [{"id": f"s{key}", **row} for key, row in students.items()],
                "offers": [],
                "hints": [],
            },
            "settings": {},
            "unmatched": {"students": {str(key): {} for key in nobody}},
            **told,
        }
    )


def test_who_found_nobody_is_compared_among_those_in_both() -> None:
    before = a_run({1: {}, 2: {}, 3: {}, 4: {}}, nobody=(1, 2, 4))
    after = a_run({1: {}, 2: {}, 3: {}, 5: {}}, nobody=(2, 3, 5))
    found = compare_found(before, after, "students")
    assert (found.now_somebody, found.nobody_now, found.still_nobody) == ((1,), (3,), (2,))


def test_whose_profile_changed_and_in_what_is_told() -> None:
    before = a_run({1: {"place": "2281", "text": ""}, 2: {"place": "2280"}, 3: {}})
    after = a_run({1: {"place": "2280", "text": ""}, 2: {"place": "2280"}, 4: {}})
    found = compare_inputs(before, after, "students")
    assert (found.came, found.went, found.changed) == ((4,), (3,), {1: ("place",)})


def test_what_was_erased_compares_with_nothing() -> None:
    before, after = a_run({1: {}}), a_run({}, inputs=None)
    assert compare_inputs(before, after, "students").went == (1,)
    assert compare_found(before, after, "students").still_nobody == ()
    assert count_hints(before, after) == (0, 0)


def test_settings_weights_and_hints_that_differ_are_told() -> None:
    before = a_run({}, settings={"method": "stable", "temperature": 1.0})
    after = a_run({}, settings={"method": "best", "temperature": 1.0})
    after.inputs = {**(after.inputs or {}), "hints": [["s1", "o1", "require", "have_met"]]}
    assert compare_settings(before, after) == {"method": ("stable", "best")}
    assert count_hints(before, after) == (1, 0)
    old, new = Weights(numbers={"place": {"student": 1.4}}), Weights(numbers={})
    assert compare_weights(old, new) == {"place": ({"student": 1.4}, None)}
    assert compare_weights(None, None) == {}
