"""What remains in a record that may stand for who somebody is: languages and place.

Nothing that the law protects enters a record; these two do, since work needs a language and people
have to get there. Their effect is measured in two ways: how often people of each group are
selected, step by step, and what changes where the score does not weigh the two at all. Groups of
fewer than five are put together with others, and a whole of fewer than five is not told.
"""

# Annotations stay text, so that importing this loads no NumPy in a process that serves pages.
from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import matcher
from matcher.weights import Weight, Weights
from web.bridge.figures import ALL, LEAST, Figure
from web.bridge.places import place_name

OTHERS = "others"
TOP = 10

# By proxy, the terms of the score that weigh it. The hard rules use both as well: what they do is
# seen in who can be listed at all.
TERMS_OF = {"language": ("language",), "place": ("place", "no_evidence_place")}


@dataclass(frozen=True)
class Market:
    """One kind's ranking and allocation, and the settings to make them again with."""

    kind: str
    ranking: matcher.Ranking
    allocation: matcher.Allocation
    settings: matcher.Settings
    weights: Weights


def language_group(student: matcher.Student) -> str:
    """Give the group of a student by how well they know Swedish.

    What a group is called must not depend on who asks: it is a word of reports, in English.
    """
    level = student.languages.get("sv")
    if level is None or level < matcher.CEFR.B1:
        return "Swedish below B1, or none"
    return "Swedish at B1 or B2" if level < matcher.CEFR.C1 else "Swedish at C1 or C2"


def place_group(student: matcher.Student) -> str:
    """Give the group of a student by the municipality they live in."""
    return place_name(student.place) if student.place else "unknown place"


GROUPINGS: Mapping[str, Callable[[matcher.Student], str]] = {
    "language": language_group,
    "place": place_group,
}


def selection_figures(
    markets: Sequence[Market], steps: Mapping[str, Set[str]], *, part: str = "selection"
) -> Iterator[Figure]:
    """Give the share of each group that gets as far as each step, of all kinds together.

    Of all kinds together only: what is told of a group by kind as well could be subtracted until a
    group of one is left.

    Parameters
    ----------
    steps : mapping of str to set of str
        The ids of the students who got there, by what the step is called.
    """
    from matcher.selection import pooled, selection_rates

    students = {each.id: each for market in markets for each in market.ranking.market.students}
    for proxy, group_of in GROUPINGS.items():
        groups = pooled([group_of(each) for each in students.values()], LEAST, OTHERS)
        if len(groups) < LEAST:
            continue
        for step, reached in steps.items():
            rates = selection_rates(groups, [id_ in reached for id_ in students])
            for group, rate, count in zip(rates.groups, rates.rate, rates.count, strict=True):
                who = f"{proxy}: {group}"
                yield Figure(part, f"share {step}", ALL, who, float(rate), int(count))
            what = f"four-fifths ratio, {step}"
            yield Figure(part, what, ALL, proxy, rates.ratio, len(groups))


def steps_of(markets: Iterable[Market]) -> dict[str, set[str]]:
    """Give who can be listed by the hard rules, who is listed, and who is placed."""
    can, listed, placed = set[str](), set[str](), set[str]()
    for market in markets:
        ids, found = market.ranking.students, market.ranking.candidates
        can |= {ids[row] for row in found.rows.tolist()}
        listed |= {ids[row] for row in market.ranking.by_offer.ravel().tolist() if row >= 0}
        placed |= {each.student for each in market.allocation.placements}
    return {
        "with an offer that the rules allow": can,
        "on an offer's list": listed,
        "in the allocation": placed,
    }


def proxy_figures(markets: Sequence[Market]) -> Iterator[Figure]:
    """Give what changes where the score does not weigh languages, or place, at all."""
    for proxy, terms in TERMS_OF.items():
        without = [_without(market, terms) for market in markets]
        for before, after in zip(markets, without, strict=True):
            yield from _changes(before, after, f"without {proxy}")
        steps = steps_of(without)
        steps.pop("with an offer that the rules allow")
        for figure in selection_figures(without, steps, part="proxies"):
            if figure.who == proxy:
                yield replace(figure, what=f"{figure.what}, without {proxy}")


def neutralised(weights: Weights, terms: Iterable[str]) -> Weights:
    """Give a version in which some terms weigh nothing."""
    silent = {term: Weight(0.0, 0.0, weights.terms[term].neutral) for term in terms}
    return replace(weights, terms={**weights.terms, **silent})


def _without(market: Market, terms: Iterable[str]) -> Market:
    records = market.ranking.market
    weights = neutralised(market.weights, terms)
    settings = replace(market.settings, weights=weights)
    ranking = matcher.rank(
        records.students,
        records.offers,
        settings,
        on=records.on,
        k=market.ranking.by_student.shape[1],
        hints=records.hints,
    )
    allocation = matcher.allocate(ranking, method=market.allocation.method)
    return Market(market.kind, ranking, allocation, settings, weights)


def _changes(before: Market, after: Market, how: str) -> Iterator[Figure]:
    old, new = before.ranking.by_student, after.ranking.by_student
    having = [row for row in range(len(old)) if old.shape[1] and old[row, 0] >= 0]
    top = [(_listed(old[row]), _listed(new[row])) for row in having]
    first = [bool(old[row, 0] != new[row, 0]) for row in having]
    kept = [len(one & other) / len(one) for one, other in top]
    moved = [
        bool(one != other)
        for one, other in zip(
            before.allocation.offer.tolist(), after.allocation.offer.tolist(), strict=True
        )
    ]
    for what, values in (
        (f"share whose first offer changes, {how}", first),
        (f"share of the first {TOP} offers that stays, {how}", kept),
        (f"share placed otherwise, {how}", moved),
    ):
        mean = sum(values) / len(values) if values else math.nan
        yield Figure("proxies", what, before.kind, "students", mean, len(values))


def _listed(row: Iterable[int]) -> set[int]:
    return {int(offer) for offer in list(row)[:TOP] if offer >= 0}
