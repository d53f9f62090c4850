"""Stable matches where employers share places, judged by the words of Abraham, Irving and Manlove.

A student s and a project p of a lecturer l block a matching where s finds p acceptable, s is
unplaced or prefers p to what s has, and either p and l both have room; or p has room, l is full,
and l prefers s to the worst it has, or has s already; or p is full, and l prefers s to the worst
that p has. Lecturers order students, whichever the project.
"""

from itertools import product
from typing import Any, NamedTuple

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.acceptance import accept
from matcher.choices import Choices, Employers
from matcher.stability import blocking_pairs


class Projects(NamedTuple):
    wishes: list[list[int]]  # by student, the dearest first
    room: list[int]  # by project
    lecturer: list[int]  # by project
    most: list[int]  # by lecturer
    place: list[list[int]]  # by lecturer, where each student stands, from 0


@st.composite
def projects(draw: st.DrawFn) -> Projects:
    students, count, lecturers = draw(st.integers(1, 5)), draw(st.integers(1, 4)), 2
    return Projects(
        [
            draw(st.lists(st.sampled_from(range(count)), unique=True, max_size=count))
            for _ in range(students)
        ],
        [draw(st.integers(0, 2)) for _ in range(count)],
        [draw(st.integers(0, lecturers - 1)) for _ in range(count)],
        [draw(st.integers(0, 4)) for _ in range(lecturers)],
        [draw(st.permutations(range(students))) for _ in range(lecturers)],
    )


def as_market(drawn: Projects) -> tuple[Choices, Any, Any, Employers]:
    offers = np.array([offer for wished in drawn.wishes for offer in wished], int)
    starts = np.concatenate([[0], np.cumsum([len(wished) for wished in drawn.wishes])])
    utilities = [
        -float(drawn.place[drawn.lecturer[offer]][student])
        for student, wished in enumerate(drawn.wishes)
        for offer in wished
    ]
    employers = Employers(np.array(drawn.lecturer), np.array(drawn.most))
    return Choices(starts, offers), np.array(utilities), np.array(drawn.room), employers


def blocks(drawn: Projects, has: tuple[int, ...], student: int, project: int) -> bool:
    wished, own = drawn.wishes[student], has[student]
    if own >= 0 and wished.index(own) <= wished.index(project):
        return False
    lecturer = drawn.lecturer[project]
    order = drawn.place[lecturer]
    there = [s for s, p in enumerate(has) if p == project]
    theirs = [s for s, p in enumerate(has) if p >= 0 and drawn.lecturer[p] == lecturer]
    if len(there) < drawn.room[project]:
        if len(theirs) < drawn.most[lecturer] or student in theirs:
            return True
        return any(order[student] < order[other] for other in theirs)
    return any(order[student] < order[other] for other in there)


def is_within(drawn: Projects, has: tuple[int, ...]) -> bool:
    by_project = [has.count(project) for project in range(len(drawn.room))]
    by_lecturer = [
        sum(n for n, owner in zip(by_project, drawn.lecturer, strict=True) if owner == lecturer)
        for lecturer in range(len(drawn.most))
    ]
    return all(n <= most for n, most in zip(by_project, drawn.room, strict=True)) and all(
        n <= most for n, most in zip(by_lecturer, drawn.most, strict=True)
    )


@settings(deadline=None, max_examples=150)
@given(projects())
def test_no_pair_blocks_and_no_stable_matching_is_better_for_any_student(drawn: Projects) -> None:
    choices, utilities, room, employers = as_market(drawn)
    found = tuple(accept(choices, utilities, room, employers).tolist())
    stable = []
    for has in product(*([-1, *wished] for wished in drawn.wishes)):
        if is_within(drawn, has) and not any(
            blocks(drawn, has, student, project)
            for student, wished in enumerate(drawn.wishes)
            for project in wished
        ):
            stable.append(has)
    assert found in stable
    for other in stable:
        for student, wished in enumerate(drawn.wishes):
            dearness = [*wished, -1]
            assert dearness.index(found[student]) <= dearness.index(other[student])


@settings(deadline=None, max_examples=300)
@given(projects(), st.data())
def test_our_blocking_pairs_are_theirs(drawn: Projects, data: st.DataObject) -> None:
    choices, utilities, room, employers = as_market(drawn)
    has = tuple(data.draw(st.sampled_from([-1, *wished])) for wished in drawn.wishes)
    if not is_within(drawn, has):
        return
    expected = {
        (student, project)
        for student, wished in enumerate(drawn.wishes)
        for project in wished
        if blocks(drawn, has, student, project)
    }
    found = blocking_pairs(choices, utilities, room, np.array(has), employers)
    assert sorted(found) == sorted(expected)


def test_employers_who_own_one_offer_each_share_nothing() -> None:
    rng = np.random.default_rng(11)
    wishes = np.array([rng.permutation(30)[:6] for _ in range(200)])
    choices = Choices(np.arange(0, 1201, 6), wishes.ravel())
    utilities = rng.integers(0, 5, 1200) / 4
    room = rng.integers(0, 9, 30)
    plain = accept(choices, utilities, room)
    for limits in (room, room + 5):
        shared = accept(choices, utilities, room, Employers(np.arange(30), limits))
        assert (shared == plain).all()


def test_a_student_with_very_many_wishes_is_no_burden() -> None:
    starts = np.array([0, 5000, 5001])
    choices = Choices(starts, np.append(np.arange(5000), 4999))
    room = np.zeros(5000, int)
    room[4999] = 1
    assigned = accept(choices, np.append(np.full(5000, 0.5), 0.9), room)
    assert assigned.tolist() == [-1, 4999]
