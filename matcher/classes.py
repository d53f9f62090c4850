"""Offers in classes that a rule cannot tell apart, so that a student is asked once a class.

Offers with the same dates, the same place, the same demands: what those say of a student is
reckoned once and looked up for every offer.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.pairs import Pairs
from matcher.rows import Asked, Rows
from matcher.text import LANGUAGES

Numbers = NDArray[np.int32]


class Postings(NamedTuple):
    """For each concept or word the offers that have it, and how much.

    Number and value lie side by side in memory, since they are read together.
    """

    starts: NDArray[np.int64]
    offers: NDArray[np.uint32]  # (entries, 2): the offer, and what the value's bits say
    values: NDArray[np.float32]  # the same memory: the value is in column 1


class AskedPostings(NamedTuple):
    """For each concept the offers that ask for it: 1 / level, and the share of all that it is."""

    starts: NDArray[np.int64]
    offers: NDArray[np.uint32]
    parts: NDArray[np.float32]  # (entries, 2)


class Classes(NamedTuple):
    """The class of each offer, by several rules; each class has an offer that stands for it."""

    dates: Numbers  # (m,)
    date_offers: Numbers
    places: Numbers  # (m,)
    place_offers: Numbers
    demands: Numbers  # (m,)
    demand_parts: Numbers  # (demand classes, 3): languages, fields, the rest
    language_offers: Numbers
    field_offers: Numbers
    other_offers: Numbers
    other_speaks: NDArray[np.uint8]  # (classes, 4): of concepts, must, wished, fields
    other_languages: NDArray[np.int8]
    words: tuple[Postings, ...]  # by language
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
    everyone = np.ones(len(offers), np.bool_)
    spoken_of = np.diff(pairs.said_of.starts) > 0
    return Classes(
        dates=dates,
        date_offers=date_offers,
        places=places,
        place_offers=place_offers,
        demands=demands,
        demand_parts=np.ascontiguousarray(parts),
        language_offers=language_offers,
        field_offers=field_offers,
        other_offers=other_offers,
        other_speaks=np.ascontiguousarray(_speaks(pairs)[other_offers]),
        other_languages=pairs.ad_languages[other_offers],
        # Words of different languages cannot meet: each language has lists of its own.
        words=tuple(
            _postings(pairs.ads, pairs.ad_languages == number) for number in range(len(LANGUAGES))
        ),
        concepts=_postings(pairs.said_of, everyone),
        fields=_postings(pairs.fields, everyone),
        # What is asked for counts only where the offer speaks of any concept at all.
        must=_asked_postings(pairs.must, spoken_of),
        wished=_asked_postings(pairs.wished, spoken_of),
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


def _by_column(
    rows: Rows | Asked, chosen: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.int64]]:
    """Return where each column starts, the owners of its entries, and where those stand in rows."""
    owners = np.repeat(np.arange(len(chosen)), np.diff(rows.starts))
    kept = np.flatnonzero(chosen[owners])
    order = kept[np.argsort(rows.columns[kept], kind="stable")]
    counts = np.bincount(rows.columns[kept], minlength=int(rows.columns.max(initial=-1)) + 1)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return starts, owners[order].astype(np.uint32), order


def _postings(rows: Rows, chosen: NDArray[np.bool_]) -> Postings:
    starts, owners, order = _by_column(rows, chosen)
    cells = np.empty((len(order), 2), np.uint32)
    cells[:, 0] = owners
    cells.view(np.float32)[:, 1] = rows.values[order]
    return Postings(starts, cells, cells.view(np.float32))


def _asked_postings(asked: Asked, chosen: NDArray[np.bool_]) -> AskedPostings:
    starts, owners, order = _by_column(asked, chosen)
    parts = np.stack([1 / asked.levels[order], asked.shares[order]], axis=1)
    return AskedPostings(starts, owners, parts.astype(np.float32))
