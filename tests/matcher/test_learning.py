"""Weights move when there is reason to, and stay when there is not."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import numpy as np
import pytest

from matcher.decisions import Decision, Voice, observe
from matcher.errors import DuplicateIdError
from matcher.judging import judge, probabilities_of
from matcher.learning import (
    FEWEST,
    FEWEST_FOR_STEPS,
    Learned,
    _averaged,
    _said_by,
    _said_by_others,
    _trust,
    learn,
    weights_of,
)
from matcher.reliability import expected_calibration_error
from matcher.weights import TERMS, Weights, shipped_weights
from tests.matcher.deciders import CARED_FOR, IGNORED, decisions_of, evidence_on, true_weights

SHIPPED = shipped_weights()


def weights_with(found: Learned) -> Weights:
    """Return a version with what was learned."""
    return Weights("new", "Kim", date(2028, 1, 1), "a test", found.terms, found.calibration)


def distance(one: Weights, other: Weights) -> float:
    return max(
        abs(getattr(one.terms[term], side) - getattr(other.terms[term], side))
        for term in TERMS
        for side in ("student", "employer")
        if term != "base"
    )


@pytest.mark.parametrize("count", [0, 1, 20, FEWEST - 1])
def test_few_decisions_change_nothing(count: int) -> None:
    found = learn(decisions_of(count), SHIPPED)
    assert found.terms == SHIPPED.terms
    assert (found.stays, found.decisions) == (1.0, count)


@pytest.mark.parametrize("yes", [True, False])
def test_decisions_that_are_all_alike_change_nothing(yes: bool) -> None:
    alike = [replace(each, yes=yes) for each in decisions_of(200)]
    assert learn(alike, SHIPPED).terms == SHIPPED.terms


def test_a_few_more_change_little_and_many_a_lot() -> None:
    some, many = (weights_with(learn(decisions_of(count), SHIPPED)) for count in (FEWEST, 3000))
    before, after = SHIPPED.terms[CARED_FOR].student, many.terms[CARED_FOR].student
    assert before < some.terms[CARED_FOR].student < (before + after) / 2
    assert after > 1.5 * before
    assert many.terms[IGNORED].student < 0.5 * SHIPPED.terms[IGNORED].student


def test_people_who_decide_as_the_weights_say_leave_them_as_they_are() -> None:
    found = learn(decisions_of(1500, weights=SHIPPED), SHIPPED)
    assert found.stays > 0.5
    assert distance(weights_with(found), SHIPPED) < 0.5


def test_what_other_peoples_decisions_do_not_bear_out_is_not_followed() -> None:
    # As far as they would have gone by what fits, and how far they went, of people like those
    # that the weights in force describe: nothing is to be won there.
    decisions = observe(decisions_of(400, weights=SHIPPED))
    in_force = weights_of(SHIPPED)
    fitted, _ = _averaged(decisions, in_force)
    said = _said_by_others(decisions, in_force)
    trust = _trust(decisions, _said_by(in_force, decisions), said)
    assert np.abs(fitted - in_force).max() > 0
    assert trust < 0.5


def test_later_decisions_are_told_apart_better() -> None:
    found = weights_with(learn(decisions_of(2000), SHIPPED))
    later = observe(decisions_of(6000, seed=2))
    judged = judge(later, SHIPPED, found)
    assert judged.auc_gain.low > 0
    assert all(each.auc_gain.figure > 0 for each in judged.by_voice.values())


def test_the_order_that_decisions_come_in_does_not_matter() -> None:
    decisions = decisions_of(200)
    shuffled = decisions.copy()
    Random(4).shuffle(shuffled)  # noqa: S311 - any order but the first
    assert learn(shuffled, SHIPPED) == learn(decisions, SHIPPED)


def test_what_coordinators_decide_moves_both_sides() -> None:
    found = learn(decisions_of(3000, voices=(Voice.COORDINATOR,)), SHIPPED)
    for side in ("student", "employer"):
        assert getattr(found.terms[CARED_FOR], side) > getattr(SHIPPED.terms[CARED_FOR], side)


def test_what_a_side_answers_moves_that_side_alone() -> None:
    found = learn(decisions_of(900, voices=(Voice.STUDENT,)), SHIPPED)
    for term in TERMS:
        assert found.terms[term].employer == SHIPPED.terms[term].employer
    assert found.terms[CARED_FOR].student > SHIPPED.terms[CARED_FOR].student


def test_a_weight_never_turns_round() -> None:
    """People who say no the more, the better the skills: the weight falls to nothing, not below."""
    contrary = {**true_weights().terms}
    contrary["must"] = replace(contrary["must"], student=-4.0, employer=-6.0)
    by = replace(true_weights(), terms=contrary)
    found = learn(decisions_of(4000, weights=by), SHIPPED)
    assert found.terms["must"].student == found.terms["must"].employer == 0
    for term, weight in found.terms.items():
        for side in ("student", "employer"):
            if term != "base":
                assert getattr(weight, side) * getattr(SHIPPED.terms[term], side) >= 0


def test_terms_without_evidence_keep_their_weights() -> None:
    found = learn(decisions_of(900), SHIPPED)
    shown = {term for decision in decisions_of(1) for term, v in decision.evidence.items() if v}
    ratios = {
        found.terms[term].student / SHIPPED.terms[term].student
        for term in TERMS
        if term not in shown and SHIPPED.terms[term].student
    }
    # They only follow the side as a whole, when it becomes surer of itself or less so.
    assert max(ratios) - min(ratios) < 0.01
    assert all(found.terms[term].neutral == SHIPPED.terms[term].neutral for term in TERMS)


def test_a_thousand_answers_are_calibrated_by_steps_and_fewer_by_a_line() -> None:
    voices = (Voice.STUDENT, Voice.EMPLOYER)
    few = learn(decisions_of(2 * FEWEST_FOR_STEPS - 2, voices=voices), SHIPPED)
    many = learn(decisions_of(2 * FEWEST_FOR_STEPS, voices=voices), SHIPPED)
    assert few.calibration == {}
    assert set(many.calibration) == {"student", "employer"}
    later = observe(decisions_of(20_000, seed=3, voices=voices))
    for found in (few, many):
        said = probabilities_of(weights_with(found), later)
        for side in range(2):
            own = later.voice == side
            assert expected_calibration_error(said[side, own], later.yes[own]) < 0.035


def test_a_base_that_is_off_is_put_right() -> None:
    terms = {**SHIPPED.terms, "base": replace(SHIPPED.terms["base"], student=-1.5)}
    found = learn(decisions_of(2000, weights=replace(SHIPPED, terms=terms)), SHIPPED)
    assert found.terms["base"].student == pytest.approx(-1.5, abs=0.3)


@pytest.mark.parametrize(
    ("changes", "error"), [({"yes": True}, DuplicateIdError), ({"yes": False}, DuplicateIdError)]
)
def test_a_decision_made_twice_is_refused(changes: Any, error: type[Exception]) -> None:
    decisions = decisions_of(160)
    with pytest.raises(error):
        learn([*decisions, replace(decisions[0], **changes)], SHIPPED)


def test_one_voice_without_a_no_breaks_nothing() -> None:
    decisions = [
        replace(each, yes=True) if each.voice is Voice.STUDENT else each
        for each in decisions_of(180)
    ]
    found = learn(decisions, SHIPPED)
    assert np.isfinite([w.student for w in found.terms.values()]).all()


def test_huge_evidence_breaks_nothing() -> None:
    extreme = [
        Decision(f"s{n}", "o", "student", n % 2 == 0, date(2027, 1, 1), evidence_on("must"))
        for n in range(160)
    ]
    assert np.isfinite(learn(extreme, SHIPPED).terms["must"].student)
