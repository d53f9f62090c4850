"""Texts of two languages lie in one space, and each lies where it lies in any company."""

from typing import Any

import numpy as np

from matcher.reading import read
from matcher.wordspace import word_space
from tests.matcher.builders import VOCABULARY


def rows_of(*texts: str, named: tuple[str, ...] = ()) -> Any:
    return word_space(VOCABULARY).rows([read(text) for text in texts], [named] * len(texts))


def likeness(one: str, other: str) -> float:
    rows = rows_of(one, other)
    return float((rows @ rows.T).toarray()[0, 1])


def test_a_text_weighs_the_same_in_any_company() -> None:
    alone = rows_of("Vi bygger databaser")
    among = rows_of("Annat", "Vi bygger databaser", "databaser databaser")
    assert np.array_equal(alone.toarray()[0], among.toarray()[1])


def test_inflections_meet_and_small_words_do_not() -> None:
    assert likeness("databaser och båtar", "databasen och hästar") > 0
    assert rows_of("och i för").nnz == 0


def test_the_same_said_in_two_languages_is_alike() -> None:
    swedish = "Vi söker någon som kan bygga broar"
    assert likeness(swedish, "We want somebody to build bridges") > 0.5
    assert likeness(swedish, "We want somebody to bake bread") < 0.1


def test_a_word_nobody_lists_is_alike_to_itself_only() -> None:
    assert likeness("zorblax", "zorblax") == 1.0
    assert likeness("zorblax", "kvimpel") == 0.0


def test_a_denied_word_is_not_spoken_of() -> None:
    assert likeness("Jag kan inte svetsa", "svetsa") == 0.0


def test_what_goes_with_a_text_is_spoken_of_too() -> None:
    named = rows_of("", named=("databaser",))
    assert np.allclose((named @ rows_of("databaser").T).toarray(), 1.0)


def test_rows_have_length_one_or_say_nothing() -> None:
    rows = rows_of("Vi bygger båtar", "", "🎉", "و")
    lengths = np.sqrt(rows.multiply(rows).sum(axis=1))
    assert np.allclose(lengths[:1], 1.0)
    assert lengths[1:3].tolist() == [0.0, 0.0]


def test_no_texts_give_no_rows() -> None:
    assert rows_of().shape[0] == 0
