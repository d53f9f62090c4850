"""Why a pair stands where it does: the parts of its score as data, for others to word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from matcher.features import Requirement
from matcher.market import Market, is_on
from matcher.rows import Rows
from matcher.rules import KINDS, days_in_common

_SHOWN = 6

Evidence = Mapping[str, Any]
Terms = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of one side.

    Parameters
    ----------
    side : "student" or "employer"
    term : str
        A name in ``matcher.weights.TERMS``.
    log_odds : float
        Above 0 speaks for the pair, below 0 against it.
    evidence : mapping
        What the term rests on, in plain values: concept ids, levels, kilometres, days.
    """

    side: str
    term: str
    log_odds: float
    evidence: Evidence


def reasons_of(market: Market, row: int, column: int) -> list[Reason]:
    """Return the terms of both sides that say something, what weighs most first."""
    return explained(market, row, column)[1]


def explained(market: Market, row: int, column: int) -> tuple[Terms, list[Reason]]:
    """Return all terms by side, and those that say something as reasons."""
    evidence = _EvidenceOfPair(market, row, column)
    known = market.scorer.evidence(row, column)
    by_side = market.scorer.terms_of(known)
    reasons = [
        Reason(side, term, log_odds, evidence.of(term))
        for side, terms in by_side.items()
        for term, log_odds in terms.items()
        # A lack of evidence is told even where it weighs nothing.
        if term != "base" and (log_odds or (term.startswith("no_") and known[term]))
    ]
    return by_side, sorted(reasons, key=lambda reason: -abs(reason.log_odds))


class _EvidenceOfPair:
    """Looks up what the terms of one pair rest on."""

    def __init__(self, market: Market, row: int, column: int) -> None:
        self._market = market
        self._row, self._column = row, column
        # Both sides rest on the same evidence.
        self._told: dict[str, Evidence] = {}
        self._student, self._offer = market.students[row], market.offers[column]

    def of(self, term: str) -> Evidence:
        """Return the evidence of one term; empty where there is nothing to add."""
        if term not in self._told:
            self._told[term] = self._look_up(term)
        return self._told[term]

    def _look_up(self, term: str) -> Evidence:
        found: dict[str, Callable[[], Evidence]] = {
            "must": lambda: self._asked(self._offer.must),
            "wished": lambda: self._asked(self._offer.wished),
            "concepts": self._shared_concepts,
            "text": self._shared_words,
            "programme": self._shared_fields,
            "level": lambda: {"level": self._student.level.value},
            "language": self._languages,
            "place": self._place,
            "period": self._period,
            "hours": self._hours,
            "stage": self._stage,
            "interest": lambda: {"position": self._student.ranked.index(self._offer.id) + 1},
            "hint": self._hint,
        }
        return found[term]() if term in found else {}

    @cached_property
    def _levels(self) -> dict[str, float]:
        vectorizer = self._market.vectorizer
        mentioned = vectorizer.linker.concepts_in(self._student.text)
        return vectorizer.skill_levels(self._student, mentioned)

    def _asked(self, asked: Mapping[str, int]) -> Evidence:
        levels = self._levels
        requirements = self._market.vectorizer.requirements(asked)
        return {
            "met": [_told(r, levels) for r in requirements if levels.get(r.concept, 0) >= r.level],
            "partly": [
                _told(r, levels) for r in requirements if 0 < levels.get(r.concept, 0) < r.level
            ],
            "missing": [_told(r, levels) for r in requirements if r.concept not in levels],
        }

    def _shared_concepts(self) -> Evidence:
        pairs, names = self._market.scorer.pairs, self._market.vectorizer.names_
        student = _row(pairs.said_by, self._row)
        offer = _row(pairs.said_of, self._column)
        products = {column: value * offer.get(column, 0.0) for column, value in student.items()}
        shared = sorted((c for c in products if products[c] > 0), key=lambda c: (-products[c], c))
        best = [names[column] for column in shared]
        return {"shared": _narrowest(best, self._market)[:_SHOWN]}

    def _shared_words(self) -> Evidence:
        space = self._market.vectorizer.linker.space
        offer = f"{self._offer.title}.\n{self._offer.text}"
        return {"shared": space.shared_words(self._student.text, offer)[:_SHOWN]}

    def _shared_fields(self) -> Evidence:
        pairs, names = self._market.scorer.pairs, self._market.vectorizer.names_
        studied = _row(pairs.studied, self._row)
        wanted = _row(pairs.fields, self._column)
        return {
            "programme": self._student.programme,
            "studied": [names[column] for column in studied],
            "wanted": [names[column] for column in wanted],
            "shared": [names[column] for column in studied if column in wanted],
        }

    def _languages(self) -> Evidence:
        has = self._student.languages
        return {
            "languages": [
                {
                    "language": code,
                    "asked": asked.name,
                    "has": has[code].name if code in has else "",
                }
                for code, asked in sorted(self._offer.languages.items())
            ]
        }

    def _place(self) -> Evidence:
        # A remote offer counts as next door without any places being known.
        evidence: dict[str, Any] = {
            "from": self._student.place,
            "to": self._offer.place,
            "remote": self._offer.remote.value,
            "moves": self._student.moves,
        }
        if self._student.place and self._offer.place:
            ends = self._student.place, self._offer.place
            places = self._market.places
            evidence["km"] = round(places.distance_km(*ends), 1)
            evidence["minutes"] = round(places.minutes(*ends))
            evidence["minutes_known"] = places.known_minutes(*ends) is not None
        return evidence

    def _period(self) -> Evidence:
        pairs, kind = self._market.scorer.pairs, KINDS.index(self._offer.kind)
        student, offer = pairs.students[self._row], pairs.offers[self._column]
        starts, ends = int(offer["starts"]), int(offer["ends"])
        free = int(student["free_from"][kind]), int(student["free_to"][kind])
        return {
            "days_in_common": days_in_common(*free, starts, ends),
            "days_offered": ends - starts + 1,
        }

    def _hours(self) -> Evidence:
        return {"student": self._student.hours_per_week, "offer": self._offer.hours_per_week}

    def _stage(self) -> Evidence:
        graduates_on = self._student.graduates_on
        return {
            "kind": self._offer.kind.value,
            "graduates_on": graduates_on.isoformat() if graduates_on else "",
            "starts_on": self._offer.period.starts_on.isoformat(),
        }

    def _hint(self) -> Evidence:
        hint = next(hint for hint in self._market.hints if is_on(hint, self._student, self._offer))
        return {"wish": hint.wish.value, "reason": hint.reason}


def _row(rows: Rows, row: int) -> dict[int, float]:
    """Return one row by column."""
    own = slice(rows.starts[row], rows.starts[row + 1])
    return dict(zip(rows.columns[own].tolist(), rows.values[own].tolist(), strict=True))


def _told(requirement: Requirement, levels: Mapping[str, float]) -> dict[str, Any]:
    has = round(levels.get(requirement.concept, 0.0), 2)
    return {**requirement._asdict(), "has": has}


def _narrowest(concepts: list[str], market: Market) -> list[str]:
    """Leave out what only lies above something else that is shared."""
    vocabulary = market.vectorizer.linker.vocabulary
    above = {
        broader
        for concept in concepts
        if concept in vocabulary
        for broader in vocabulary.ancestors(concept)[1:]
    }
    return [concept for concept in concepts if concept not in above]
