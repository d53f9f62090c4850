"""The assignment of largest total weight where employers share places between their offers.

Algorithm: successive shortest paths (Edmonds and Karp 1972, "Theoretical improvements in
algorithmic efficiency for network flow problems") on the network student → offer → employer.
Students come one by one, each by the exchange that costs least: students move on to another offer,
an employer gives a place of one offer to another, and in the end an employer has a place left or
somebody goes without. Prices see to it that no exchange gains anything, so that what it costs is a
distance from 0, and the nearest end is found as by Dijkstra 1959.

Guarantee: after each student, the total is the largest there is for those who have come. The
prices of offers and of employers' places prove it, see ``matcher.stability.most_weight``.
Complexity O(n · (candidates + m · log(m))) at worst, memory O(candidates).
"""

import numpy as np
from numpy.typing import NDArray

from matcher.choices import Choices, Employers, Ints, heaviest_first
from matcher.compiled import compiled, inner

_FAR = 2**62

# What is known of a node: the m offers, and after them their employers.
_PRICE = 0  # of a place; an offer's includes that of the employer's place
_TAKEN = 1  # how many students have a place
_LIMIT = 2  # how many could have one
_OWNER = 3  # the employer of an offer
_FIRST = 4  # where the students of an offer, or the offers of an employer, are listed
_DISTANCE = 5
_VIA = 6  # who leads there: to an offer a student, or -1 for its employer; to an employer an offer
_GAIN = 7  # what that student weighs there
_PLACE = 8  # in the heap, -1 outside
_KNOWN = 9


def share(
    choices: Choices, weights: Ints, capacities: Ints, employers: Employers
) -> tuple[Ints, Ints, Ints]:
    """Return an assignment of maximum weight, and prices that prove it, for sound arguments.

    Parameters
    ----------
    choices : Choices
    weights : int64 array of shape (pairs,)
        Above 0, at most ``heaviest_for(n, m)``.
    capacities : int64 array of shape (m,)
    employers : Employers

    Returns
    -------
    assigned : int64 array of shape (n,)
        The offer of each student, -1 for unplaced.
    prices : int64 array of shape (m,)
        Of a place of each offer, from 0, beside that of its employer; 0 where one is left.
    rents : int64 array of shape (employers,)
        Of a place of each employer, from 0; 0 where one is left.
    """
    n, m, count = len(choices.starts) - 1, len(capacities), len(employers.capacities)
    owner = employers.owner
    wanted = np.bincount(choices.offers, minlength=m)
    is_open = employers.capacities[owner] > 0
    room = np.where(is_open, np.minimum(capacities, wanted), 0)
    siblings = np.argsort(owner, kind="stable")
    nodes = np.zeros((_KNOWN, m + count + 1), np.int64)
    nodes[_LIMIT, : m + count] = np.concatenate([room, employers.capacities])
    nodes[_OWNER, :m] = owner + m
    nodes[_FIRST, 1 : m + 1] = np.cumsum(room)
    nodes[_FIRST, m:] = np.searchsorted(owner[siblings], np.arange(count + 1))
    seats = np.full(n, -1, np.int64)
    ranked = heaviest_first(*choices, weights, room, 1)
    members = np.empty(room.sum(), np.int64)
    _come_one_by_one(*ranked, seats, nodes, members, siblings)
    beside = nodes[_PRICE, :m] - nodes[_PRICE, m:][owner]
    # Where a place is left, all who want the offer have it.
    prices = np.where(nodes[_TAKEN, :m] < capacities, 0, beside)
    return seats, prices, nodes[_PRICE, m : m + count]


@compiled
def _come_one_by_one(
    begins: Ints,
    ends: Ints,
    offers: NDArray[np.int32],
    weights: Ints,
    seats: Ints,
    nodes: Ints,
    members: Ints,
    siblings: Ints,
) -> None:
    """Let each student in along the nearest exchange, and raise prices by what it costs."""
    count = nodes.shape[1] - 1
    heap, worths = np.empty(count, np.int64), np.zeros(len(seats), np.int64)
    for student in range(len(seats)):
        nodes[_DISTANCE] = _FAR
        nodes[_PLACE] = -1
        bound = _most_to_gain(begins, ends, offers, weights, nodes, student)
        who, end = student, -1
        size = _look(begins, ends, offers, weights, nodes, heap, 0, student, bound, bound)
        while size and nodes[_DISTANCE, heap[0]] < bound:
            node = heap[0]
            size = _take_first(nodes, heap, size)
            if node >= len(siblings):
                if nodes[_TAKEN, node] < nodes[_LIMIT, node]:
                    bound, end = nodes[_DISTANCE, node], node
                else:
                    size = _look_at_siblings(nodes, heap, size, siblings, node)
                continue
            if nodes[_TAKEN, node] < nodes[_LIMIT, node]:
                owner = nodes[_OWNER, node]
                size = _reach(nodes, heap, size, owner, nodes[_DISTANCE, node], node, 0)
            first = nodes[_FIRST, node]
            for member in members[first : first + nodes[_TAKEN, node]]:
                without = nodes[_DISTANCE, node] + worths[member] - nodes[_PRICE, node]
                if without < bound:
                    bound, who = without, member
                size = _look(
                    begins, ends, offers, weights, nodes, heap, size, member, without, bound
                )
        _raise_prices(nodes, len(siblings), bound)
        _exchange(nodes, members, seats, worths, student, who, end)


@inner
def _most_to_gain(
    begins: Ints,
    ends: Ints,
    offers: NDArray[np.int32],
    weights: Ints,
    nodes: Ints,
    student: int,
) -> int:
    most = 0
    for pair in range(begins[student], ends[student]):
        if weights[pair] <= most:
            break
        most = max(most, weights[pair] - nodes[_PRICE, offers[pair]])
    return most


@inner
def _look(
    begins: Ints,
    ends: Ints,
    offers: NDArray[np.int32],
    weights: Ints,
    nodes: Ints,
    heap: Ints,
    size: int,
    student: int,
    without: int,
    bound: int,
) -> int:
    """Reach all offers of a student nearer than the bound; return the size of the heap.

    ``without`` is how far it would be if the student went without.
    """
    for pair in range(begins[student], ends[student]):
        if without - weights[pair] >= bound:
            break
        offer = offers[pair]
        there = without - weights[pair] + nodes[_PRICE, offer]
        if there < bound:
            size = _reach(nodes, heap, size, offer, there, student, weights[pair])
    return size


@inner
def _look_at_siblings(nodes: Ints, heap: Ints, size: int, siblings: Ints, employer: int) -> int:
    """Reach all offers from which a full employer could take a place; return the heap's size."""
    for offer in siblings[nodes[_FIRST, employer] : nodes[_FIRST, employer + 1]]:
        if nodes[_TAKEN, offer]:
            above = nodes[_PRICE, offer] - nodes[_PRICE, employer]
            size = _reach(nodes, heap, size, offer, nodes[_DISTANCE, employer] + above, -1, 0)
    return size


@inner
def _raise_prices(nodes: Ints, m: int, bound: int) -> None:
    for node in range(nodes.shape[1] - 1):
        nodes[_PRICE, node] += max(0, bound - nodes[_DISTANCE, node])
    for offer in range(m):
        # What costs less than its employer is an offer that nobody has: it may cost as much.
        nodes[_PRICE, offer] = max(nodes[_PRICE, offer], nodes[_PRICE, nodes[_OWNER, offer]])


@inner
def _exchange(
    nodes: Ints, members: Ints, seats: Ints, worths: Ints, student: int, who: int, end: int
) -> None:
    """Let everybody along the way move on by one, from its end back to the newcomer."""
    if end >= 0:
        nodes[_TAKEN, end] += 1
        node = nodes[_VIA, end]
    else:
        node = seats[who]
        _leave(nodes, members, seats, who)
    while node >= 0:
        mover = nodes[_VIA, node]
        if mover < 0:
            # The employer gives this place to another of its offers.
            node = nodes[_VIA, nodes[_OWNER, node]]
            continue
        left = seats[mover]
        _leave(nodes, members, seats, mover)
        members[nodes[_FIRST, node] + nodes[_TAKEN, node]] = mover
        nodes[_TAKEN, node] += 1
        seats[mover], worths[mover] = node, nodes[_GAIN, node]
        node = left


@inner
def _leave(nodes: Ints, members: Ints, seats: Ints, student: int) -> None:
    offer = seats[student]
    if offer < 0:
        return
    seats[student] = -1
    nodes[_TAKEN, offer] -= 1
    last = nodes[_FIRST, offer] + nodes[_TAKEN, offer]
    for place in range(nodes[_FIRST, offer], last):
        if members[place] == student:
            members[place] = members[last]


@inner
def _reach(nodes: Ints, heap: Ints, size: int, node: int, there: int, via: int, gain: int) -> int:
    """Note a way to a node if it is nearer, and let it rise in the heap; return the heap's size."""
    if there >= nodes[_DISTANCE, node]:
        return size
    nodes[_DISTANCE, node], nodes[_VIA, node], nodes[_GAIN, node] = there, via, gain
    place = nodes[_PLACE, node]
    if place < 0:
        place = size
        size += 1
    while place and nodes[_DISTANCE, heap[(place - 1) // 2]] > there:
        parent = (place - 1) // 2
        heap[place] = heap[parent]
        nodes[_PLACE, heap[place]] = place
        place = parent
    heap[place], nodes[_PLACE, node] = node, place
    return size


@inner
def _take_first(nodes: Ints, heap: Ints, size: int) -> int:
    """Take the nearest node out of the heap; return the heap's size."""
    size -= 1
    last, place = heap[size], 0
    while 2 * place + 1 < size:
        child = 2 * place + 1
        if child + 1 < size:
            child += nodes[_DISTANCE, heap[child + 1]] < nodes[_DISTANCE, heap[child]]
        if nodes[_DISTANCE, heap[child]] >= nodes[_DISTANCE, last]:
            break
        heap[place] = heap[child]
        nodes[_PLACE, heap[place]] = place
        place = child
    heap[place], nodes[_PLACE, last] = last, place
    return size
