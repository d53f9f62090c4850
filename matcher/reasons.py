"""Why a pair stands where it does: the parts of its score as data, for others to word.

And what would change it: single changes to what a student states, each checked by scoring again.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from matcher.eligibility import Criterion
from matcher.facts import REMOTES
from matcher.features import Requirement
from matcher.market import Market, open_market
from matcher.records import CEFR, Hint, Offer, Period, Remote, Student, Wish
from matcher.text import STOP_WORDS, language_of, stem, words

_SHOWN = 6
# A smaller gain is not worth telling anybody about.
_WORTH_TELLING = 0.01
# What no change to a student's own words could mend.
_BEYOND_THE_STUDENT = frozenset(
    {
        Criterion.LEVEL,
        Criterion.FIELD,
        Criterion.PLACES,
        Criterion.DECLINED,
        Criterion.FORBIDDEN,
    }
)

Evidence = Mapping[str, Any]


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


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """A single change to what a student states, and what the pair would then be.

    Parameters
    ----------
    field : str
        The field of the student's record.
    change : mapping
        What would be stated, in plain values.
    score_before, score_after : float
    eligible_before : bool
        The pair is eligible after the change, always.
    """

    field: str
    change: Evidence
    score_before: float
    score_after: float
    eligible_before: bool


def reasons_of(market: Market, row: int, column: int) -> list[Reason]:
    """Return the terms of both sides that say something, what weighs most first."""
    evidence = _EvidenceOfPair(market, row, column)
    block = market.scorer.evidence(np.array([row]))
    reasons = [
        Reason(side, term, log_odds, evidence.of(term))
        for side, terms in market.scorer.terms(row, column).items()
        for term, log_odds in terms.items()
        # A lack of evidence is told even where it weighs nothing.
        if term != "base" and (log_odds or (term.startswith("no_") and block[term][0, column]))
    ]
    return sorted(reasons, key=lambda reason: -abs(reason.log_odds))


class _EvidenceOfPair:
    """Looks up what the terms of one pair rest on."""

    def __init__(self, market: Market, row: int, column: int) -> None:
        self._market = market
        self._row, self._column = row, column
        self._student, self._offer = market.students[row], market.offers[column]

    def of(self, term: str) -> Evidence:
        """Return the evidence of one term; empty where there is nothing to add."""
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

    def _levels(self) -> dict[str, float]:
        vectorizer = self._market.vectorizer
        mentioned = vectorizer.linker.concepts_in(self._student.text)
        return vectorizer.skill_levels(self._student, mentioned)

    def _asked(self, asked: Mapping[str, int]) -> Evidence:
        levels = self._levels()
        requirements = self._market.vectorizer.requirements(asked)
        return {
            "met": [_told(r, levels) for r in requirements if levels.get(r.concept, 0) >= r.level],
            "partly": [
                _told(r, levels) for r in requirements if 0 < levels.get(r.concept, 0) < r.level
            ],
            "missing": [_told(r, levels) for r in requirements if r.concept not in levels],
        }

    def _shared_concepts(self) -> Evidence:
        scorer = self._market.scorer
        student = scorer.students.concepts[[self._row]].toarray()[0]
        offer = scorer.offers.concepts[[self._column]].toarray()[0]
        product = student * offer
        names = list(self._market.vectorizer.columns_)
        best = [names[c] for c in np.argsort(-product, kind="stable") if product[c] > 0]
        return {"shared": _narrowest(best, self._market)[:_SHOWN]}

    def _shared_words(self) -> Evidence:
        said = words(f"{self._offer.title}\n{self._offer.text}")
        language = language_of(said)
        stems = {stem(word, language) for word in said}
        shared: dict[str, str] = {}
        for word in words(self._student.text):
            root = stem(word, language)
            if root in stems and word not in STOP_WORDS[language]:
                shared.setdefault(root, word)
        return {"shared": list(shared.values())[:_SHOWN]}

    def _shared_fields(self) -> Evidence:
        scorer = self._market.scorer
        names = list(self._market.vectorizer.columns_)
        studied = scorer.students.fields[[self._row]].indices
        wanted = scorer.offers.fields[[self._column]].indices
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
        facts, rows = self._market.scorer.facts, np.array([self._row])
        return {
            "days_in_common": int(facts.days_in_common(rows)[0, self._column]),
            "days_offered": int(facts.days_offered[self._column]),
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
        hint = next(hint for hint in self._market.hints if _is_on(hint, self._student, self._offer))
        return {"wish": hint.wish.value, "reason": hint.reason}


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


def _is_on(hint: Hint, student: Student, offer: Offer) -> bool:
    return (hint.student, hint.offer) == (student.id, offer.id)


def counterfactuals_of(market: Market, row: int, column: int) -> list[Counterfactual]:
    """Return the single changes that help, the best first; each is scored, none is guessed."""
    eligibility, rows = market.eligibility, np.array([row])
    failing = {c for c in Criterion if not eligibility.holds(c, rows)[0, column]}
    if failing & _BEYOND_THE_STUDENT:
        return []
    student, offer = market.students[row], market.offers[column]
    before = float(market.scorer.probabilities(rows).score[0, column])
    found = []
    for field, change, changed in _changes(market, student, offer):
        after = _score_if_eligible(market, changed, offer)
        if after is not None and (failing or after >= before + _WORTH_TELLING):
            found.append(Counterfactual(field, change, before, after, not failing))
    return sorted(found, key=lambda option: -option.score_after)


def _score_if_eligible(market: Market, student: Student, offer: Offer) -> float | None:
    """Return the score of one pair, None where a hard rule fails."""
    hints = [hint for hint in market.hints if _is_on(hint, student, offer)]
    soft = [hint for hint in hints if hint.wish in (Wish.ENCOURAGE, Wish.DISCOURAGE)]
    alone = open_market([student], [offer], market.settings, market.on, soft)
    rows = np.array([0])
    if not alone.eligibility.mask(rows)[0, 0]:
        return None
    return float(alone.scorer.probabilities(rows).score[0, 0])


Change = tuple[str, Evidence, Student]


def _changes(market: Market, student: Student, offer: Offer) -> Iterator[Change]:
    """Yield every single change worth trying, with the student as they would then be."""
    yield from _language_changes(student, offer)
    yield from _skill_changes(market, student, offer)
    yield from _place_changes(market, student, offer)
    if offer.kind not in student.kinds:
        yield (
            "kinds",
            {"kind": offer.kind.value},
            replace(student, kinds=student.kinds | {offer.kind}),
        )
    period = student.available.get(offer.kind)
    if period is not None:
        wider = Period(
            min(period.starts_on, offer.period.starts_on), max(period.ends_on, offer.period.ends_on)
        )
        if wider != period:
            stated = {"from": _iso(wider.starts_on), "to": _iso(wider.ends_on)}
            yield (
                "available",
                {"kind": offer.kind.value, **stated},
                replace(student, available={**student.available, offer.kind: wider}),
            )


def _iso(day: date) -> str:
    return day.isoformat()


def _language_changes(student: Student, offer: Offer) -> Iterator[Change]:
    for code, asked in sorted(offer.languages.items()):
        if student.languages.get(code, 0) < asked:
            languages = {**student.languages, code: CEFR(asked)}
            change = {"language": code, "level": asked.name}
            yield "languages", change, replace(student, languages=languages)


def _skill_changes(market: Market, student: Student, offer: Offer) -> Iterator[Change]:
    vectorizer = market.vectorizer
    levels = vectorizer.skill_levels(student, vectorizer.linker.concepts_in(student.text))
    for asked in (offer.must, offer.wished):
        for requirement in vectorizer.requirements(asked):
            if levels.get(requirement.concept, 0) < requirement.level:
                skills = {**student.skills, requirement.phrase: requirement.level}
                yield "skills", requirement._asdict(), replace(student, skills=skills)


def _place_changes(market: Market, student: Student, offer: Offer) -> Iterator[Change]:
    if not student.moves:
        yield "moves", {"moves": True}, replace(student, moves=True)
    if not student.remote and offer.remote in REMOTES[REMOTES.index(Remote.HYBRID) :]:
        yield "remote", {"remote": True}, replace(student, remote=True)
    if student.place and offer.place and student.travel_km is not None:
        km = float(np.ceil(market.places.distance_km(student.place, offer.place)))
        if km > student.travel_km:
            yield "travel_km", {"travel_km": km}, replace(student, travel_km=km)
