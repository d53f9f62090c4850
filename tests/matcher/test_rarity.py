"""What is rare in the vocabulary tells more, and no run changes it."""

import pytest

from matcher.rarity import information_content
from matcher.vocabulary import Concept, Vocabulary
from tests.matcher.builders import VOCABULARY


def test_a_narrow_concept_tells_more_than_a_broad_one() -> None:
    told = information_content(VOCABULARY)
    assert told["tool/postgresql"] == 1.0
    assert told["tool/postgresql"] > told["skill/databases"] > told["field/informatics"] >= 0


def test_a_concept_that_everything_lies_below_tells_nothing() -> None:
    top = Concept("field/all", "field", "Allt", "All")
    below = Concept("skill/one", "skill", "ett", "one", broader="field/all")
    assert information_content(Vocabulary([top, below]))["field/all"] == pytest.approx(0.0)
    assert information_content(Vocabulary([])) == {}
