"""Seasons of a made-up service: who is there, whom the matcher lists, and on what evidence.

A season is a market of its own (``people.py``), ranked with the weights that ship with the matcher.
Two of five students have said before which offers interest them: up to three of those that the
matcher thinks they would take, with much chance in it. Nothing here knows what anybody will decide.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matcher import Offer, Ranking, Settings, Student, rank, shipped_weights
from matcher.weights import TERMS, Weight
from tests.benchmarks.people import read_market, write_market

STUDENT_COUNT, OFFER_COUNT = 500, 120
# Seasons are drawn from the seeds 1 to this; a stream of seasons takes some of them.
SEASON_COUNT = 14
ON = date(2026, 11, 23)
LENGTH_OF_LISTS = 10
SHARE_WITH_WISHES = 0.4
MOST_WISHES = 3


@dataclass(frozen=True)
class Season:
    """The pairs of one market that are on some offer's list, by offer and then by rank.

    Parameters
    ----------
    students, offers : tuple of Student and of Offer
    ranking : Ranking
        Made with the weights in force.
    student, offer : int arrays of shape (pairs,)
        Rows of the pairs.
    position : int array of shape (pairs,)
        The student's rank on the offer's list, from 1.
    evidence : float array of shape (pairs, terms)
        What each term is multiplied by, in the order of ``TERMS``.
    """

    students: tuple[Student, ...]
    offers: tuple[Offer, ...]
    ranking: Ranking
    student: NDArray[np.int64]
    offer: NDArray[np.int64]
    position: NDArray[np.int64]
    evidence: NDArray[np.float64]


@cache
def season(number: int, students: int = STUDENT_COUNT, offers: int = OFFER_COUNT) -> Season:
    """Give a season by its number; the same number is the same season."""
    rng = np.random.default_rng([2026, number])
    with tempfile.TemporaryDirectory(prefix="kp-") as folder:
        here, there = read_market(*write_market(Path(folder), students, offers, number))
    here = _with_wishes(here, rank(here, there, on=ON, k=LENGTH_OF_LISTS), rng)
    ranking = rank(here, there, on=ON, k=LENGTH_OF_LISTS)
    columns, places = np.nonzero(ranking.by_offer >= 0)
    rows = ranking.by_offer[columns, places].astype(np.int64)
    return Season(
        tuple(here),
        tuple(there),
        ranking,
        rows,
        columns.astype(np.int64),
        places.astype(np.int64) + 1,
        evidence_of(here, there, rows, columns),
    )


def evidence_of(
    students: Sequence[Student],
    offers: Sequence[Offer],
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Give what each term of some pairs is multiplied by: their terms where every weight is 1."""
    shipped = shipped_weights()
    ones = {name: Weight(1.0, 1.0, term.neutral) for name, term in shipped.terms.items()}
    counted = rank(students, offers, Settings(weights=replace(shipped, terms=ones)), on=ON, k=1)
    found = np.zeros((len(rows), len(TERMS)))
    # The terms of one student are reckoned together: pair by pair in their order is quickest.
    for place in np.argsort(rows, kind="stable"):
        terms = counted.terms(students[rows[place]].id, offers[columns[place]].id)["student"]
        found[place] = [terms[name] for name in TERMS]
    return found


def _with_wishes(
    students: Sequence[Student], ranking: Ranking, rng: np.random.Generator
) -> list[Student]:
    """Let some students say what interests them, near what the matcher would say."""
    wishing = []
    for row, student in enumerate(students):
        listed = ranking.by_student[row][ranking.by_student[row] >= 0]
        chance = rng.gumbel(size=len(listed)) + np.log(ranking.p_student[row, : len(listed)])
        wished = listed[np.argsort(-chance)[: rng.integers(1, MOST_WISHES + 1)]]
        ids = tuple(ranking.offers[column] for column in wished)
        wishes = rng.random() < SHARE_WITH_WISHES
        wishing.append(replace(student, ranked=ids) if wishes else student)
    return wishing
