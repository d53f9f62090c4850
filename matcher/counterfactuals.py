"""What would make a pair better: single changes to what a student states, each scored again.

Nothing is read off the weights: the pair is scored with the change made, by the same recipe, so
what is told is what would happen. A dozen small scorings a pair.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from matcher.eligibility import Criterion
from matcher.market import Market, is_on, open_market
from matcher.reasons import Evidence
from matcher.records import CEFR, Offer, Period, Remote, Student, Wish
from matcher.rules import REMOTES

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


def counterfactuals_of(market: Market, row: int, column: int) -> list[Counterfactual]:
    """Return the single changes that help, the best first; each is scored, none is guessed."""
    failing = set(market.eligibility.failing(row, column))
    if failing & _BEYOND_THE_STUDENT:
        return []
    student, offer = market.students[row], market.offers[column]
    before = market.scorer.score(row, column)
    found = []
    for field, change, changed in _changes(market, student, offer):
        after = _score_if_eligible(market, changed, offer)
        if after is not None and (failing or after >= before + _WORTH_TELLING):
            found.append(Counterfactual(field, change, before, after, not failing))
    return sorted(found, key=lambda option: -option.score_after)


def _score_if_eligible(market: Market, student: Student, offer: Offer) -> float | None:
    """Return the score of one pair, None where a hard rule fails."""
    hints = [hint for hint in market.hints if is_on(hint, student, offer)]
    soft = [hint for hint in hints if hint.wish in (Wish.ENCOURAGE, Wish.DISCOURAGE)]
    alone = open_market([student], [offer], market.settings, market.on, soft)
    return None if alone.eligibility.failing(0, 0) else alone.scorer.score(0, 0)


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
