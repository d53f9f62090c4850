"""Hold the project's own vocabulary, read as plain CSV, to what its README promises."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

FILE = Path(__file__).parents[2] / "matcher" / "data" / "vocabulary.csv"
COLUMNS = ["id", "kind", "sv", "en", "sv_synonyms", "en_synonyms", "broader"]
KINDS = {"skill", "tool", "occupation", "field", "programme"}


class Concept(NamedTuple):
    """One row, its synonyms split."""

    id: str
    kind: str
    sv: str
    en: str
    sv_synonyms: list[str]
    en_synonyms: list[str]
    broader: str

    @property
    def terms(self) -> list[str]:
        """Every word that people may type for this concept."""
        return [self.sv, self.en, *self.sv_synonyms, *self.en_synonyms]


def fold(term: str) -> str:
    """Fold a term as a reader would who does not look at capitals."""
    return term.casefold().strip()


def split(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def read_rows() -> list[list[str]]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


@pytest.fixture(scope="module")
def concepts() -> list[Concept]:
    return [
        Concept(row[0], row[1], row[2], row[3], split(row[4]), split(row[5]), row[6])
        for row in read_rows()[1:]
    ]


@pytest.fixture(scope="module")
def by_id(concepts: list[Concept]) -> dict[str, Concept]:
    return {concept.id: concept for concept in concepts}


@pytest.fixture(scope="module")
def ids_of_skill_words(concepts: list[Concept]) -> dict[str, str]:
    """Every word for a skill or a tool, folded, and the concept it means."""
    return {
        fold(term): concept.id
        for concept in concepts
        if concept.kind in {"skill", "tool"}
        for term in concept.terms
    }


def path_upwards(concept: Concept, by_id: dict[str, Concept]) -> Iterator[Concept]:
    """Walk from a concept to its top; at most as many steps as there are concepts."""
    for _ in by_id:
        yield concept
        if not concept.broader:
            return
        concept = by_id[concept.broader]


def test_every_row_has_the_columns_that_the_head_promises() -> None:
    rows = read_rows()
    assert rows[0] == COLUMNS
    assert [row for row in rows if len(row) != len(COLUMNS)] == []


def test_an_id_is_its_kind_and_an_english_slug(concepts: list[Concept]) -> None:
    shape = re.compile(r"(skill|tool|occupation|field|programme)/[a-z0-9]+(-[a-z0-9]+)*")
    assert [
        concept.id
        for concept in concepts
        if not shape.fullmatch(concept.id) or concept.id.split("/")[0] != concept.kind
    ] == []


def test_no_id_is_given_twice(concepts: list[Concept]) -> None:
    counted = Counter(concept.id for concept in concepts)
    assert [found for found, times in counted.items() if times > 1] == []


def test_every_concept_has_a_label_in_both_languages(concepts: list[Concept]) -> None:
    assert [concept.id for concept in concepts if not (concept.sv and concept.en)] == []


def test_no_word_is_empty_or_has_stray_spaces(concepts: list[Concept]) -> None:
    assert [
        (concept.id, term)
        for concept in concepts
        for term in concept.terms
        if not term or term != " ".join(term.split())
    ] == []


def test_no_synonym_repeats_a_word_of_its_own_concept(concepts: list[Concept]) -> None:
    """A label may be the same in both languages; a synonym adds nothing if it is there already."""
    repeated = []
    for concept in concepts:
        labels = {fold(concept.sv), fold(concept.en)}
        synonyms = [fold(term) for term in concept.sv_synonyms + concept.en_synonyms]
        if labels & set(synonyms) or len(synonyms) != len(set(synonyms)):
            repeated.append(concept.id)
    assert repeated == []


def test_no_word_means_two_concepts_of_the_same_kind(concepts: list[Concept]) -> None:
    """Skills and tools count as one kind: people type both in the same box."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for concept in concepts:
        kind = "skill" if concept.kind == "tool" else concept.kind
        for term in concept.terms:
            owners[kind, fold(term)].add(concept.id)
    assert {word: ids for word, ids in owners.items() if len(ids) > 1} == {}


def test_what_is_broader_exists(concepts: list[Concept], by_id: dict[str, Concept]) -> None:
    assert [
        concept.id for concept in concepts if concept.broader and concept.broader not in by_id
    ] == []


def test_there_is_no_cycle_and_every_concept_reaches_a_field(
    concepts: list[Concept], by_id: dict[str, Concept]
) -> None:
    lost = []
    for concept in concepts:
        *_, top = path_upwards(concept, by_id)
        if top.kind != "field" or top.broader:
            lost.append(concept.id)
    assert lost == []


def test_fields_stand_at_the_top_and_only_they(concepts: list[Concept]) -> None:
    assert {concept.kind for concept in concepts if not concept.broader} == {"field"}
    assert [c.id for c in concepts if c.kind == "field" and c.broader] == []


def test_an_occupation_is_below_occupations_and_a_programme_below_programmes(
    concepts: list[Concept], by_id: dict[str, Concept]
) -> None:
    """A tool may stand below a skill; nothing else crosses kinds on its way to the field."""
    allowed = {
        "field": set(),
        "skill": {"skill", "field"},
        "tool": {"tool", "skill", "field"},
        "occupation": {"occupation", "field"},
        "programme": {"programme", "field"},
    }
    assert [
        concept.id
        for concept in concepts
        if concept.broader and by_id[concept.broader].kind not in allowed[concept.kind]
    ] == []


def test_every_field_is_lived_in(concepts: list[Concept], by_id: dict[str, Concept]) -> None:
    """An employer who ticks a field must be able to find programmes and skills in it."""
    found: dict[str, set[str]] = defaultdict(set)
    for concept in concepts:
        *_, top = path_upwards(concept, by_id)
        found[top.id].add(concept.kind)
    assert {
        field: kinds for field, kinds in found.items() if not {"programme", "skill"} <= kinds
    } == {}


def test_there_are_enough_concepts_of_every_kind(concepts: list[Concept]) -> None:
    counted = Counter(concept.kind for concept in concepts)
    assert set(counted) == KINDS
    assert len(concepts) >= 1200
    assert 18 <= counted["field"] <= 28
    assert counted["programme"] >= 80
    assert counted["occupation"] >= 150
    assert counted["skill"] + counted["tool"] >= 350


def test_most_concepts_have_synonyms(concepts: list[Concept]) -> None:
    with_synonyms = [c for c in concepts if c.sv_synonyms or c.en_synonyms]
    assert len(with_synonyms) >= 0.9 * len(concepts)


@pytest.mark.parametrize(
    "word", ["internship", "praktik", "examensarbete", "mentorskap", "traineeplats", "sommarjobb"]
)
def test_the_kinds_of_offers_are_no_concepts(concepts: list[Concept], word: str) -> None:
    """Every offer of a kind speaks of it: as a concept it would make all of them look alike."""
    assert [c.id for c in concepts if word in {fold(term) for term in c.terms}] == []


def test_the_file_is_sorted_so_that_changes_read_well(concepts: list[Concept]) -> None:
    order = ["field", "programme", "occupation", "skill", "tool"]
    keys = [(order.index(concept.kind), concept.id) for concept in concepts]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("C", "skill/c-language"),
        ("C++", "skill/cpp"),
        ("C#", "skill/csharp"),
        ("Java", "skill/java"),
        ("JavaScript", "skill/javascript"),
        ("JS", "skill/javascript"),
        ("AI", "skill/artificial-intelligence"),
        ("Artificiell intelligens", "skill/artificial-intelligence"),
        ("redovisning", "skill/accounting"),
        ("Excel", "tool/excel"),
        ("MS Excel", "tool/excel"),
        ("projektledning", "skill/project-management"),
        ("project management", "skill/project-management"),
        ("körkort", "skill/driving-licence-b"),
    ],
)
def test_common_words_mean_what_people_mean(
    ids_of_skill_words: dict[str, str], word: str, concept: str
) -> None:
    assert ids_of_skill_words[fold(word)] == concept


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("ssk", "occupation/nurse"),
        ("leg. sjuksköterska", "occupation/nurse"),
        ("RN", "occupation/nurse"),
        ("undersköterska", "occupation/assistant-nurse"),
        ("socionom", "occupation/social-worker"),
        ("arkivarie", "occupation/archivist"),
        ("software engineer", "occupation/software-developer"),
    ],
)
def test_common_occupations_are_found(concepts: list[Concept], word: str, concept: str) -> None:
    owners = {
        found.id
        for found in concepts
        if found.kind == "occupation" and fold(word) in {fold(term) for term in found.terms}
    }
    assert owners == {concept}


@pytest.mark.parametrize(
    ("programme", "field"),
    [
        ("Sjuksköterskeprogrammet", "field/nursing"),
        ("Socionomprogrammet", "field/social-work"),
        ("Ekonomprogrammet", "field/business"),
        ("Informatik", "field/informatics"),
        ("Arkiv- och informationsvetenskap", "field/archives"),
        ("Civilingenjör i datateknik", "field/computer-science"),
        ("Journalistprogrammet", "field/media"),
        ("Förskollärarprogrammet", "field/teaching"),
    ],
)
def test_a_programme_leads_to_its_field(
    concepts: list[Concept], by_id: dict[str, Concept], programme: str, field: str
) -> None:
    (found,) = (c for c in concepts if c.kind == "programme" and c.sv == programme)
    *_, top = path_upwards(found, by_id)
    assert top.id == field
