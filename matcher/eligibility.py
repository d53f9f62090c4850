"""Who may meet at all: the hard rules, each of them countable.

A pair is eligible when every criterion holds. What a record does not say rules nothing out, with
one exception: an offer that asks for a language needs a student who states it. Everything is
computed for a block of students against all offers, exactly, in O(block x m).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.facts import REMOTES, Facts, Rows
from matcher.records import Remote
from matcher.settings import Settings


class Criterion(StrEnum):
    """The hard rules, in the order in which they are told."""

    KIND = "kind"
    LEVEL = "level"
    FIELD = "field"
    LANGUAGE = "language"
    PERIOD = "period"
    PLACE = "place"
    PLACES = "places"
    DECLINED = "declined"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class Diagnosis:
    """Why somebody has few or no pairs.

    Parameters
    ----------
    id : str
        The student or the offer asked about.
    considered, eligible : int
        How many counterparts there were, and how many meet every criterion.
    removed : mapping of Criterion to int
        How many counterparts fail each criterion, most first; those that remove nobody left out.
    brings_back : mapping of Criterion to int
        How many more would be eligible if this criterion alone were relaxed, most first; those
        that bring nobody back left out.
    """

    id: str
    considered: int
    eligible: int
    removed: Mapping[Criterion, int]
    brings_back: Mapping[Criterion, int]


class Eligibility:
    """The hard rules over the facts of n students and m offers.

    Parameters
    ----------
    facts : Facts
    settings : Settings
    student_fields : CSR array of shape (n, concepts)
        The concepts of each student's studies with all above them; an empty row is unknown.
    offer_fields : CSR array of shape (m, concepts)
        What each offer accepts; an empty row accepts everybody.
    declined, forbidden : iterables of (student row, offer row)
    taken : int array of shape (m,)
        Places that fixed pairs have taken already.
    """

    def __init__(
        self,
        facts: Facts,
        settings: Settings,
        student_fields: Any,
        offer_fields: Any,
        declined: Iterable[tuple[int, int]] = (),
        forbidden: Iterable[tuple[int, int]] = (),
        taken: NDArray[np.int64] | None = None,
    ) -> None:
        self.facts = facts
        self.settings = settings
        self._student_fields = student_fields
        self._offer_fields = offer_fields.T.tocsr()
        self._studies_known = np.diff(student_fields.indptr) > 0
        self._asks_field = np.diff(offer_fields.indptr) > 0
        self._declined = _by_student(declined)
        self._forbidden = _by_student(forbidden)
        taken = np.zeros(len(facts.capacity), np.int64) if taken is None else taken
        self.places_left = np.maximum(facts.capacity - taken, 0)

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of students and offers."""
        return len(self.facts.level), len(self.facts.kind)

    def mask(self, rows: Rows) -> NDArray[np.bool_]:
        """Return which offers some students may meet, of shape (rows, m)."""
        met = np.ones((len(rows), self.shape[1]), np.bool_)
        for criterion in Criterion:
            met &= self.holds(criterion, rows)
        return met

    def holds(self, criterion: Criterion, rows: Rows) -> NDArray[np.bool_]:
        """Return for which pairs one criterion holds, of shape (rows, m)."""
        rules = {
            Criterion.KIND: self._kind,
            Criterion.LEVEL: self._level,
            Criterion.FIELD: self._field,
            Criterion.LANGUAGE: self._language,
            Criterion.PERIOD: self._period,
            Criterion.PLACE: self._place,
            Criterion.PLACES: self._places,
            Criterion.DECLINED: self._not_declined,
            Criterion.FORBIDDEN: self._not_forbidden,
        }
        return rules[criterion](rows)

    def _kind(self, rows: Rows) -> NDArray[np.bool_]:
        wanted: NDArray[np.bool_] = self.facts.wants[rows][:, self.facts.kind]
        return wanted

    def _level(self, rows: Rows) -> NDArray[np.bool_]:
        return self.facts.accepts_level[self.facts.level[rows]]

    def _field(self, rows: Rows) -> NDArray[np.bool_]:
        shared = (self._student_fields[rows] @ self._offer_fields).toarray() > 0
        # An employer who accepts certain fields still sees somebody whose studies are unclear:
        # a person reads the programme's name better than the vocabulary does.
        unclear = ~self._studies_known[rows][:, None] | ~self._asks_field
        return np.asarray(shared | unclear)

    def _language(self, rows: Rows) -> NDArray[np.bool_]:
        met = np.ones((len(rows), self.shape[1]), np.bool_)
        for has, needs in zip(self.facts.speaks[rows].T, self.facts.asks_language, strict=True):
            met &= has[:, None] >= needs
        return met

    def _period(self, rows: Rows) -> NDArray[np.bool_]:
        offered = self.facts.days_offered
        common = self.facts.days_in_common(rows)
        shorter = np.minimum(self.facts.days_free(rows), offered)
        enough = (common > 0) & (common >= self.settings.minimum_overlap * shorter)
        return (offered > 0) & (enough | (common < 0))

    def _place(self, rows: Rows) -> NDArray[np.bool_]:
        facts = self.facts
        remotely = facts.works_remotely[rows][:, None]
        reach = np.where(remotely & self._is(Remote.HYBRID), self.settings.hybrid_reach, 1.0)
        km, limit_km = facts.km(rows), facts.travel_km[rows][:, None]
        limit_minutes = facts.travel_minutes[rows][:, None]
        # Comparisons with nan are False: an unknown limit or place is told apart below.
        near = (km <= limit_km * reach) | (facts.minutes(rows) <= limit_minutes * reach)
        unlimited = np.isnan(limit_km) & np.isnan(limit_minutes)
        at_a_distance = remotely & self._is(Remote.REMOTE)
        anywhere = unlimited | np.isnan(km) | at_a_distance | facts.moves[rows][:, None]
        return np.asarray(near | anywhere)

    def _is(self, remote: Remote) -> NDArray[np.bool_]:
        return np.asarray(self.facts.remote == REMOTES.index(remote))

    def _places(self, rows: Rows) -> NDArray[np.bool_]:
        return np.broadcast_to(self.places_left > 0, (len(rows), self.shape[1]))

    def _not_declined(self, rows: Rows) -> NDArray[np.bool_]:
        return self._without(self._declined, rows)

    def _not_forbidden(self, rows: Rows) -> NDArray[np.bool_]:
        return self._without(self._forbidden, rows)

    def _without(self, pairs: dict[int, list[int]], rows: Rows) -> NDArray[np.bool_]:
        met = np.ones((len(rows), self.shape[1]), np.bool_)
        for position, row in enumerate(rows):
            if offers := pairs.get(int(row)):
                met[position, offers] = False
        return met

    def diagnose_student(self, id_: str, row: int) -> Diagnosis:
        """Return why a student has few or no offers."""
        rows = np.array([row])
        return _diagnosis(id_, [self.holds(criterion, rows)[0] for criterion in Criterion])

    def diagnose_offer(self, id_: str, column: int) -> Diagnosis:
        """Return why an offer has few or no students."""
        rows = np.arange(self.shape[0])
        only = self._for_one_offer(column)
        return _diagnosis(id_, [only.holds(criterion, rows)[:, 0] for criterion in Criterion])

    def _for_one_offer(self, column: int) -> "Eligibility":
        """Return the same rules for a single offer, so that asking costs O(n), not O(n x m)."""
        facts = self.facts
        names = ("kind", "remote", "starts", "ends", "offer_hours", "capacity", "offer_place")
        narrowed = {name: getattr(facts, name)[[column]] for name in names}
        narrowed["accepts_level"] = facts.accepts_level[:, [column]]
        narrowed["asks_language"] = facts.asks_language[:, [column]]
        return Eligibility(
            type(facts)(**{**facts.__dict__, **narrowed}),
            self.settings,
            self._student_fields,
            self._offer_fields.T.tocsr()[[column]],
            _only(self._declined, column),
            _only(self._forbidden, column),
            (facts.capacity - self.places_left)[[column]],
        )


def _by_student(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    offers: dict[int, list[int]] = {}
    for row, column in pairs:
        offers.setdefault(row, []).append(column)
    return offers


def _only(pairs: dict[int, list[int]], column: int) -> list[tuple[int, int]]:
    return [(row, 0) for row, columns in pairs.items() if column in columns]


def _diagnosis(id_: str, holding: Sequence[NDArray[np.bool_]]) -> Diagnosis:
    """Return the counts of what each criterion removes, alone or together with others."""
    failing = ~np.array(holding)
    failures = failing.sum(axis=0)
    removed = {c: int(failing[number].sum()) for number, c in enumerate(Criterion)}
    alone = {
        c: int((failing[number] & (failures == 1)).sum()) for number, c in enumerate(Criterion)
    }
    return Diagnosis(
        id=id_,
        considered=failing.shape[1],
        eligible=int((failures == 0).sum()),
        removed=_most_first(removed),
        brings_back=_most_first(alone),
    )


def _most_first(counts: Mapping[Criterion, int]) -> dict[Criterion, int]:
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    return {criterion: count for criterion, count in ordered if count}
