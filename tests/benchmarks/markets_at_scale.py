"""Large markets as arrays: the texts of ``texts.py``, with made-up facts and concepts beside them.

Records are left out: what is measured is the pass over all pairs, not how texts are read. Facts
are drawn so that a stated share of the pairs is eligible: kinds, periods, places, languages and
levels each take away some, as they do in a real round. Everything follows from the seed.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher import Settings, shipped_places, shipped_weights
from matcher.eligibility import Eligibility
from matcher.facts import OFFER, STUDENT, Facts
from matcher.features import OfferFeatures, StudentFeatures
from matcher.pairs import Pairs, make_pairs
from tests.benchmarks.texts import two_collections

CONCEPTS = 1_600
FIELDS = 26
# How many concepts a profile and an ad speak of, broader ones included.
SAID_BY, SAID_OF = 22, 18
ASKED = 4
TOWNS = ("2280", "2281", "2262", "2282", "2284", "2283", "2380", "2260", "2480", "0180")
FIRST_MONDAY = date(2027, 1, 4).toordinal()
# By kind (mentorship, internship, thesis, traineeship): the Mondays, in weeks from the first, at
# which offers begin, and how many weeks they last.
MONDAYS = (range(34, 42), range(22, 30), (*range(1, 6), *range(12, 18)), range(30, 42))
WEEKS = ((20, 30, 34), range(3, 11), (10, 20), (26, 40, 52))


@dataclass(frozen=True)
class Scale:
    """How large a market is, and how many of its pairs are eligible."""

    students: int
    offers: int
    eligible: float  # 0.3 or 0.1
    seed: int


@dataclass(frozen=True)
class LargeMarket:
    """The pairs of a market, and the texts of either side for peers that know only those."""

    pairs: Pairs
    texts: sparse.csr_array
    ads: sparse.csr_array


def a_large_market(scale: Scale) -> LargeMarket:
    """Draw a market."""
    n, m = scale.students, scale.offers
    rng = np.random.default_rng(scale.seed)
    texts, ads = two_collections(n, m, scale.seed)
    fields_of_students = rng.integers(0, FIELDS, n)
    fields_of_offers = rng.integers(0, FIELDS, m)
    facts = _facts(rng, scale)
    pairs = make_pairs(
        facts,
        StudentFeatures(
            skills=_skills(rng, n),
            concepts=_concepts(rng, n, SAID_BY, fields_of_students),
            text=texts,
            studies=_one(fields_of_students),
            fields=_one(fields_of_students),
        ),
        OfferFeatures(
            must=_asked(rng, m),
            wished=_asked(rng, m),
            concepts=_concepts(rng, m, SAID_OF, fields_of_offers),
            text=ads,
            accepts=sparse.csr_array((m, CONCEPTS)),
            fields=_one(fields_of_offers),
            asks_must=np.ones(m, np.bool_),
            asks_wished=np.ones(m, np.bool_),
        ),
        Settings(),
        shipped_weights(),
    )
    return LargeMarket(pairs, texts, ads)


def _facts(rng: np.random.Generator, scale: Scale) -> Facts:
    n, m = scale.students, scale.offers
    students, offers = np.zeros(n, STUDENT), np.zeros(m, OFFER)
    # Two kinds of four, most of the year, most of the way: about 0.3 of the pairs remain.
    kinds = np.argsort(rng.random((n, 4)), axis=1)[:, : 2 if scale.eligible > 0.2 else 1]
    np.put_along_axis(students["wants"], kinds, 1, axis=1)
    free_from = FIRST_MONDAY + 7 * rng.integers(-30, 26, (n, 4))
    students["free_from"] = free_from
    students["free_to"] = free_from + 7 * rng.integers(30, 80, (n, 4))
    students["level"] = rng.integers(0, 2, n)
    students["place"] = rng.integers(1, len(TOWNS) + 1, n)
    students["travel_km"] = rng.choice([50.0, 100.0, 400.0, 1000.0], n)
    students["travel_minutes"] = np.nan
    students["works_remotely"] = rng.random(n) < 0.4
    students["moves"] = rng.random(n) < (0.6 if scale.eligible > 0.2 else 0.3)
    students["hours"] = rng.choice([10.0, 20.0, 40.0], n)
    students["graduates"] = FIRST_MONDAY + rng.integers(0, 900, n)
    offers["kind"] = rng.integers(0, 4, m)
    offers["accepts_level"] = np.array([[1, 1], [1, 0], [0, 1]])[
        rng.choice(3, m, p=[0.8, 0.1, 0.1])
    ]
    offers["place"] = rng.integers(1, len(TOWNS) + 1, m)
    offers["remote"] = rng.choice(3, m, p=[0.6, 0.3, 0.1])
    for kind in range(4):
        own = offers["kind"] == kind
        offers["starts"][own] = FIRST_MONDAY + 7 * rng.choice(MONDAYS[kind], own.sum())
        offers["ends"][own] = offers["starts"][own] + 7 * rng.choice(WEEKS[kind], own.sum())
    offers["hours"] = rng.choice([10.0, 20.0, 40.0], m)
    offers["places_left"] = rng.integers(1, 4, m)
    km, minutes = _ways()
    places = {"": 0, **{town: number + 1 for number, town in enumerate(TOWNS)}}
    return Facts(
        students=students,
        offers=offers,
        languages=("en", "sv"),
        speaks=rng.integers(2, 7, (n, 2)).astype(np.int8),
        asks=np.where(rng.random((m, 2)) < 0.4, rng.integers(1, 5, (m, 2)), 0).astype(np.int8),
        student_places=places,
        offer_places=places,
        km=km,
        minutes=minutes,
    )


def _ways() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    places, count = shipped_places(), len(TOWNS) + 1
    km, minutes = np.full((count, count), np.nan), np.full((count, count), np.nan)
    for row, origin in enumerate(TOWNS, start=1):
        for column, destination in enumerate(TOWNS, start=1):
            km[row, column] = places.distance_km(origin, destination)
            minutes[row, column] = places.minutes(origin, destination)
    return km, minutes


def _concepts(
    rng: np.random.Generator, rows: int, count: int, fields: NDArray[np.int64]
) -> sparse.csr_array:
    """Draw concepts, half of them of the field of each, with the field itself; unit rows."""
    size = CONCEPTS // FIELDS
    within = FIELDS + fields[:, None] * (size - 1) + rng.integers(0, size - 1, (rows, count // 2))
    anywhere = rng.integers(FIELDS, CONCEPTS, (rows, count - count // 2 - 1))
    chosen = np.concatenate([fields[:, None], within % CONCEPTS, anywhere], axis=1)
    return _unit(chosen, rng.uniform(0.2, 1.0, chosen.shape))


def _skills(rng: np.random.Generator, rows: int) -> sparse.csr_array:
    chosen = rng.integers(FIELDS, CONCEPTS, (rows, SAID_BY))
    levels = rng.integers(1, 6, chosen.shape).astype(float)
    return _matrix(chosen, levels)


def _asked(rng: np.random.Generator, rows: int) -> tuple[sparse.csr_array, ...]:
    chosen = rng.integers(FIELDS, CONCEPTS, (rows, ASKED))
    level = rng.integers(0, 5, chosen.shape)
    return tuple(_matrix(chosen, np.where(level == each, 1 / ASKED, 0.0)) for each in range(5))


def _one(columns: NDArray[np.int64]) -> sparse.csr_array:
    return _matrix(columns[:, None], np.ones((len(columns), 1)))


def _matrix(columns: NDArray[np.int64], values: NDArray[np.float64]) -> sparse.csr_array:
    starts = np.arange(0, columns.size + 1, columns.shape[1])
    shape = (len(columns), CONCEPTS)
    matrix = sparse.csr_array((values.ravel(), columns.ravel(), starts), shape=shape)
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    return matrix


def _unit(columns: NDArray[np.int64], values: NDArray[np.float64]) -> sparse.csr_array:
    matrix = _matrix(columns, values)
    lengths = np.sqrt(matrix.multiply(matrix).sum(axis=1))
    return sparse.csr_array(sparse.diags_array(1 / lengths) @ matrix)


def share_eligible(market: LargeMarket, sample: int = 200) -> float:
    """Give the share of the pairs of the first students that is eligible."""
    rows = np.arange(min(sample, len(market.pairs.students)))
    return float(Eligibility(market.pairs).mask(rows).mean())
