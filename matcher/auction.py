"""The assignment of largest total weight, found by an auction, with prices that prove it.

Algorithm: students bid for places. A bid raises the price of a place by how much more the best
offer is worth to the student than the next, plus a step; whoever is outbid bids again. Places of
one offer are alike, and its price is that of the cheapest (Bertsekas and Castañon 1989, "The
auction algorithm for the transportation problem"). The step shrinks from phase to phase, each of
which starts from the prices of the one before. An offer that its price leaves with a free place
lowers it and calls the students who gain most (Bertsekas and Castañon 1992, "A forward/reverse
auction algorithm for asymmetric assignment problems").

Guarantee: weights are multiplied by more than the number of moves that a cycle of exchanges can
have, so that after a last step of 1 no exchange gains anything: the total is the largest there is.
Rounded as ``_whole_prices`` does, the prices prove it, see ``matcher.stability.most_weight``. The
result depends on the arguments only; of assignments that weigh the same, it is one.

Complexity: a phase costs O(candidates) where few compete, and there are O(log(n · weight)) of
them; at worst O(n · candidates) a phase. Memory O(candidates).
"""

import numpy as np
from numpy.typing import NDArray

from matcher.choices import Choices, Ints, heaviest_first
from matcher.compiled import compiled, inner

# How many times smaller the step gets from phase to phase, and what part of the largest weight
# comes first. Larger factors are a little faster on usual markets, and slower by more where many
# pairs weigh the same.
_SHRINKS_BY = 5
_FIRST_PART = 4


def auction(choices: Choices, weights: Ints, capacities: Ints) -> tuple[Ints, Ints]:
    """Return an assignment of maximum weight, and prices that prove it, for sound arguments.

    Parameters
    ----------
    choices : Choices
    weights : int64 array of shape (pairs,)
        Above 0, at most ``heaviest_for(n, m)``.
    capacities : int64 array of shape (m,)

    Returns
    -------
    assigned : int64 array of shape (n,)
        The offer of each student, -1 for unplaced.
    prices : int64 array of shape (m,)
        From 0, and 0 where a place is left. Of offers with places, every student has one whose
        weight less its price is the largest, or none where no weight is above its price.
    """
    n, m = len(choices.starts) - 1, len(capacities)
    scale = min(n, m) + 2
    wanted = np.bincount(choices.offers, minlength=m)
    # Places that nobody could fill are none; an offer without any is no choice.
    room = np.minimum(capacities, wanted)
    ranked = heaviest_first(*choices, weights, room, scale)
    begins = np.concatenate([[0], np.cumsum(np.where(room > 0, wanted, 0))])
    students, gains = _by_offer(*ranked, begins)
    first = np.concatenate([[0], np.cumsum(room)])
    prices, taken = np.zeros(m + 1, np.int64), np.zeros(m + 1, np.int64)
    seats, worths = np.full(n, m, np.int64), np.zeros(n, np.int64)
    bids, bidders = np.empty(first[-1], np.int64), np.empty(first[-1], np.int64)
    step = max(1, int(weights.max(initial=0)) * scale // _FIRST_PART)
    while True:
        taken[:], seats[:], worths[:] = 0, m, 0
        _students_bid(*ranked, first, prices, taken, seats, worths, bids, bidders, step)
        _offers_call(begins, students, gains, room, prices, taken, seats, worths, step)
        if step == 1:
            break
        prices = np.maximum(prices - step, 0)
        step = max(1, step // _SHRINKS_BY)
    # Where a place is left, all who want the offer have it.
    whole = np.where(taken[:m] < capacities, 0, _whole_prices(prices[:m], scale))
    return np.where(seats < m, seats, -1), whole


def _whole_prices(scaled: Ints, scale: int) -> Ints:
    """Return prices in the unit of the weights that prove the same.

    Scaled prices fit weights up to a step of 1 for each exchange. Shifted by an amount that takes
    none of them onto a multiple of the scale, they lose this step in rounding down. There is such
    an amount: offers with a price are full, so there are fewer of them than the scale.
    """
    onto_a_multiple = np.zeros(scale, np.bool_)
    onto_a_multiple[-scaled % scale] = True
    onto_a_multiple[0] = True
    shift = int(np.argmin(onto_a_multiple))
    return (scaled + shift) // scale


@compiled
def _by_offer(
    begins: Ints, ends: Ints, offers: NDArray[np.int32], scaled: Ints, first: Ints
) -> tuple[NDArray[np.int32], Ints]:
    """Return who could have each offer, by ascending student, and what they weigh there."""
    students, gains = np.empty(first[-1], np.int32), np.empty(first[-1], np.int64)
    filled = first.copy()
    for student in range(len(begins)):
        for pair in range(begins[student], ends[student]):
            place = filled[offers[pair]]
            students[place], gains[place] = student, scaled[pair]
            filled[offers[pair]] += 1
    return students, gains


@compiled
def _students_bid(
    begins: Ints,
    ends: Ints,
    offers: NDArray[np.int32],
    scaled: Ints,
    first: Ints,
    prices: Ints,
    taken: Ints,
    seats: Ints,
    worths: Ints,
    bids: Ints,
    bidders: Ints,
    step: int,
) -> None:
    """Let every student bid until each has a place, or nothing left that is worth its price.

    An offer's bids are a heap, the lowest first; once it is full, that is its price.
    """
    n, nothing = len(begins), len(taken) - 1
    queue = np.arange(n)
    head, waiting = 0, n
    while waiting:
        student = queue[head]
        head = head + 1 if head + 1 < n else 0
        waiting -= 1
        chosen, rise = _best_of(begins[student], ends[student], offers, scaled, prices)
        if chosen < 0:
            continue
        offer = offers[chosen]
        seats[student], worths[student] = offer, scaled[chosen]
        bid = prices[offer] + rise + step
        if taken[offer] < first[offer + 1] - first[offer]:
            _rise(bids, bidders, first[offer], taken[offer], bid, student)
            taken[offer] += 1
        else:
            outbid = bidders[first[offer]]
            seats[outbid], worths[outbid] = nothing, 0
            _sink(bids, bidders, first[offer], taken[offer], bid, student)
            end = head + waiting
            queue[end if end < n else end - n] = outbid
            waiting += 1
        if taken[offer] == first[offer + 1] - first[offer]:
            prices[offer] = bids[first[offer]]


@inner
def _best_of(
    begin: int, end: int, offers: NDArray[np.int32], scaled: Ints, prices: Ints
) -> tuple[int, int]:
    """Return which pair is worth most above its price, and by how much it leads the next.

    To have nothing is worth 0: the first is -1 where no offer is worth more.
    """
    chosen, best, second = -1, 0, 0
    for pair in range(begin, end):
        if scaled[pair] <= second:
            break
        worth = scaled[pair] - prices[offers[pair]]
        if worth > best:
            chosen, best, second = pair, worth, best
        elif worth > second:
            second = worth
    return chosen, best - second


@inner
def _rise(bids: Ints, bidders: Ints, first: int, place: int, bid: int, bidder: int) -> None:
    """Put a bid at the end of a heap, and let it rise to where it belongs."""
    while place > 0 and bids[first + (place - 1) // 2] > bid:
        parent = (place - 1) // 2
        bids[first + place] = bids[first + parent]
        bidders[first + place] = bidders[first + parent]
        place = parent
    bids[first + place] = bid
    bidders[first + place] = bidder


@inner
def _sink(bids: Ints, bidders: Ints, first: int, size: int, bid: int, bidder: int) -> None:
    """Replace the lowest bid of a full heap, and let the new one sink to where it belongs."""
    place = 0
    while 2 * place + 1 < size:
        child = 2 * place + 1
        if child + 1 < size and bids[first + child + 1] < bids[first + child]:
            child += 1
        if bids[first + child] >= bid:
            break
        bids[first + place] = bids[first + child]
        bidders[first + place] = bidders[first + child]
        place = child
    bids[first + place] = bid
    bidders[first + place] = bidder


@compiled
def _offers_call(
    starts: Ints,
    students: NDArray[np.int32],
    gains: Ints,
    room: Ints,
    prices: Ints,
    taken: Ints,
    seats: Ints,
    worths: Ints,
    step: int,
) -> None:
    """Let every offer with a free place that costs something call students, or cost nothing.

    It lowers its price to what the best of those who are not called would pay, and calls those who
    gain most, as many as it has free places. Whoever comes leaves a place, which may call in turn.
    """
    m = len(room)
    is_calling = np.zeros(m + 1, np.bool_)
    callers = np.empty(m, np.int64)
    count = 0
    for offer in range(m):
        if taken[offer] < room[offer] and prices[offer] > 0:
            callers[count] = offer
            is_calling[offer] = True
            count += 1
    longest = np.max(starts[1:] - starts[:-1]) if count else 0
    best, edges = np.empty(longest, np.int64), np.empty(longest, np.int64)
    while count:
        count -= 1
        offer = callers[count]
        is_calling[offer] = False
        free = room[offer] - taken[offer]
        size = _hear(starts, students, gains, prices, seats, worths, offer, free, best, edges, step)
        prices[offer] = max(0, best[0] - step) if size > free else 0
        # The first of the heap is the best of those who are not called.
        for edge in edges[1:size] if size > free else edges[:size]:
            student = students[edge]
            left = seats[student]
            taken[left] -= 1
            taken[offer] += 1
            seats[student], worths[student] = offer, gains[edge]
            # To have nothing costs nothing, so nobody calls to fill that.
            if prices[left] > 0 and not is_calling[left]:
                callers[count] = left
                is_calling[left] = True
                count += 1


@inner
def _hear(
    starts: Ints,
    students: NDArray[np.int32],
    gains: Ints,
    prices: Ints,
    seats: Ints,
    worths: Ints,
    offer: int,
    free: int,
    best: Ints,
    edges: Ints,
    step: int,
) -> int:
    """Find the students who gain most from coming to an offer for nothing, one more than is free.

    They are put into a heap, the lowest gain first; returns how many there are. Whoever gains less
    than a step stays where they are.
    """
    size = 0
    for edge in range(starts[offer], starts[offer + 1]):
        student = students[edge]
        gain = gains[edge] - worths[student] + prices[seats[student]]
        if gain < step or seats[student] == offer:
            continue
        if size <= free:
            _rise(best, edges, 0, size, gain, edge)
            size += 1
        elif gain > best[0]:
            _sink(best, edges, 0, size, gain, edge)
    return size
