"""Skills, programmes and fields of records become concepts; what is unknown stays a word."""

import pytest

from matcher.errors import UnknownConceptError
from matcher.linking import linker_for
from tests.matcher.builders import VOCABULARY

LINKER = linker_for(VOCABULARY)


def test_ids_are_taken_as_they_are() -> None:
    assert LINKER.skills(["skill/java"]) == {"skill/java": ("skill/java",)}
    assert LINKER.programmes(["programme/systems"]) == {"programme/systems": ("programme/systems",)}


def test_a_phrase_may_mean_several_skills() -> None:
    assert LINKER.skills(["Java och databaser"])["Java och databaser"] == (
        "skill/java",
        "skill/databases",
    )


def test_an_unknown_skill_stays_a_word_the_same_however_it_is_written() -> None:
    meanings = LINKER.skills(["Glasblåsning", "  glasblåsning", "🎉"])
    assert meanings["Glasblåsning"] == meanings["  glasblåsning"] == ("word:glasblåsning",)
    assert meanings["🎉"] == ("word:🎉",)


def test_a_programme_is_known_by_its_name_or_by_the_field_it_speaks_of() -> None:
    phrases = ["systemvetenskapliga programet", "Kandidatår i Informatik", "något annat", " "]
    assert LINKER.programmes(phrases) == {
        "systemvetenskapliga programet": ("programme/systems",),
        "Kandidatår i Informatik": ("field/informatics",),
        "något annat": (),
    }


def test_a_field_may_be_an_id_or_a_word() -> None:
    assert LINKER.field("field/business", "o1") == "field/business"
    assert LINKER.field("Ekonomi", "o1") == "field/business"


def test_a_field_that_nobody_can_have_is_an_error() -> None:
    with pytest.raises(UnknownConceptError) as caught:
        LINKER.field("field/alchemy", "o1")
    assert (caught.value.field, caught.value.row) == ("fields", "o1")


def test_a_text_instead_of_a_skill_is_searched_for_skills() -> None:
    text = "Jag kan lite av varje " * 10 + "och databaser"
    assert LINKER.skills([text])[text] == ("skill/databases",)
