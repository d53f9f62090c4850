"""How a run spreads attention: who is shown to how many, beside lists ordered by score alone.

Attention is at the top of a list, so what counts is how many lists have a thing among their first
few. Reckoned by the worker when a run is made, since only then all scores are at hand.
"""

# Annotations stay text: importing this loads no numpy.
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import matcher
from web.bridge.records import id_of

# As many as a page shows before somebody asks for more.
FIRST = 5
MOST_SHOWN = 5

Lists = Mapping[str, Sequence[str]]


def spread_of_lists(ranking: matcher.Ranking) -> dict[str, Any]:
    """Give the spread of a ranking's lists, as values that JSON keeps.

    Returns
    -------
    dict
        ``first``, and for "offers" (as students are shown them) and "students" (as offers are
        shown them) the figures of `spread_of` for the lists as "suggested" and "by_score".
    """
    students, offers = ranking.students, ranking.offers
    by_score = _by_score(ranking)
    return {
        "first": FIRST,
        "offers": {
            "suggested": spread_of(_named(students, offers, ranking.by_student), offers),
            "by_score": spread_of(by_score["student"], offers),
        },
        "students": {
            "suggested": spread_of(_named(offers, students, ranking.by_offer), students),
            "by_score": spread_of(by_score["offer"], students),
        },
    }


def spread_of(lists: Lists, things: Sequence[str]) -> dict[str, Any]:
    """Say how often things stand among the first of some lists.

    Parameters
    ----------
    lists : mapping
        By the id of whose list it is, the ids of things, best first.
    things : sequence of str
        Everything that could stand there.

    Returns
    -------
    dict
        ``lists``, how many are not empty; ``things``, how many there are; ``listed``, how many
        are in at least one list, and ``among_first``, among the first of one; ``gini`` of how
        often each is among the first, 0 where all are equally often, towards 1 where one alone
        is, None where nobody is; ``most_shown``, pairs of a row's id and that count.

    Examples
    --------
    >>> spread_of({"s1": ["o1", "o2"], "s2": ["o1"]}, ["o1", "o2", "o3"])["most_shown"]
    [[1, 2], [2, 1]]
    """
    shown = Counter(thing for listed in lists.values() for thing in listed[:FIRST])
    ordered = sorted(shown.items(), key=lambda item: (-item[1], id_of(item[0])))
    return {
        "lists": sum(1 for listed in lists.values() if listed),
        "things": len(things),
        "listed": len({thing for listed in lists.values() for thing in listed}),
        "among_first": len(shown),
        "gini": gini([shown.get(thing, 0) for thing in things]),
        "most_shown": [[id_of(thing), count] for thing, count in ordered[:MOST_SHOWN]],
    }


def gini(counts: Iterable[int]) -> float | None:
    """Say how unevenly something is spread: 0 evenly, towards 1 all in one hand, None if nothing.

    Examples
    --------
    >>> gini([2, 2, 2]), gini([0, 0, 0, 4]), gini([0, 0])
    (0.0, 0.75, None)
    """
    ordered = sorted(counts)
    total, n = sum(ordered), len(ordered)
    if total == 0:
        return None
    # In whole numbers, so that the same counts give the same bytes everywhere.
    return sum((2 * rank - n - 1) * count for rank, count in enumerate(ordered, 1)) / (n * total)


def _named(owners: Sequence[str], things: Sequence[str], lists: Any) -> Lists:
    return {
        owner: [things[number] for number in row if number >= 0]
        for owner, row in zip(owners, lists.tolist(), strict=True)
    }


def _by_score(ranking: matcher.Ranking) -> dict[str, dict[str, list[str]]]:
    """Give the lists as they would be in the order of the score alone, the lower number first."""
    found = ranking.candidates
    pairs = sorted(
        zip(found.rows.tolist(), found.columns.tolist(), found.score.tolist(), strict=True),
        key=lambda pair: (-pair[2], pair[0], pair[1]),
    )
    of_student: dict[str, list[str]] = {student: [] for student in ranking.students}
    of_offer: dict[str, list[str]] = {offer: [] for offer in ranking.offers}
    for row, column, _score in pairs:
        student, offer = ranking.students[row], ranking.offers[column]
        of_student[student].append(offer)
        of_offer[offer].append(student)
    length = ranking.by_student.shape[1]
    return {
        "student": {owner: listed[:length] for owner, listed in of_student.items()},
        "offer": {owner: listed[:length] for owner, listed in of_offer.items()},
    }
