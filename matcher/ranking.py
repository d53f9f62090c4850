"""The recipe: mask, score, candidates, lists. What comes out can be asked for its reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from matcher.candidates import Candidates, find_candidates
from matcher.checks import check_whole
from matcher.counterfactuals import Counterfactual, counterfactuals_of
from matcher.eligibility import Criterion, Diagnosis
from matcher.errors import ConflictError, UnknownIdError
from matcher.joining import Listing, offers_for, students_for
from matcher.lists import attention, breadth, listed
from matcher.market import Market, open_market
from matcher.reasons import Reason, Terms, explained, reasons_of
from matcher.records import Hint, Offer, Student
from matcher.settings import Settings

if TYPE_CHECKING:
    from matcher.machines import Machines

_NO_SETTINGS = Settings()
_AT_ONCE = 1 << 16


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One pair of the lists, ready to be written out.

    ``rank_for_student`` and ``rank_for_offer`` count from 1; None where the pair is not in that
    list.
    """

    student: str
    offer: str
    score: float
    p_student: float
    p_employer: float
    rank_for_student: int | None
    rank_for_offer: int | None


@dataclass(frozen=True)
class Ranking:
    """Ranked pairs of n students and m offers, both ways.

    Attributes
    ----------
    students, offers : tuple of str
        The ids; indices below are positions here.
    by_student : int32 array of shape (n, k)
        Indices of offers in equilibrium order, -1 padded.
    by_offer : int32 array of shape (m, k)
        Indices of students likewise.
    score, p_student, p_employer : float64 arrays of shape (n, k)
        Of the pairs in ``by_student``, from 0 to 1; 0 where padded.
    offer_score, offer_p_student, offer_p_employer : float64 arrays of shape (m, k)
        Of the pairs in ``by_offer``.
    weights_version : str
    candidates : Candidates
        All pairs that the lists were made from, and allocations are.
    market : Market
        The records and models behind the figures.
    """

    students: tuple[str, ...]
    offers: tuple[str, ...]
    by_student: NDArray[np.int32]
    by_offer: NDArray[np.int32]
    score: NDArray[np.float64]
    p_student: NDArray[np.float64]
    p_employer: NDArray[np.float64]
    offer_score: NDArray[np.float64]
    offer_p_student: NDArray[np.float64]
    offer_p_employer: NDArray[np.float64]
    weights_version: str
    candidates: Candidates
    market: Market

    def terms(self, student: str, offer: str) -> dict[str, dict[str, float]]:
        """Return the named log-odds of both sides of any pair, eligible or not.

        Returns
        -------
        dict
            ``{"student": {term: log-odds}, "employer": {term: log-odds}}``; the terms of a side
            add up to its log-odds.

        Raises
        ------
        UnknownIdError
        """
        return self.market.scorer.terms(*self.market.pair(student, offer))

    def score_of(self, student: str, offer: str) -> float:
        """Return the plain score of any pair, eligible or not, from 0 to 1."""
        row, column = self.market.pair(student, offer)
        return float(self.market.scorer.score(row, column))

    def failing(self, student: str, offer: str) -> tuple[Criterion, ...]:
        """Return the hard rules that a pair fails; none for an eligible pair."""
        return self.market.eligibility.failing(*self.market.pair(student, offer))

    def reasons(self, student: str, offer: str) -> list[Reason]:
        """Return what speaks for and against a pair, what weighs most first."""
        return reasons_of(self.market, *self.market.pair(student, offer))

    def explained(self, student: str, offer: str) -> tuple[Terms, list[Reason]]:
        """Return `terms` and `reasons` of a pair, for half of what both cost one by one."""
        return explained(self.market, *self.market.pair(student, offer))

    def counterfactuals(self, student: str, offer: str) -> list[Counterfactual]:
        """Return single changes that would make a better or a possible pair, best first."""
        return counterfactuals_of(self.market, *self.market.pair(student, offer))

    def offers_for(self, student: Student, k: int = 20) -> Listing:
        """Return the best offers for a student who is new, or has changed since.

        The market stays as it was. The order is that of the plain score.

        Raises
        ------
        MatcherError
            Names the field and the record of what cannot be used.
        """
        return offers_for(self.market, student, k)

    def students_for(self, offer: Offer, k: int = 20) -> Listing:
        """Return the best students for an offer that is new, or has changed since; likewise."""
        return students_for(self.market, offer, k)

    def why_nobody(self, id_: str) -> Diagnosis:
        """Return which criteria leave a student or an offer without pairs.

        Raises
        ------
        UnknownIdError
            Nobody has this id.
        ConflictError
            A student and an offer both have it.
        """
        row, column = self.market.student_rows.get(id_), self.market.offer_rows.get(id_)
        if row is not None and column is not None:
            raise ConflictError(
                field="id",
                row=None,
                value=id_,
                expected="an id of a student or of an offer, not of both",
            )
        if row is not None:
            return self.market.eligibility.diagnose_student(id_, row)
        if column is not None:
            return self.market.eligibility.diagnose_offer(id_, column)
        raise UnknownIdError(
            field="id", row=None, value=id_, expected="the id of a student or an offer"
        )

    def suggestions(self) -> Iterator[Suggestion]:
        """Yield every pair of either list once, by student and then by offer."""
        found, m = self.candidates, len(self.offers)
        keys = found.rows.astype(np.int64) * m + found.columns
        students, offers = np.nonzero(self.by_student >= 0), np.nonzero(self.by_offer >= 0)
        for_student = _ranks(keys, students[0] * m + self.by_student[students], students[1])
        for_offer = _ranks(keys, self.by_offer[offers].astype(np.int64) * m + offers[0], offers[1])
        listed_pairs = np.flatnonzero(for_student + for_offer)
        # Some at once: there may be millions.
        for first in range(0, len(listed_pairs), _AT_ONCE):
            some = listed_pairs[first : first + _AT_ONCE]
            for row, column, p_student, p_employer, here, there in zip(
                *(each[some].tolist() for each in (*vars(found).values(), for_student, for_offer)),
                strict=True,
            ):
                yield Suggestion(
                    self.students[row],
                    self.offers[column],
                    p_student * p_employer,
                    p_student,
                    p_employer,
                    here or None,
                    there or None,
                )


def rank(
    students: Sequence[Student],
    offers: Sequence[Offer],
    settings: Settings = _NO_SETTINGS,
    *,
    on: date,
    k: int = 20,
    hints: Sequence[Hint] = (),
    machines: "Machines | None" = None,
) -> Ranking:
    """Rank the pairs that could work, per student and per offer.

    Parameters
    ----------
    students, offers : sequences of Student and Offer
        Either may be empty.
    settings : Settings
    on : date
        The day the ranking is made for: what is over by then is offered to nobody.
    k : int
        The length of the lists, at least 1.
    hints : sequence of Hint
    machines : Machines, optional
        Workers to share the pass over all pairs out to. The result does not depend on it.

    Raises
    ------
    MatcherError
        Names the field and the row of what cannot be used.
    """
    check_whole("k", "rank", k, 1, 1_000_000)
    market = open_market(students, offers, settings, on, hints)
    n, m = len(market.students), len(market.offers)
    wide = max(k, breadth(n, m, settings.candidates))
    find = machines.find_candidates if machines else find_candidates
    found = find(market.scorer.pairs, wide, settings.threads)
    places = market.eligibility.places_left.astype(float)
    matches = attention(
        found.rows, found.columns, found.score, places, n, settings.temperature
    ).matches
    by_student, at_student = listed(found.rows, found.columns, matches, found.score, n, k)
    by_offer, at_offer = listed(found.columns, found.rows, matches, found.score, m, k)
    return Ranking(
        students=tuple(market.student_rows),
        offers=tuple(market.offer_rows),
        by_student=by_student,
        by_offer=by_offer,
        score=_filled(found.score, at_student),
        p_student=_filled(found.p_student, at_student),
        p_employer=_filled(found.p_employer, at_student),
        offer_score=_filled(found.score, at_offer),
        offer_p_student=_filled(found.p_student, at_offer),
        offer_p_employer=_filled(found.p_employer, at_offer),
        weights_version=market.scorer.weights.version,
        candidates=found,
        market=market,
    )


def _filled(values: NDArray[np.float64], places: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return values by their places, 0 where there is none."""
    return np.where(places >= 0, np.append(values, 0.0)[places], 0.0)


def _ranks(
    keys: NDArray[np.int64], listed_keys: NDArray[np.int64], positions: NDArray[np.intp]
) -> NDArray[np.int32]:
    """Return the place in a list of each pair, from 1; 0 for those that are in none."""
    ranks = np.zeros(len(keys), np.int32)
    ranks[np.searchsorted(keys, listed_keys)] = positions + 1
    return ranks
