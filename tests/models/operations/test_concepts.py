"""The vocabulary is taken over, renewed, and found while somebody types."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.concepts import ConceptLabel
from models.operations.concepts import ConceptWords, load_concepts
from models.queries.concepts import (
    count_concepts,
    find_concept_ids,
    get_labels,
    list_concepts,
    list_concepts_typed,
)

FIELD = ConceptWords("field/informatics", "field", "Informatik", "Informatics")
PYTHON = ConceptWords(
    "skill/python", "skill", "Python", "Python", "field/informatics", ("Python 3", " ")
)
DATABASES = ConceptWords(
    "skill/databases", "skill", "Databaser", "Databases", "field/informatics", ("SQL",)
)


def test_a_broader_concept_may_stand_later_in_the_file(session: Session) -> None:
    assert load_concepts(session, [PYTHON, DATABASES, FIELD]) == 3
    assert count_concepts(session) == 3
    assert {concept.broader_id for concept in list_concepts(session, "skill")} == {FIELD.id}


def test_loading_again_adds_nothing_and_renews_the_labels(session: Session) -> None:
    load_concepts(session, [FIELD, PYTHON])
    renewed = ConceptWords("skill/python", "skill", "Pyton", "Python", FIELD.id, ("Py",))
    assert load_concepts(session, [FIELD, renewed]) == 0
    labels = session.scalars(
        select(ConceptLabel.key).where(ConceptLabel.concept_id == PYTHON.id)
    ).all()
    assert sorted(labels) == ["py", "python", "pyton"]
    assert session.scalar(select(func.count(ConceptLabel.id))) == 5


def test_a_name_is_found_when_it_is_a_label_or_synonym(session: Session) -> None:
    load_concepts(session, [FIELD, PYTHON, DATABASES])
    found = find_concept_ids(session, ["PYTHON 3", "sql", "segling"], ("skill",))
    assert found == {"PYTHON 3": PYTHON.id, "sql": DATABASES.id}
    assert find_concept_ids(session, ["informatik"], ("skill",)) == {}
    assert find_concept_ids(session, [], ("skill",)) == {}


def test_what_is_typed_finds_whole_labels_then_beginnings_then_parts(session: Session) -> None:
    words = {"a": "SQL", "b": "SQL Server", "c": "MySQL", "d": "Segling"}
    load_concepts(
        session, [ConceptWords(f"skill/{key}", "skill", sv, sv) for key, sv in words.items()]
    )
    found = list_concepts_typed(session, "sql", ("skill", "tool"))
    assert [concept.sv for concept in found] == ["SQL", "SQL Server", "MySQL"]
    assert list_concepts_typed(session, " ", ("skill",)) == []
    assert list_concepts_typed(session, "%", ("skill",)) == []


def test_labels_are_given_in_the_readers_language(session: Session) -> None:
    load_concepts(session, [FIELD])
    assert get_labels(session, [FIELD.id], "sv") == {FIELD.id: "Informatik"}
    assert get_labels(session, [FIELD.id], "en") == {FIELD.id: "Informatics"}


def test_concepts_are_listed_in_swedish_order(session: Session) -> None:
    names = ("Ö", "Ä", "Å", "z", "B", "a")
    load_concepts(session, [ConceptWords(f"field/{name}", "field", name, name) for name in names])
    assert [concept.sv for concept in list_concepts(session, "field")] == list(reversed(names))
