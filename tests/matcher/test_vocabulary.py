"""The vocabulary refuses loops, doubles and loose ends, and says where they are."""

from pathlib import Path

import pytest

from matcher.errors import (
    ConflictError,
    DuplicateIdError,
    InvalidValueError,
    UnknownConceptError,
)
from matcher.vocabulary import COLUMNS, Concept, Vocabulary, read_vocabulary, shipped_vocabulary
from tests.matcher.builders import VOCABULARY


def a_concept(id_: str, broader: str = "", kind: str = "skill") -> Concept:
    return Concept(id_, kind, "ord", "word", broader=broader)


def test_an_id_stands_once() -> None:
    with pytest.raises(DuplicateIdError):
        Vocabulary([a_concept("skill/a"), a_concept("skill/a")])


def test_a_broader_concept_must_exist() -> None:
    with pytest.raises(UnknownConceptError) as caught:
        Vocabulary([a_concept("skill/a", "skill/b")])
    assert (caught.value.field, caught.value.row) == ("broader", "skill/a")


@pytest.mark.parametrize(
    "broader", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "b"}]
)
def test_no_concept_lies_above_itself(broader: dict[str, str]) -> None:
    with pytest.raises(ConflictError):
        Vocabulary([a_concept(id_, above) for id_, above in broader.items()])


@pytest.mark.parametrize(
    ("kind", "sv", "en", "field"),
    [("talent", "ord", "word", "kind"), ("skill", "", "", "sv"), ("skill", " ", " ", "sv")],
)
def test_a_concept_has_a_kind_and_a_label(kind: str, sv: str, en: str, field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Concept("skill/a", kind, sv, en)
    assert caught.value.field == field


def test_ancestors_lead_up_to_the_field() -> None:
    assert VOCABULARY.ancestors("tool/postgresql") == (
        "tool/postgresql",
        "skill/databases",
        "field/informatics",
    )
    assert VOCABULARY.fields_of("tool/postgresql") == ("field/informatics",)


def test_labels_are_shown_in_either_language_and_an_unknown_id_as_itself() -> None:
    assert VOCABULARY.label("skill/accounting") == "redovisning"
    assert VOCABULARY.label("skill/accounting", "en") == "accounting"
    assert VOCABULARY.label("skill/forgotten") == "skill/forgotten"


def test_a_concept_may_have_a_label_in_one_language_alone() -> None:
    lone = Concept("esco/a", "skill", "", "welding", others=("Schweißen",))
    assert (lone.shown("sv"), lone.shown("en")) == ("welding", "welding")
    assert list(lone.labels()) == [("welding", "en"), ("Schweißen", "")]
    assert lone.is_imported
    assert not VOCABULARY["skill/accounting"].is_imported


def test_what_is_retired_is_shown_and_no_words_are_linked_to_it() -> None:
    gone = Concept("esco/a", "skill", "svetsning", "", is_retired=True)
    assert list(gone.labels()) == []
    assert Vocabulary([gone]).label("esco/a", "en") == "svetsning"
    there = Concept("esco/a", "skill", "svetsning", "")
    assert Vocabulary([gone]).digest != Vocabulary([there]).digest


def test_an_unknown_concept_is_an_error_where_it_is_asked_for() -> None:
    with pytest.raises(UnknownConceptError):
        VOCABULARY["skill/forgotten"]
    with pytest.raises(UnknownConceptError):
        VOCABULARY.ancestors("skill/forgotten")


def test_a_file_becomes_the_vocabulary_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text(
        f"{','.join(COLUMNS)}\n"
        "field/art,field,Konst,Art,,,\n"
        "skill/glass,skill,glasblåsning,glassblowing,glas; blåsning;,glass,field/art\n",
        encoding="utf-8",
    )
    vocabulary = read_vocabulary(path)
    assert vocabulary["skill/glass"].sv_synonyms == ("glas", "blåsning")
    assert list(vocabulary["skill/glass"].labels()) == [
        ("glasblåsning", "sv"),
        ("glassblowing", "en"),
        ("glas", "sv"),
        ("blåsning", "sv"),
        ("glass", "en"),
    ]
    assert vocabulary.digest == read_vocabulary(path).digest


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("id,kind,sv\nskill/a,skill,ord\n", encoding="utf-8")
    with pytest.raises(InvalidValueError) as caught:
        read_vocabulary(path)
    assert caught.value.value in COLUMNS


def test_the_shipped_vocabulary_is_sound_and_every_concept_lies_in_a_field() -> None:
    vocabulary = shipped_vocabulary()
    assert len(vocabulary) >= 400
    assert all(vocabulary.fields_of(concept.id) for concept in vocabulary)
