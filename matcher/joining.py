"""One student, or one offer, against a market that was ranked: what a whole run would find for it.

Algorithm: the pass of ``matcher.sweep`` for a single student; for a single offer the same bound,
with inverted lists over the students instead, and the rules asked of each student. What may be
among the best is scored exactly. Time O(classes + entries in common + m) for a student and
O(entries in common + n) for an offer; the lists of students by word are made once a market,
O(entries). The lists are those of a whole run with the record in it; a word that nobody used
before may change the last bits of a score.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.bounds import make_room
from matcher.chances import log_odds_of
from matcher.checks import check_whole
from matcher.classes import Classes
from matcher.errors import InvalidValueError
from matcher.facts import offer_against, student_against
from matcher.market import Market, interest_of
from matcher.overlaps import SUMS
from matcher.pairs import Pairs
from matcher.records import Offer, Student
from matcher.rows import as_asked, as_row, as_rows
from matcher.scored import make_hits
from matcher.scoring import probabilities
from matcher.shortlist import make_own
from matcher.sweep import sweep
from matcher.tables import make_tables
from matcher.turned import Turned, add_common, see

Floats = NDArray[np.float64]

# Any log-odds that are reckoned are higher than those of a pair that is ruled out.
_LOWEST = float(np.finfo(np.float32).min)


@dataclass(frozen=True)
class Listing:
    """The best for one student, or for one offer, highest score first, ties by the lower index.

    Parameters
    ----------
    ids : tuple of str
        Of offers for a student, of students for an offer; at most k.
    indices : int32 array
        Where they stand in the ranking's ``offers``, or ``students``.
    score, p_student, p_employer : float64 arrays
        From 0 to 1.
    """

    ids: tuple[str, ...]
    indices: NDArray[np.int32]
    score: Floats
    p_student: Floats
    p_employer: Floats


def offers_for(market: Market, student: Student, k: int) -> Listing:
    """Return the best offers for a student who is new, or has changed, since the market opened.

    Raises
    ------
    MatcherError
        Names the field and the record of what cannot be used.
    """
    check_whole("k", "offers_for", k, 1, 1_000_000)
    if not isinstance(student, Student):
        raise InvalidValueError(
            field="student", row=None, value=student, expected="a record of type Student"
        )
    found = best_offers(pairs_of_student(market, student), market.classes, market.slack, k)
    return _listing(tuple(market.offer_rows), *found)


def students_for(market: Market, offer: Offer, k: int) -> Listing:
    """Return the best students for an offer that is new, or has changed, since the market opened.

    Raises
    ------
    MatcherError
        Names the field and the record of what cannot be used.
    """
    check_whole("k", "students_for", k, 1, 1_000_000)
    if not isinstance(offer, Offer):
        raise InvalidValueError(
            field="offer", row=None, value=offer, expected="a record of type Offer"
        )
    found = best_students(pairs_of_offer(market, offer), market.turned, market.slack, k)
    return _listing(tuple(market.student_rows), *found)


def pairs_of_student(market: Market, student: Student) -> Pairs:
    """Return the pairs of one student with all offers."""
    pairs = market.scorer.pairs
    features = market.vectorizer.learned([student]).students([student])
    facts, speaks, km, minutes = student_against(market.facts, student, market.places)
    m, own = len(market.offers), market.student_rows.get(student.id, -1)
    hints = {column: wish for (row, column), wish in market.wishes.items() if row == own}
    forbidden = {column: 1.0 for row, column in market.forbidden if row == own}
    declined = {market.offer_rows[id_]: 1.0 for id_ in student.declined if id_ in market.offer_rows}
    return pairs._replace(
        students=facts,
        speaks=speaks,
        km=km,
        minutes=minutes,
        skills=as_rows(features.skills),
        said_by=as_rows(features.concepts),
        texts=as_rows(features.text),
        studies=as_rows(features.studies),
        studied=as_rows(features.fields),
        interest=as_row(interest_of(student, market.offer_rows), m),
        hints=as_row(hints, m),
        declined=as_row(declined, m),
        forbidden=as_row(forbidden, m),
    )


def pairs_of_offer(market: Market, offer: Offer) -> Pairs:
    """Return the pairs of all students with one offer."""
    features = market.vectorizer.learned([offer]).offers([offer])
    facts, speaks, asks, km, minutes = offer_against(
        market.facts, market.students, offer, market.places, market.on
    )
    interest, hints, declined, forbidden = market.said_of_offer(offer.id)
    own = market.offer_rows.get(offer.id, -1)
    taken = sum(column == own for _, column in market.fixed)
    facts["places_left"] = np.maximum(facts["places_left"] - taken, 0)
    return market.scorer.pairs._replace(
        offers=facts,
        speaks=speaks,
        asks=asks,
        km=km,
        minutes=minutes,
        said_of=as_rows(features.concepts),
        ads=as_rows(features.text),
        accepts=as_rows(features.accepts),
        fields=as_rows(features.fields),
        must=as_asked(features.must),
        wished=as_asked(features.wished),
        asks_must=features.asks_must,
        asks_wished=features.asks_wished,
        interest=interest,
        hints=hints,
        declined=declined,
        forbidden=forbidden,
    )


def best_offers(
    pairs: Pairs, classes: Classes, slack: float, k: int
) -> tuple[NDArray[np.int32], Floats]:
    """Return the best offers of the one student of some pairs, and what both sides would say."""
    m = len(pairs.offers)
    own = make_own(1, min(k, m))
    if m:
        bars, tables = np.full(m, np.inf, np.float32), make_tables(classes)
        sweep(pairs, classes, 0, 1, bars, slack, tables, make_room(m), own, make_hits(m))
    kept = own.columns[0] >= 0
    return _best(own.columns[0][kept], own.said[0][kept], k)


def best_students(
    pairs: Pairs, turned: Turned, slack: float, k: int
) -> tuple[NDArray[np.int32], Floats]:
    """Return the best students of the one offer of some pairs, and what both sides would say."""
    n = len(pairs.students)
    log_odds, common = np.full(n, -np.inf, np.float32), np.zeros((n, SUMS), np.float32)
    add_common(pairs, turned, common)
    see(pairs, common, log_odds)
    likeliest = np.arange(n) if n <= k else np.argpartition(-log_odds, k - 1)[:k]
    likeliest = likeliest[log_odds[likeliest] > -np.inf]
    said = _scored(pairs, likeliest)
    if len(likeliest) == k:
        log_odds[likeliest] = -np.inf
        bar = log_odds_of(float(said.prod(axis=1).min())) - slack
        others = np.flatnonzero(log_odds >= max(bar, _LOWEST))
        likeliest = np.concatenate([likeliest, others])
        said = np.concatenate([said, _scored(pairs, others)])
    return _best(likeliest.astype(np.int32), said, k)


def _scored(pairs: Pairs, students: NDArray[np.intp]) -> Floats:
    """Score students exactly for the one offer."""
    said = np.empty((len(students), 2))
    probabilities(pairs, students, np.zeros_like(students), said)
    return said


def _best(others: NDArray[np.int32], said: Floats, k: int) -> tuple[NDArray[np.int32], Floats]:
    """Return the k best, ties by the lower number."""
    score = said.prod(axis=1)
    order = np.lexsort((others, -score))[:k]
    order = order[score[order] > 0]
    return others[order], said[order]


def _listing(ids: tuple[str, ...], indices: NDArray[np.int32], said: Floats) -> Listing:
    return Listing(
        tuple(ids[index] for index in indices.tolist()),
        indices,
        said.prod(axis=1),
        said[:, 0].copy(),
        said[:, 1].copy(),
    )
