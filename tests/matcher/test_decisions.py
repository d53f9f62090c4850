"""Decisions are checked when made, and the evidence is found again in the terms of a score."""

from datetime import date, datetime
from typing import Any

import pytest

from matcher import Settings, rank
from matcher.decisions import (
    VOICES,
    Decision,
    Voice,
    evidence_from,
    moved_evidence,
    observe,
)
from matcher.errors import DuplicateIdError, InvalidValueError, MatcherError, NotFiniteError
from matcher.weights import TERMS, Weight, Weights, shipped_weights
from tests.matcher.builders import PLACES, TODAY, VOCABULARY, a_student, an_offer

MARCH = date(2027, 3, 1)


def a_decision(**changes: Any) -> Decision:
    """Return a student's yes."""
    values: dict[str, Any] = {
        "student": "s1",
        "offer": "o1",
        "voice": "student",
        "yes": True,
        "at": MARCH,
        "evidence": {"place": 0.5},
    }
    return Decision(**{**values, **changes})


def weights_where(**terms: Weight) -> Weights:
    """Return the shipped weights with some of them changed."""
    shipped = shipped_weights()
    return Weights("other", "Kim", TODAY, "a test", {**shipped.terms, **terms})


def test_what_is_not_named_is_nothing_and_the_base_is_always_one() -> None:
    decision = a_decision()
    assert decision.voice is Voice.STUDENT
    assert tuple(decision.evidence) == TERMS
    assert decision.evidence["place"] == 0.5
    assert decision.evidence["must"] == 0
    assert decision.evidence["base"] == 1


@pytest.mark.parametrize(
    ("changes", "error", "field"),
    [
        ({"student": ""}, InvalidValueError, "student"),
        ({"offer": 3}, InvalidValueError, "offer"),
        ({"voice": "teacher"}, InvalidValueError, "voice"),
        ({"yes": 1}, InvalidValueError, "yes"),
        ({"at": datetime(2027, 3, 1)}, InvalidValueError, "at"),  # noqa: DTZ001 - refused all the same
        ({"evidence": {"beauty": 1.0}}, InvalidValueError, "evidence"),
        ({"evidence": [0.5]}, InvalidValueError, "evidence"),
        ({"evidence": {"place": float("nan")}}, NotFiniteError, "place"),
        ({"evidence": {"place": None}}, InvalidValueError, "place"),
        ({"evidence": {"place": 1e9}}, InvalidValueError, "place"),
    ],
)
def test_a_bad_field_is_named(
    changes: dict[str, Any], error: type[MatcherError], field: str
) -> None:
    with pytest.raises(error) as caught:
        a_decision(**changes)
    assert caught.value.field == field


def test_arrays_are_in_the_order_of_the_days_whatever_order_decisions_come_in() -> None:
    decisions = [
        a_decision(at=date(2027, 3, 2), yes=False),
        a_decision(student="s2", voice="coordinator"),
        a_decision(student="s2", voice="employer"),
    ]
    seen = observe(decisions)
    assert [VOICES[voice] for voice in seen.voice] == ["employer", "coordinator", "student"]
    assert seen.yes.tolist() == [True, True, False]
    assert seen.student.tolist() == seen.pair.tolist() == [0, 0, 1]
    assert seen.evidence.shape == (3, len(TERMS))
    again = observe(decisions[::-1])
    assert (again.evidence == seen.evidence).all()
    assert again.day.tolist() == seen.day.tolist()
    assert len(observe([])) == 0


def test_the_same_voice_decides_once_a_day() -> None:
    with pytest.raises(DuplicateIdError) as caught:
        observe([a_decision(), a_decision(yes=False)])
    assert caught.value.row == 1
    assert len(observe([a_decision(), a_decision(voice="employer")])) == 2


def test_something_else_is_no_decision() -> None:
    with pytest.raises(InvalidValueError) as caught:
        observe([a_decision(), "yes"])  # type: ignore[list-item]  # what is tested
    assert (caught.value.field, caught.value.row) == ("decisions", 1)


def test_evidence_is_found_again_whatever_the_weights_are() -> None:
    """Two versions that share their neutral points give other log-odds and the same evidence."""
    students = [a_student(), a_student("s2", place="", text="", hours_per_week=None)]
    offers = [an_offer(), an_offer("o2", text="Redovisning varje dag.", must={})]
    other = weights_where(
        must=Weight(0.0, -2.0, 0.6), place=Weight(0.3, 0.0, 0.5), no_evidence_hours=Weight(0, 0)
    )
    found = []
    for weights in (shipped_weights(), other):
        settings = Settings(vocabulary=VOCABULARY, places=PLACES, weights=weights)
        ranking = rank(students, offers, settings, on=TODAY)
        for student in students:
            for offer in offers:
                lacking = {reason.term for reason in ranking.reasons(student.id, offer.id)}
                terms = ranking.terms(student.id, offer.id)
                found.append(evidence_from(terms, weights, lacking))
    for first, second in zip(found[:4], found[4:], strict=True):
        assert first == pytest.approx(second)
    assert any(each["no_evidence_hours"] == 1 for each in found)
    assert any(each["no_evidence_hours"] == 0 for each in found)


def test_terms_that_are_missing_are_named() -> None:
    with pytest.raises(InvalidValueError) as caught:
        evidence_from({"student": {}, "employer": {}}, shipped_weights())
    assert caught.value.value == "base"


def test_evidence_moves_with_the_neutral_point_where_there_is_some() -> None:
    after = weights_where(place=Weight(1.4, 0.5, 0.7))
    moved = moved_evidence({"place": 0.5, "must": 0.1}, shipped_weights(), after)
    assert moved == pytest.approx({"place": 0.3, "must": 0.1})
    assert moved_evidence({"place": 0.0}, shipped_weights(), after) == {"place": 0.0}
