"""Deferred acceptance: the stable assignment that every student likes best.

Algorithm: each student proposes to the dearest offer not yet tried; an offer holds the best so far
and lets the worst go, who proposes on (Gale and Shapley 1962, "College admissions and the
stability of marriage"). Where an employer shares places between its offers, the employer is the
lecturer and its offers are the projects of the student-project allocation problem: beyond its
places, it lets go of the worst that it has over all its offers (Abraham, Irving and Manlove 2007,
"Two algorithms for the student-project allocation problem"). A lecturer there thinks the same of a
student whichever the project; an employer here may think differently by offer.

Guarantee: the order is strict, since among equals the lower student stands higher, and with one
employer a student's dearer offer above a less dear one. Nobody and no employer would both rather
have each other, and no such assignment gives any student a dearer offer. The order in which
students propose does not matter. Complexity O(candidates · log(places)), memory O(candidates).
"""

import numpy as np

from matcher.choices import Choices, Employers, Floats, Ints
from matcher.compiled import compiled, inner


def accept(
    choices: Choices, utilities: Floats, capacities: Ints, employers: Employers | None = None
) -> Ints:
    """Return the offer of each student, -1 for unplaced, for sound arguments.

    Parameters
    ----------
    choices : Choices
        Each student's, dearest first.
    utilities : float64 array of shape (pairs,)
        What the offer thinks of the student there; finite.
    capacities : int64 array of shape (m,)
    employers : Employers, optional
        None where no employer shares places between offers.
    """
    if employers is not None:
        return _accept_shared(choices, utilities, capacities, employers)
    room = np.minimum(capacities, len(choices.starts))
    if room.sum() > len(choices.offers):
        room = np.minimum(room, np.bincount(choices.offers, minlength=len(room)))
    return _accept(*choices, utilities, room, np.concatenate([[0], np.cumsum(room)]))


def _accept_shared(
    choices: Choices, utilities: Floats, capacities: Ints, employers: Employers
) -> Ints:
    owner, limits = employers
    wanted = np.bincount(choices.offers, minlength=len(capacities))
    # Every pair enters each heap once, and may lie about there when its student has lost it.
    asked = np.bincount(owner, weights=wanted, minlength=len(limits)).astype(np.int64)
    held = _accept_twice(
        *choices,
        utilities,
        choices.students,
        capacities,
        np.concatenate([[0], np.cumsum(wanted)]),
        owner,
        limits,
        np.concatenate([[0], np.cumsum(asked)]),
    )
    return np.where(held >= 0, np.append(choices.offers, -1)[held], -1)


@compiled
def _accept(starts: Ints, offers: Ints, utilities: Floats, room: Ints, first: Ints) -> Ints:
    """Return the offer of each student, whom an offer has in a heap, the worst first."""
    queue, values, taken = _heaps(first)
    untried = starts[:-1].copy()
    seats = np.full(len(untried), -1)
    for student in range(len(untried)):
        proposer = student
        while proposer >= 0 and untried[proposer] < starts[proposer + 1]:
            offer, value = offers[untried[proposer]], utilities[untried[proposer]]
            untried[proposer] += 1
            start = first[offer]
            if taken[offer] < room[offer]:
                seats[proposer] = offer
                _push(queue, values, start, taken, offer, proposer, value)
                break
            if room[offer] and _is_lower(queue[start], values[start], proposer, value):
                seats[proposer] = offer
                rejected = queue[start]
                seats[rejected] = -1
                _sink(queue, values, start, room[offer], proposer, value)
                proposer = rejected
    return seats


@compiled
def _accept_twice(
    starts: Ints,
    offers: Ints,
    utilities: Floats,
    students: Ints,
    capacities: Ints,
    first: Ints,
    owner: Ints,
    limits: Ints,
    first_of_owner: Ints,
) -> Ints:
    """Return which of all pairs each student has, -1 for none.

    The offer accepts a pair, and then its employer; both have a heap of those they accepted, the
    worst first.
    """
    queue, values, queued = _heaps(first)
    shared, shared_values, sharing = _heaps(first_of_owner)
    taken, hosted = np.zeros_like(capacities), np.zeros_like(limits)
    untried = starts[:-1].copy()
    held = np.full(len(untried), -1)
    for student in range(len(untried)):
        proposer = student
        while untried[proposer] < starts[proposer + 1]:
            own = untried[proposer]
            untried[proposer] += 1
            held[proposer] = own
            offer, employer = offers[own], owner[offers[own]]
            _push(queue, values, first[offer], queued, offer, own, utilities[own])
            start = first_of_owner[employer]
            _push(shared, shared_values, start, sharing, employer, own, utilities[own])
            taken[offer] += 1
            hosted[employer] += 1
            if taken[offer] > capacities[offer]:
                worst = _worst(queue, values, first[offer], queued, offer, held, students)
            elif hosted[employer] > limits[employer]:
                worst = _worst(shared, shared_values, start, sharing, employer, held, students)
            else:
                break
            proposer = students[worst]
            held[proposer] = -1
            taken[offers[worst]] -= 1
            hosted[employer] -= 1
    return held


@compiled
def _heaps(first: Ints) -> tuple[Ints, Floats, Ints]:
    """Return room for heaps that begin at ``first``: what is in them, its values, and how many."""
    return (
        np.empty(first[-1], np.int64),
        np.empty(first[-1], np.float64),
        np.zeros(len(first) - 1, np.int64),
    )


@inner
def _is_lower(one: int, value: float, other: int, other_value: float) -> bool:
    """Say whether a preference stands lower with the offer; among equals the later one does."""
    return bool(value < other_value or (value == other_value and one > other))


@inner
def _push(
    queue: Ints, values: Floats, first: int, sizes: Ints, heap: int, own: int, value: float
) -> None:
    """Put a preference into a heap."""
    place = sizes[heap]
    sizes[heap] += 1
    while place > 0:
        parent = (place - 1) // 2
        if not _is_lower(own, value, queue[first + parent], values[first + parent]):
            break
        queue[first + place], values[first + place] = queue[first + parent], values[first + parent]
        place = parent
    queue[first + place], values[first + place] = own, value


@inner
def _worst(
    queue: Ints, values: Floats, first: int, sizes: Ints, heap: int, held: Ints, students: Ints
) -> int:
    """Return the worst of a heap that its student still has; what was lost is taken out."""
    while held[students[queue[first]]] != queue[first]:
        sizes[heap] -= 1
        last = first + sizes[heap]
        _sink(queue, values, first, sizes[heap], queue[last], values[last])
    return int(queue[first])


@inner
def _sink(queue: Ints, values: Floats, first: int, size: int, own: int, value: float) -> None:
    """Put a preference in place of the worst of a heap."""
    place = 0
    while 2 * place + 1 < size:
        child = 2 * place + 1
        if child + 1 < size and _is_lower(
            queue[first + child + 1],
            values[first + child + 1],
            queue[first + child],
            values[first + child],
        ):
            child += 1
        if not _is_lower(queue[first + child], values[first + child], own, value):
            break
        queue[first + place], values[first + place] = queue[first + child], values[first + child]
        place = child
    queue[first + place], values[first + place] = own, value
