"""Words are folded, split and stemmed as Swedish and English readers would expect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.text import fold, language_of, stem, words, written_words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ÅÄÖ", "åäö"),
        ("Café", "cafe"),
        ("A\u030angstro\u0308m", "ångström"),
        ("Smørrebrød", "smörrebröd"),
        ("student's", "students"),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER A}I", "ai"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_folding_keeps_swedish_letters_only(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_c_and_its_relatives_stay_three_words() -> None:
    assert words("C, C++ och C#") == ["c", "c++", "och", "c#"]
    assert words("C/C++") == ["c", "c++"]
    assert words(".NET och ASP.NET") == [".net", "och", "asp", "net"]


def test_java_is_no_part_of_javascript() -> None:
    assert words("JavaScript") == ["javascript"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vi söker dig som vill arbeta med oss i sommar", "sv"),
        ("We are looking for you who want to work with us", "en"),
        ("Python SQL Java", "sv"),
        ("", "sv"),
    ],
)
def test_small_words_give_a_language_away(text: str, language: str) -> None:
    assert language_of(words(text)) == language


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("databaser", "databasen", "sv"), ("accounts", "account", "en"), ("sql", "sql", "sv")],
)
def test_inflections_share_a_stem(one: str, other: str, language: str) -> None:
    assert stem(one, language) == stem(other, language)


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=200))
def test_any_text_can_be_split_and_marked(text: str) -> None:
    assert all(word == fold(word) and word for word in words(text))
    assert all(word and 0 <= capitals <= 2 for word, capitals in written_words(text))


def test_a_broken_surrogate_is_no_obstacle() -> None:
    assert words("ord \ud800 ord") == ["ord", "ord"]
    words("\ud800").__str__().encode()
