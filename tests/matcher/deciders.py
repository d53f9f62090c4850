"""People who decide by weights of their own, for tests of what is learned from them."""

from datetime import date, timedelta

import numpy as np
from scipy.special import expit

from matcher.decisions import VOICES, Decision, Voice
from matcher.weights import TERMS, Weight, Weights, shipped_weights

FIRST = date(2027, 1, 11)
# Terms that these people have evidence on; they care twice as much for the first as the matcher
# thinks, and not at all for the second.
CARED_FOR, IGNORED = "place", "text"
SHOWN = ("must", "concepts", "programme", CARED_FOR, IGNORED, "interest")


def true_weights() -> Weights:
    """Return what these people decide by."""
    terms = dict(shipped_weights().terms)
    own, other = terms[CARED_FOR], terms[IGNORED]
    terms[CARED_FOR] = Weight(2 * own.student, 2 * own.employer, own.neutral)
    terms[IGNORED] = Weight(0.0, 0.0, other.neutral)
    return Weights("true", "Kim", FIRST, "a test", terms)


def decisions_of(
    count: int, seed: int = 1, weights: Weights | None = None, voices: tuple[Voice, ...] = VOICES
) -> list[Decision]:
    """Return decisions, five a day, each about a pair of its own and every third by one voice."""
    rng = np.random.default_rng(seed)
    by = (weights or true_weights()).terms
    made = []
    for number in range(count):
        voice = voices[number % len(voices)]
        evidence = {term: float(rng.uniform(-0.7, 0.7)) for term in SHOWN} | {"base": 1.0}
        sides = [
            sum(getattr(by[term], side) * value for term, value in evidence.items())
            for side in ("student", "employer")
        ]
        log_odds = {Voice.STUDENT: sides[0], Voice.EMPLOYER: sides[1]}.get(voice, sum(sides) / 2)
        made.append(
            Decision(
                f"s{number // 2}",
                f"o{number}",
                voice,
                bool(rng.random() < expit(log_odds)),
                FIRST + timedelta(days=number // 5),
                evidence,
            )
        )
    return made


def evidence_on(*terms: str) -> dict[str, float]:
    """Return evidence of 1 on some terms."""
    return {term: float(term in terms) for term in TERMS}
