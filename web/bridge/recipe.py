"""The recipe of a run: frozen values in, suggestions out, with neither clock nor database.

The same values give the same suggestions to the byte, whoever makes them, and whenever.
"""

# Annotations stay text: the matcher loads scikit-learn when one of its names is first used, and
# that must not happen where this module is only imported, in the web process.
from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import matcher
from matcher.settings import Settings
from matcher.vocabulary import Vocabulary
from matcher.weights import CALIBRATION, Weight, Weights, shipped_weights
from models.words import RunStep
from web.bridge.records import digest_of, id_of, make_hints, make_offers, make_students
from web.bridge.spread import spread_of_lists

LENGTH_OF_LISTS = 20
METHOD = "stable"
# So many pairs are explained between two looks at whether somebody has cancelled.
PAIRS_BETWEEN_BEATS = 500

Beat = Callable[[RunStep, float], None]


@dataclass(frozen=True)
class Output:
    """What a run found.

    Parameters
    ----------
    suggestions : list of dict
        Rows of the table of suggestions, by student and offer.
    unmatched : dict
        ``{"students": {id: why}, "offers": {id: why}}`` for those with an empty list.
    spread : dict
        How the lists spread attention, beside lists ordered by the score alone.
    """

    suggestions: list[dict[str, Any]]
    unmatched: dict[str, dict[str, Any]]
    spread: dict[str, Any]

    @property
    def digest(self) -> str:
        """The digest of everything that was found."""
        return digest_of([self.suggestions, self.unmatched, self.spread])


def settings_in_force(vocabulary: Vocabulary) -> dict[str, Any]:
    """Give the settings of a run made now with a vocabulary, as they are frozen with it."""
    defaults = Settings()
    return {
        "length_of_lists": LENGTH_OF_LISTS,
        "method": METHOD,
        "minimum_overlap": defaults.minimum_overlap,
        "hybrid_reach": defaults.hybrid_reach,
        "candidates": defaults.candidates,
        "temperature": defaults.temperature,
        "vocabulary": vocabulary.digest,
    }


def settings_from(frozen: Mapping[str, Any], weights: Weights, vocabulary: Vocabulary) -> Settings:
    """Make the matcher's settings from those that were frozen with a run.

    Of the vocabulary the digest alone is frozen: it is told whether it is still the same.
    """
    return Settings(
        minimum_overlap=frozen["minimum_overlap"],
        hybrid_reach=frozen["hybrid_reach"],
        candidates=frozen["candidates"],
        temperature=frozen["temperature"],
        weights=weights,
        vocabulary=vocabulary,
    )


def weights_from(version: str, numbers: Mapping[str, Any]) -> Weights:
    """Make a version of the weights from its stored numbers."""
    shipped = shipped_weights()
    return Weights(
        version=version,
        owner=shipped.owner,
        adopted_on=shipped.adopted_on,
        reason=shipped.reason,
        terms={name: Weight(**numbers[name]) for name in numbers if name != CALIBRATION},
        calibration=numbers.get(CALIBRATION, {}),
    )


def cook(
    inputs: Mapping[str, Any],
    settings: Mapping[str, Any],
    weights: Weights,
    *,
    on: date,
    beat: Beat,
    vocabulary: Vocabulary,
) -> Output:
    """Rank, allocate and explain.

    Parameters
    ----------
    inputs, settings : mapping
        As they were frozen.
    vocabulary : Vocabulary
        The one in force.
    beat : callable
        Told the step and the share that is done; may raise to stop.
    """
    beat(RunStep.RANKING, 0.1)
    ranking = rank_inputs(inputs, settings, weights, on=on, vocabulary=vocabulary)
    beat(RunStep.ALLOCATING, 0.5)
    allocation = matcher.allocate(ranking, method=settings["method"])
    proposed = {(pair.student, pair.offer) for pair in allocation.placements}
    beat(RunStep.WRITING, 0.6)
    return Output(
        _suggestions(ranking, proposed, beat), _unmatched(ranking), spread_of_lists(ranking)
    )


def rank_inputs(
    inputs: Mapping[str, Any],
    settings: Mapping[str, Any],
    weights: Weights,
    *,
    on: date,
    vocabulary: Vocabulary,
) -> matcher.Ranking:
    """Rank what was frozen."""
    return matcher.rank(
        make_students(inputs),
        make_offers(inputs),
        settings_from(settings, weights, vocabulary),
        on=on,
        k=settings["length_of_lists"],
        hints=make_hints(inputs),
    )


def _suggestions(
    ranking: matcher.Ranking, proposed: set[tuple[str, str]], beat: Beat
) -> list[dict[str, Any]]:
    pairs = {(pair.student, pair.offer): pair for pair in ranking.suggestions()}
    wanted = sorted({*pairs, *proposed}, key=lambda pair: (id_of(pair[0]), id_of(pair[1])))
    rows = []
    for number, (student, offer) in enumerate(wanted):
        if number % PAIRS_BETWEEN_BEATS == 0:
            beat(RunStep.WRITING, 0.6 + 0.3 * number / len(wanted))
        found = pairs.get((student, offer))
        terms = terms_of(ranking, student, offer)
        p_student, p_employer = (
            (found.p_student, found.p_employer)
            if found
            # A settled pair that is on neither list: its terms give the same figures.
            else (chance_of(terms["student"]), chance_of(terms["employer"]))
        )
        rows.append(
            {
                "student_id": id_of(student),
                "offer_id": id_of(offer),
                "score": found.score if found else p_student * p_employer,
                "p_student": p_student,
                "p_employer": p_employer,
                "student_rank": found.rank_for_student if found else None,
                "offer_rank": found.rank_for_offer if found else None,
                "is_proposed": (student, offer) in proposed,
                "terms": terms,
            }
        )
    return rows


def terms_of(ranking: matcher.Ranking, student: str, offer: str) -> dict[str, Any]:
    """Give the terms of both sides, and what each rests on, as values that JSON keeps."""
    by_side, reasons = ranking.explained(student, offer)
    terms: dict[str, Any] = {
        **by_side,
        "evidence": {each.term: {**each.evidence} for each in reasons},
    }
    kept: dict[str, Any] = json.loads(json.dumps(terms))
    return kept


def chance_of(terms: Mapping[str, float]) -> float:
    """Give the chance that a side says yes, from 0 to 1, from the terms of its log-odds."""
    return 1 / (1 + math.exp(-math.fsum(terms.values())))


def _unmatched(ranking: matcher.Ranking) -> dict[str, dict[str, Any]]:
    return {
        "students": dict(_whys(ranking, ranking.students, ranking.by_student)),
        "offers": dict(_whys(ranking, ranking.offers, ranking.by_offer)),
    }


def _whys(
    ranking: matcher.Ranking, ids: tuple[str, ...], lists: Any
) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, row in zip(ids, lists, strict=True):
        if (row < 0).all():
            why = ranking.why_nobody(key)
            yield (
                str(id_of(key)),
                {
                    "considered": why.considered,
                    "eligible": why.eligible,
                    "removed": {rule.value: count for rule, count in why.removed.items()},
                    "brings_back": {rule.value: count for rule, count in why.brings_back.items()},
                },
            )
