"""What would help, in whole sentences and in both languages."""

from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from matcher.eligibility import Criterion
from tests.web.databases import on_both
from web.bridge.changes import FAILS, MOST_CHANGES, WITH, changes_in, concepts_changed, rules_failed

EXAMPLES: dict[str, dict[str, Any]] = {
    "languages": {"language": "de", "level": "B1"},
    "skills": {"phrase": "sql", "concept": "skill/sql", "level": 3},
    "moves": {"moves": True},
    "remote": {"remote": True},
    "travel_km": {"travel_km": 80.0},
    "kinds": {"kind": "thesis"},
    "available": {"kind": "thesis", "from": "2027-06-07", "to": "2027-08-13"},
}
LABELS = {"skill/sql": "SQL"}


def found(
    field: str, before: float = 0.2, after: float = 0.7, could: bool = True
) -> dict[str, Any]:
    change = {"field": field, "change": EXAMPLES[field], "before": before, "after": after}
    return {"changes": [{**change, "could_be_before": could}]}


def test_every_field_has_an_example() -> None:
    assert EXAMPLES.keys() == WITH.keys()


@on_both
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("field", sorted(EXAMPLES))
def test_every_sentence_is_whole(app: Flask, field: str, language: str) -> None:
    with app.test_request_context(), force_locale(language):
        [change] = changes_in(found(field), LABELS)
    assert change.sentence[0].isupper()
    assert change.sentence.endswith(".")
    assert "%(" not in change.sentence


@on_both
@pytest.mark.parametrize(
    ("before", "after", "match"),
    [
        (0.2, 0.7, "a strong match"),
        (0.2, 0.4, "a possible match"),
        (0.4, 0.5, "a likelier match"),
    ],
)
def test_german_at_b1_says_what_it_would_be(
    app: Flask, before: float, after: float, match: str
) -> None:
    with app.test_request_context(), force_locale("en"):
        [change] = changes_in(found("languages", before, after), LABELS)
    assert change.sentence == f"With German at B1 it would be {match}."
    assert (change.before, change.after) == (before, after)


@on_both
def test_a_pair_that_is_ruled_out_has_no_chance_before(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        [change] = changes_in(found("travel_km", 0.5, 0.6, could=False), LABELS)
    assert change.before is None
    assert change.sentence == (
        "If the student travelled up to 80 kilometres, it would be a possible match."
    )


@on_both
def test_a_skill_goes_by_its_label_else_by_the_words_that_were_used(app: Flask) -> None:
    with app.test_request_context(), force_locale("sv"):
        [named] = changes_in(found("skills"), LABELS)
        [unnamed] = changes_in(found("skills"), {})
    assert "Med SQL i profilen" in named.sentence
    assert "Med sql i profilen" in unnamed.sentence
    assert concepts_changed(found("skills")) == {"skill/sql", "sql"}


@on_both
def test_so_many_are_told_and_what_is_unknown_is_not(app: Flask) -> None:
    many = {"changes": found("moves")["changes"] * 9}
    with app.test_request_context():
        assert len(changes_in(many, {})) == MOST_CHANGES
        other = {**found("moves")["changes"][0], "field": "shoe_size"}
        assert changes_in({"changes": [other]}, {}) == ()
        assert changes_in({}, {}) == ()


@on_both
def test_every_rule_of_the_matcher_has_words(app: Flask) -> None:
    assert set(FAILS) == {rule.value for rule in Criterion}
    with app.test_request_context():
        assert len(rules_failed(["place", "language", "unknown"])) == 2
