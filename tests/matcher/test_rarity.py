"""What is rare in the vocabulary tells more, and no run changes it."""

import numpy as np
import pytest

from matcher.rarity import information_content, text_rows
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


def test_a_text_weighs_the_same_in_any_company() -> None:
    alone, _ = text_rows(["Vi bygger databaser"], VOCABULARY)
    among, _ = text_rows(["Annat", "Vi bygger databaser", "databaser databaser"], VOCABULARY)
    assert np.array_equal(alone.toarray()[0], among.toarray()[1])


def test_inflections_meet_and_small_words_do_not() -> None:
    rows, _ = text_rows(["databaser och båtar", "databasen och hästar", "och i för"], VOCABULARY)
    likeness = (rows @ rows.T).toarray()
    assert likeness[0, 1] > 0
    assert rows[[2]].nnz == 0


def test_languages_are_told_apart() -> None:
    texts = ["Vi bygger båtar till dig", "We build boats for you", "", "🎉"]
    _, languages = text_rows(texts, VOCABULARY)
    assert languages.tolist() == [0, 1, -1, -1]


def test_no_texts_give_no_rows() -> None:
    rows, languages = text_rows([], VOCABULARY)
    assert rows.shape[0] == len(languages) == 0
