"""Reasons in words: three for, two against, whole sentences in both languages."""

from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from models.rounds import Suggestion
from tests.web.apps import NO_DATABASE, shared_app
from web.bridge.reasons import (
    TERMS,
    Explanation,
    Strength,
    concepts_of,
    explain_terms,
    strength_of,
    why_nobody,
)
from web.bridge.sentences import WORDS, sentences_of

ASKED = {"phrase": "SQL", "concept": "skill/sql", "level": 3, "has": 4.0}
LACKING = {"phrase": "cms", "concept": "word:cms", "level": 3, "has": 0.0}
LABELS = {"skill/sql": "SQL", "field/informatics": "Informatik"}

EVIDENCE: dict[str, dict[str, Any]] = {
    "must": {"met": [ASKED], "partly": [], "missing": [LACKING]},
    "wished": {"met": [ASKED], "partly": [], "missing": []},
    "concepts": {"shared": ["skill/sql"]},
    "text": {"shared": ["segling"]},
    "programme": {"shared": ["field/informatics"], "studied": ["field/informatics"]},
    "level": {"level": "master"},
    "language": {"languages": [{"language": "sv", "asked": "B2", "has": "C1"}]},
    "place": {
        "from": "2281",
        "to": "2280",
        "remote": "onsite",
        "moves": False,
        "km": 43.2,
        "minutes": 42,
        "minutes_known": True,
    },
    "period": {"days_in_common": 30, "days_offered": 68},
    "hours": {"student": 20.0, "offer": 40.0},
    "stage": {"kind": "thesis"},
    "interest": {"position": 1},
    "hint": {"wish": "encourage", "reason": ""},
}


@pytest.fixture(scope="module")
def app() -> Flask:
    return shared_app(NO_DATABASE)


def a_suggestion(score: float = 0.6, **terms: float) -> Suggestion:
    return Suggestion(
        score=score,
        terms={
            "student": {"base": 0.2, **terms},
            "employer": {"base": 0.0, **terms},
            "evidence": {term: EVIDENCE.get(term, {}) for term in terms},
        },
    )


def why_of(found: Suggestion) -> Explanation:
    return explain_terms(found.score, found.terms, LABELS)


def test_three_reasons_for_and_two_against_what_weighs_most_first(app: Flask) -> None:
    weights = {
        "must": 1.0,
        "interest": 2.0,
        "place": 0.5,
        "text": 0.4,
        "stage": -0.3,
        "hours": -0.2,
    }
    with app.test_request_context(), force_locale("en"):
        why = why_of(a_suggestion(**weights))
    assert why.plus == (
        "First choice.",
        "Asked for and in the profile: SQL.",
        "42 minutes between Sundsvall and Härnösand.",
    )
    assert why.minus == (
        "Asked for but not in the profile: cms.",
        "Comes at another time of the studies than one would expect.",
    )


def test_reasons_are_swedish_in_swedish(app: Flask) -> None:
    with app.test_request_context(), force_locale("sv"):
        why = why_of(a_suggestion(language=0.5, place=0.4))
    assert why.plus == (
        "Svenska på nivå C1, där B2 efterfrågas.",
        "42 minuter mellan Sundsvall och Härnösand.",
    )


def test_what_weighs_nothing_is_not_told(app: Flask) -> None:
    with app.test_request_context():
        why = why_of(a_suggestion(place=0.01))
    assert (why.plus, why.minus) == ((), ())


def test_no_evidence_is_said_as_such(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        why = why_of(a_suggestion(no_evidence_skills=-0.5))
    assert why.minus == ("Too little is said of skills to compare them.",)


def test_the_details_hold_every_term_of_both_sides(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        why = why_of(a_suggestion(must=0.3, place=-0.9))
    assert [detail.name for detail in why.details] == [
        "Where everybody starts",
        "Place and way to travel",
        "Skills that are asked for",
    ]
    assert (why.details[1].student, why.details[1].employer) == (-0.9, -0.9)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("weighs_for", [True, False])
@pytest.mark.parametrize("term", sorted(WORDS))
def test_every_sentence_is_whole(app: Flask, term: str, weighs_for: bool, language: str) -> None:
    with app.test_request_context(), force_locale(language):
        for said in sentences_of(term, EVIDENCE.get(term, {}), weighs_for, LABELS):
            assert said.sentence[0].isupper() or said.sentence[0].isdigit()
            assert said.sentence.endswith(".")
            assert "%(" not in said.sentence


@pytest.mark.parametrize("term", sorted(WORDS))
def test_empty_evidence_breaks_nothing(app: Flask, term: str) -> None:
    with app.test_request_context():
        for weighs_for in (True, False):
            sentences_of(term, {}, weighs_for, {})


def test_the_terms_are_those_of_the_matcher() -> None:
    from matcher.weights import CALIBRATION
    from matcher.weights import TERMS as OF_THE_MATCHER

    assert set(TERMS) == {*OF_THE_MATCHER, CALIBRATION}
    assert set(WORDS) <= set(OF_THE_MATCHER)


def test_the_labels_wanted_are_those_named() -> None:
    terms = a_suggestion(must=1, concepts=1, programme=1).terms
    assert concepts_of(terms) >= {"skill/sql", "field/informatics"}


@pytest.mark.parametrize(
    ("score", "strength"),
    [
        (1.0, Strength.STRONG),
        (0.65, Strength.STRONG),
        (0.35, Strength.POSSIBLE),
        (0, Strength.WEAK),
    ],
)
def test_a_strength_has_thresholds(score: float, strength: Strength) -> None:
    assert strength_of(score) is strength


def test_why_nobody_names_the_rules_and_what_would_help(app: Flask) -> None:
    entry = {
        "considered": 9,
        "eligible": 0,
        "removed": {"language": 7, "place": 4, "period": 2, "level": 1},
        "brings_back": {"place": 2},
    }
    with app.test_request_context():
        assert why_nobody(entry, "en") == (
            "7 of 9: a language is missing or not at the level.",
            "4 of 9: too far to travel.",
            "2 of 9: the dates do not meet.",
            "With a longer way to travel, or work at a distance, 2 more could fit.",
        )
        assert why_nobody({"considered": 0}, "sv") == ("Det fanns inget att jämföra med.",)


def test_every_rule_of_the_matcher_has_words() -> None:
    from matcher.eligibility import Criterion
    from web.bridge.nobody import REMOVED

    assert set(REMOVED) == {rule.value for rule in Criterion}
