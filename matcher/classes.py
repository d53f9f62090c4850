"""Offers in classes that a rule cannot tell apart, so that a student is asked once a class.

Offers with the same dates, the same place, the same demands: what those say of a student is
reckoned once and looked up for every offer. Offers are put in the order of their classes, so that
those with dates that do not suit are passed over together.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.pairs import Pairs
from matcher.rows import Asked, Rows
from matcher.rules import KINDS

Numbers = NDArray[np.int32]


class Postings(NamedTuple):
    """For each concept or word, and then for each kind, the offers that have it, and how much."""

    starts: NDArray[np.int64]  # (concepts · kinds + 1,)
    offers: NDArray[np.uint32]
    values: NDArray[np.float32]


class AskedPostings(NamedTuple):
    """Likewise the offers that ask for a concept: 1 / level, and the share of all that it is."""

    starts: NDArray[np.int64]
    offers: NDArray[np.uint32]
    parts: NDArray[np.float32]  # (entries, 2)


class Classes(NamedTuple):
    """Offers in the order of their classes; each class has an offer that stands for it.

    ``order`` says which offer is where, and ``place_of`` where each offer is. ``places``,
    ``demands`` and the postings follow that order; those of date class c stand from
    ``date_starts[c]`` to before the next.
    """

    order: Numbers  # (m,)
    place_of: Numbers  # (m,)
    kind_starts: Numbers  # (kinds + 1,)
    dates: Numbers  # (m,)
    date_starts: Numbers  # (date classes + 1,)
    date_offers: Numbers
    places: Numbers  # (m,)
    place_offers: Numbers
    demands: Numbers  # (m,)
    demand_parts: Numbers  # (demand classes, 3): languages, fields, the rest
    language_offers: Numbers
    field_offers: Numbers
    other_offers: Numbers
    other_speaks: NDArray[np.uint8]  # (classes, 5): of concepts, must, wished, fields, words
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
    order = np.lexsort((demands, places, dates)).astype(np.int32)
    spoken_of = np.diff(pairs.said_of.starts) > 0
    return Classes(
        order=order,
        place_of=np.argsort(order).astype(np.int32),
        kind_starts=np.searchsorted(offers["kind"][order], np.arange(len(KINDS) + 1)).astype(
            np.int32
        ),
        dates=dates[order],
        date_starts=np.searchsorted(dates[order], np.arange(len(date_offers) + 1)).astype(np.int32),
        date_offers=date_offers,
        places=places[order],
        place_offers=place_offers,
        demands=demands[order],
        demand_parts=np.ascontiguousarray(parts),
        language_offers=language_offers,
        field_offers=field_offers,
        other_offers=other_offers,
        other_speaks=np.ascontiguousarray(_speaks(pairs)[other_offers]),
        words=_postings(pairs.ads, order, offers["kind"]),
        concepts=_postings(pairs.said_of, order, offers["kind"]),
        fields=_postings(pairs.fields, order, offers["kind"]),
        # What is asked for counts only where the offer speaks of any concept at all.
        must=_asked_postings(pairs.must, spoken_of, order, offers["kind"]),
        wished=_asked_postings(pairs.wished, spoken_of, order, offers["kind"]),
    )


def _classes(*keys: NDArray[Any], count: int = 0) -> tuple[Numbers, Numbers]:
    """Return the class of each offer by its keys, and the first offer of each class."""
    if not keys:
        return np.zeros(count, np.int32), np.zeros(min(count, 1), np.int32)
    # The bits of a number tell classes apart, also where it is no number.
    bits = [_as_whole(key) for key in keys]
    order = np.lexsort(bits[::-1])
    is_first = np.zeros(len(order), np.bool_)
    is_first[:1] = True
    for key in bits:
        is_first[1:] |= np.diff(key[order]) != 0
    classes = np.empty(len(order), np.int32)
    classes[order] = np.cumsum(is_first) - 1
    return classes, order[is_first].astype(np.int32)


def _as_whole(key: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(key).view(np.int64) if key.dtype == np.float64 else key


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
    ]


def _speaks(pairs: Pairs) -> NDArray[np.uint8]:
    """Return of what each offer speaks: concepts, must-haves, merits, fields, words."""
    spoken_of = np.diff(pairs.said_of.starts) > 0
    columns = [
        spoken_of,
        spoken_of & pairs.asks_must,
        spoken_of & pairs.asks_wished,
        np.diff(pairs.fields.starts) > 0,
        np.diff(pairs.ads.starts) > 0,
    ]
    return np.stack(columns, axis=1).astype(np.uint8)


def _by_column(
    rows: Rows | Asked, order: Numbers, kinds: NDArray[Any]
) -> tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.int64]]:
    """Return where each column starts, by kind; the owners of its entries, and where those stand.

    Offers are in the order of their kinds, too.
    """
    width, count = int(rows.columns.max(initial=-1)) + 1, len(rows.columns)
    entries = (np.arange(count), rows.columns, rows.starts)
    by_row = sparse.csr_array(entries, shape=(len(order), width))[order]
    by_column = by_row.tocsc()
    by_kind = rows.columns.astype(np.int64) * len(KINDS)
    by_kind += np.repeat(kinds, np.diff(rows.starts))
    starts = np.concatenate([[0], np.cumsum(np.bincount(by_kind, minlength=width * len(KINDS)))])
    return starts.astype(np.int64), by_column.indices.astype(np.uint32), by_column.data


def _postings(rows: Rows, order: Numbers, kinds: NDArray[Any]) -> Postings:
    starts, offers, entries = _by_column(rows, order, kinds)
    return Postings(starts, offers, rows.values[entries].astype(np.float32))


def _asked_postings(
    asked: Asked, counts: NDArray[np.bool_], order: Numbers, kinds: NDArray[Any]
) -> AskedPostings:
    """Return what is asked for by concept, as `matcher.rows.share_met` takes it."""
    starts, offers, entries = _by_column(asked, order, kinds)
    shares = asked.shares[entries] * counts[order][offers]
    parts = np.stack([1.0 / asked.levels[entries], shares], axis=1)
    return AskedPostings(starts, offers, parts.astype(np.float32))
