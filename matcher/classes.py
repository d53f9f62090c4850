"""Offers in classes that a rule cannot tell apart, so that a student is asked once a class.

Offers with the same dates, the same place, the same demands: what those say of a student is
reckoned once and looked up for every offer. Offers are laid in the order of their dates, so that
those of a period that does not suit are passed over together.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.pairs import Pairs
from matcher.rows import Rows

Numbers = NDArray[np.int32]


class Postings(NamedTuple):
    """For each concept or word, the offers that have it, by position, and how much."""

    starts: NDArray[np.int64]
    positions: NDArray[np.uint32]
    values: NDArray[np.float64]


class AskedPostings(NamedTuple):
    """For each concept, the offers that ask for it, by position."""

    starts: NDArray[np.int64]
    positions: NDArray[np.uint32]
    levels: NDArray[np.float64]
    shares: NDArray[np.float64]


class Classes(NamedTuple):
    """Offers by position: ``order`` gives the offer's column at each.

    Each class has an offer that stands for it, a column of the pairs.
    """

    order: Numbers  # (m,)
    positions: Numbers  # (m,): where each column stands
    date_starts: Numbers  # (date classes + 1,): positions, in order
    date_offers: Numbers  # (date classes,)
    place_class: Numbers  # (m,)
    place_offers: Numbers
    demand_class: Numbers  # (m,)
    demand_parts: Numbers  # (demand classes, 3): languages, fields, the rest
    language_offers: Numbers
    field_offers: Numbers
    other_offers: Numbers
    other_speaks: NDArray[np.uint8]  # (classes, 4): of concepts, must, wished, fields
    other_languages: NDArray[np.int8]
    words: Postings
    concepts: Postings
    fields: Postings
    must: AskedPostings
    wished: AskedPostings


def make_classes(pairs: Pairs) -> Classes:
    """Return the offers of some pairs in classes."""
    offers = pairs.offers
    dates, date_offers = _classes(offers["kind"], offers["starts"], offers["ends"])
    places, place_offers = _classes(offers["place"], offers["remote"])
    languages, language_offers = _classes(*pairs.asks.T, count=len(offers))
    fields, field_offers = _classes(_signatures(pairs.accepts))
    others, other_offers = _classes(*_other_demands(pairs))
    demands, demand_offers = _classes(languages, fields, others)
    parts = np.stack([languages, fields, others], axis=1)[demand_offers]
    order = np.lexsort((places, dates)).astype(np.int32)
    position = np.empty(len(order), np.int64)
    position[order] = np.arange(len(order))
    return Classes(
        order=order,
        positions=position.astype(np.int32),
        date_starts=np.searchsorted(dates[order], np.arange(len(date_offers) + 1)).astype(np.int32),
        date_offers=date_offers,
        place_class=places[order],
        place_offers=place_offers,
        demand_class=demands[order],
        demand_parts=np.ascontiguousarray(parts),
        language_offers=language_offers,
        field_offers=field_offers,
        other_offers=other_offers,
        other_speaks=np.ascontiguousarray(_speaks(pairs)[other_offers]),
        other_languages=pairs.ad_languages[other_offers],
        words=Postings(*_postings(pairs.ads, position, pairs.ads.values)),
        concepts=Postings(*_postings(pairs.said_of, position, pairs.said_of.values)),
        fields=Postings(*_postings(pairs.fields, position, pairs.fields.values)),
        must=_asked_postings(pairs, pairs.must, position),
        wished=_asked_postings(pairs, pairs.wished, position),
    )


def _classes(*keys: NDArray[Any], count: int = 0) -> tuple[Numbers, Numbers]:
    """Return the class of each offer by its keys, and the first offer of each class."""
    if not keys:
        return np.zeros(count, np.int32), np.zeros(min(count, 1), np.int32)
    # The bits of a number tell classes apart, also where it is no number.
    table = np.stack([_as_whole(key) for key in keys], axis=1)
    _, first, inverse = np.unique(table, axis=0, return_index=True, return_inverse=True)
    return inverse.reshape(-1).astype(np.int32), first.astype(np.int32)


def _as_whole(key: NDArray[Any]) -> NDArray[np.int64]:
    if key.dtype == np.float64:
        return np.ascontiguousarray(key).view(np.int64)
    return key.astype(np.int64)


def _signatures(rows: Rows) -> NDArray[np.int64]:
    """Return a number for each distinct set of columns."""
    numbers: dict[bytes, int] = {}
    ends = rows.starts[1:]
    return np.array(
        [
            numbers.setdefault(rows.columns[start:end].tobytes(), len(numbers))
            for start, end in zip(rows.starts[:-1], ends, strict=True)
        ],
        np.int64,
    )


def _other_demands(pairs: Pairs) -> list[NDArray[Any]]:
    offers = pairs.offers
    return [
        *offers["accepts_level"].T,
        offers["hours"],
        offers["places_left"] > 0,
        *_speaks(pairs).T,
        pairs.ad_languages,
    ]


def _speaks(pairs: Pairs) -> NDArray[np.uint8]:
    """Return of what each offer speaks: concepts, must-haves, merits, fields."""
    spoken_of, fields = np.diff(pairs.said_of.starts) > 0, np.diff(pairs.fields.starts) > 0
    columns = [
        spoken_of,
        spoken_of & pairs.asks_must,
        spoken_of & pairs.asks_wished,
        fields,
    ]
    return np.stack(columns, axis=1).astype(np.uint8)


def _postings(
    rows: Rows | Any, position: NDArray[np.int64], *values: NDArray[np.float64]
) -> tuple[NDArray[Any], ...]:
    """Return, by column, the positions of the offers that have it, and their values."""
    owners = position[np.repeat(np.arange(len(position)), np.diff(rows.starts))]
    # A stable sort keeps what one offer asks for in the order in which it is added up.
    order = np.argsort(rows.columns, kind="stable")
    width = int(rows.columns.max(initial=-1)) + 1
    counts = np.bincount(rows.columns, minlength=width)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return starts, owners[order].astype(np.uint32), *(each[order] for each in values)


def _asked_postings(pairs: Pairs, asked: Any, position: NDArray[np.int64]) -> AskedPostings:
    # What is asked for counts only where the offer speaks of any concept at all.
    spoken_of = np.repeat(np.diff(pairs.said_of.starts) > 0, np.diff(asked.starts))
    return AskedPostings(
        *_postings(asked, position, asked.levels, np.where(spoken_of, asked.shares, 0.0))
    )
