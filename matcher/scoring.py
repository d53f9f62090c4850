"""Would this student say yes, and would this employer: two sides, each a logistic model.

A side's log-odds are a sum of named terms, weight x (evidence - neutral); where there is no
evidence, the term is 0 and a term of its own says so. The score of a pair is the product of both
probabilities. Evidence lies between 0 and 1 and depends on the two records and the vocabulary
alone. Computed for a block of students against all offers, in O(block x m) per term.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from matcher.calibration import calibrated
from matcher.facts import KINDS, REMOTES, Facts, Rows
from matcher.features import OfferFeatures, StudentFeatures
from matcher.records import Kind, Remote
from matcher.weights import CALIBRATION, TERMS, Weights

Block = NDArray[np.float64]

# One way: after these minutes the place speaks for a pair only e^-1 as much as next door.
_MINUTES_OF_NEARNESS = 45.0
# What a place is worth at least, to somebody who is ready to move.
_NEARNESS_IF_MOVING = 0.6
# A language two levels above what is asked is all that can be wished for.
_LEVELS_OF_MARGIN = 2.0
_DAYS_AFTER_DEGREE = 3 * 365
_DAYS_BEFORE_DEGREE = 92


class Probabilities(NamedTuple):
    """What both sides would say, and the score, for a block of students; each (rows, m)."""

    student: Block
    employer: Block
    score: Block


@dataclass(frozen=True)
class Scorer:
    """Scores blocks of students against all offers.

    Parameters
    ----------
    weights : Weights
    facts : Facts
    students : StudentFeatures
    offers : OfferFeatures
    interest : mapping of int to mapping of int to float
        How much students like offers, from 0 to 1, by student row and offer row.
    hints : mapping of int to mapping of int to float
        1 for encouraged, -1 for discouraged pairs.
    """

    weights: Weights
    facts: Facts
    students: StudentFeatures
    offers: OfferFeatures
    interest: Mapping[int, Mapping[int, float]]
    hints: Mapping[int, Mapping[int, float]]
    _asked_last: dict[int, dict[str, Block]] = field(default_factory=dict, repr=False)

    def probabilities(self, rows: Rows) -> Probabilities:
        """Return the probabilities of both sides and their product."""
        shape = (len(rows), len(self.facts.kind))
        student, employer = np.zeros(shape), np.zeros(shape)
        for name, evidence in self.evidence(rows).items():
            weight = self.weights.terms[name]
            student += weight.student * evidence
            employer += weight.employer * evidence
        knots = self.weights.calibration
        says_student = expit(calibrated(knots.get("student", ()), student))
        says_employer = expit(calibrated(knots.get("employer", ()), employer))
        return Probabilities(says_student, says_employer, says_student * says_employer)

    def terms(self, row: int, column: int) -> dict[str, dict[str, float]]:
        """Return the log-odds of one pair by side and term; a side's terms add up to its sum."""
        evidence = self.evidence_of(row)
        values = {name: float(block[0, column]) for name, block in evidence.items()}
        sides = {
            side: {name: getattr(self.weights.terms[name], side) * v for name, v in values.items()}
            for side in ("student", "employer")
        }
        for side, knots in self.weights.calibration.items():
            plain = sum(sides[side].values())
            sides[side][CALIBRATION] = float(calibrated(knots, np.array(plain))) - plain
        return sides

    def evidence_of(self, row: int) -> dict[str, Block]:
        """Return `evidence` of one student, kept while the same one is asked about."""
        kept = self._asked_last.get(row)
        if kept is None:
            kept = self.evidence(np.array([row]))
            self._asked_last.clear()
            self._asked_last[row] = kept
        return kept

    def evidence(self, rows: Rows) -> dict[str, Block]:
        """Return what each term is multiplied by: evidence - neutral, or 0 where there is none."""
        known = {
            **self._skill_evidence(rows),
            **self._text_evidence(rows),
            **self._study_evidence(rows),
            **self._practical_evidence(rows),
        }
        shape = (len(rows), len(self.facts.kind))
        blocks = {
            "base": np.ones(shape),
            "interest": _scatter(self.interest, rows, shape),
            "hint": _scatter(self.hints, rows, shape),
        }
        for name, (value, applies) in known.items():
            neutral = self.weights.terms[name].neutral if name in self.weights.terms else 0.0
            blocks[name] = np.where(applies, value - neutral, 0.0)
        return {name: blocks[name] for name in TERMS}

    def _skill_evidence(self, rows: Rows) -> dict[str, tuple[Any, Any]]:
        students, offers = self.students, self.offers
        speaks = (np.diff(students.concepts.indptr) > 0)[rows][:, None]
        spoken_of = np.diff(offers.concepts.indptr) > 0
        both = speaks & spoken_of
        skills = students.skills[rows]
        return {
            "must": (_coverage(skills, offers.must), both & offers.asks_must),
            "wished": (_coverage(skills, offers.wished), both & offers.asks_wished),
            "concepts": (_dot(students.concepts[rows], offers.concepts), both),
            "no_evidence_skills": (1.0, ~both),
        }

    def _text_evidence(self, rows: Rows) -> dict[str, tuple[Any, Any]]:
        language = self.students.language[rows][:, None]
        # Words of different languages cannot meet: there the concepts found in both texts count.
        comparable = (language == self.offers.language) & (language >= 0)
        likeness = _dot(self.students.text[rows], self.offers.text)
        return {"text": (likeness, comparable), "no_evidence_text": (1.0, ~comparable)}

    def _study_evidence(self, rows: Rows) -> dict[str, tuple[Any, Any]]:
        facts = self.facts
        studies = (np.diff(self.students.fields.indptr) > 0)[rows][:, None]
        known = studies & (np.diff(self.offers.fields.indptr) > 0)
        shared = np.minimum(_dot(self.students.fields[rows], self.offers.fields), 1.0)
        accepts = facts.accepts_level[facts.level[rows]]
        asks_one_level = facts.accepts_level.sum(axis=0) == 1
        graduates = facts.graduates[rows][:, None]
        return {
            "programme": (shared, known),
            "no_evidence_programme": (1.0, ~known),
            "level": (accepts.astype(float), np.broadcast_to(asks_one_level, accepts.shape)),
            "language": self._language_margin(rows),
            "stage": (self._stage(graduates), graduates > 0),
            "no_evidence_stage": (1.0, np.broadcast_to(graduates == 0, accepts.shape)),
        }

    def _stage(self, graduates: NDArray[np.int64]) -> Block:
        """Return 1 where the offer comes at the right time of the studies, else 0."""
        since_degree = self.facts.starts - graduates
        recent = (since_degree >= -_DAYS_BEFORE_DEGREE) & (since_degree <= _DAYS_AFTER_DEGREE)
        after_studies = self.facts.kind == KINDS.index(Kind.TRAINEESHIP)
        return np.where(after_studies, recent, since_degree <= 0).astype(float)

    def _language_margin(self, rows: Rows) -> tuple[Block, NDArray[np.bool_]]:
        """Return by how much the languages asked for are exceeded, at the tightest of them."""
        speaks, asks = self.facts.speaks[rows], self.facts.asks_language
        margin = np.full((len(rows), asks.shape[1]), 1.0)
        for has, needs in zip(speaks.T.astype(float), asks, strict=True):
            spare = np.clip((has[:, None] - needs) / _LEVELS_OF_MARGIN, 0.0, 1.0)
            margin = np.minimum(margin, np.where(needs > 0, spare, 1.0))
        return margin, np.broadcast_to((asks > 0).any(axis=0), margin.shape)

    def _practical_evidence(self, rows: Rows) -> dict[str, tuple[Any, Any]]:
        facts = self.facts
        nearness = self._nearness(rows)
        common = facts.days_in_common(rows)
        overlap = np.minimum(common / np.maximum(facts.days_offered, 1), 1.0)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            hours = np.minimum(facts.hours[rows][:, None] / facts.offer_hours, 1.0)
        return {
            "place": (nearness, ~np.isnan(nearness)),
            "no_evidence_place": (1.0, np.isnan(nearness)),
            "period": (overlap, common >= 0),
            "no_evidence_period": (1.0, common < 0),
            "hours": (hours, ~np.isnan(hours)),
            "no_evidence_hours": (1.0, np.isnan(hours)),
        }

    def _nearness(self, rows: Rows) -> Block:
        """Return how near the offers are, 1 next door, nan where a place is unknown."""
        facts = self.facts
        remotely = facts.works_remotely[rows][:, None]
        share = np.where(remotely & (facts.remote == REMOTES.index(Remote.HYBRID)), 0.5, 1.0)
        nearness = np.exp(-facts.minutes(rows) * share / _MINUTES_OF_NEARNESS)
        at_a_distance = remotely & (facts.remote == REMOTES.index(Remote.REMOTE))
        nearness = np.where(at_a_distance, 1.0, nearness)
        moving = facts.moves[rows][:, None]
        return np.where(moving, np.maximum(nearness, _NEARNESS_IF_MOVING), nearness)


def _coverage(skills: Any, required: tuple[Any, ...]) -> Block:
    """Return the share of what is required that the students have, half known counting half."""
    covered = np.zeros((skills.shape[0], required[0].shape[0]))
    for level, wanted in enumerate(required, start=1):
        if wanted.nnz:
            reached = skills.copy()
            reached.data = np.minimum(reached.data / level, 1.0)
            covered += _dot(reached, wanted)
    return covered


def _dot(left: Any, right: Any) -> Block:
    """Return the products of rows of two CSR arrays as a dense block."""
    product: Block = (left @ right.T.tocsr()).toarray()
    return product


def _scatter(pairs: Mapping[int, Mapping[int, float]], rows: Rows, shape: tuple[int, int]) -> Block:
    """Return values given by student and offer as a dense block of some students."""
    block = np.zeros(shape)
    for position, row in enumerate(rows):
        for column, value in pairs.get(int(row), {}).items():
            block[position, column] = value
    return block
