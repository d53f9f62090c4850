"""Records become matrices that say what was meant, whoever else is in the run."""

import numpy as np
import pytest

from matcher.features import OfferFeatures, StudentFeatures, Vectorizer
from matcher.linking import linker_for
from matcher.records import Offer, Student
from tests.matcher.builders import VOCABULARY, a_student, an_offer


def a_vectorizer(*records: Student | Offer) -> Vectorizer:
    return Vectorizer(linker_for(VOCABULARY)).fit(list(records))


def levels(student: Student) -> dict[str, float]:
    vectorizer = a_vectorizer(student)
    row = vectorizer.students([student]).skills.toarray()[0]
    return {name: float(row[c]) for name, c in vectorizer.columns_.items() if row[c]}


def test_who_knows_something_knows_some_of_what_lies_above_it_but_no_whole_field() -> None:
    assert levels(a_student(skills={"PostgreSQL": 5}, text="")) == {
        "tool/postgresql": 5.0,
        "skill/databases": 4.0,
    }


def test_the_higher_of_what_is_said_twice_counts() -> None:
    student = a_student(skills={"PostgreSQL": 5, "databaser": 2, "databases": 3}, text="")
    assert levels(student)["skill/databases"] == 4.0


def test_a_skill_that_is_only_mentioned_counts_a_little() -> None:
    student = a_student(skills={}, text="Jag har läst om databaser.")
    assert levels(student) == {"skill/databases": 2.0}


def test_an_unknown_word_has_a_column_of_its_own() -> None:
    assert levels(a_student(skills={"Glasblåsning": 4}, text="")) == {"word:glasblåsning": 4.0}


def test_a_programme_brings_its_field() -> None:
    vectorizer = a_vectorizer(a_student())
    features = vectorizer.students([a_student(), a_student("s2", programme="något annat")])
    field = vectorizer.columns_["field/informatics"]
    assert features.fields.toarray()[:, field].tolist() == [1.0, 0.0]
    assert features.studies.toarray()[0, vectorizer.columns_["programme/systems"]] == 1.0


def test_requirements_weigh_the_same_and_add_up_to_one() -> None:
    offers = [
        an_offer(must={"Java": 2, "databaser": 3, "Glasblåsning": 1}),
        an_offer("o2", must={}),
    ]
    features = a_vectorizer(*offers).offers(offers)
    assert sum(level.toarray().sum(axis=1) for level in features.must).tolist() == [1.0, 0.0]
    assert features.asks_must.tolist() == [True, False]


def test_what_is_asked_twice_is_asked_once_at_the_higher_level() -> None:
    vectorizer = a_vectorizer(an_offer(must={"databaser": 2, "databases": 4}))
    found = vectorizer.requirements({"databaser": 2, "databases": 4})
    assert [(r.concept, r.level) for r in found] == [("skill/databases", 4)]


def test_an_unseen_word_still_counts_as_asked_for() -> None:
    vectorizer = a_vectorizer(a_student())
    features = vectorizer.offers([an_offer(must={"Drejning": 2, "databaser": 2})])
    assert sum(level.toarray().sum() for level in features.must) == pytest.approx(0.5)


def test_an_offer_without_fields_lies_where_its_words_lie() -> None:
    offer = an_offer(must={"Java": 3, "databaser": 3}, wished={"redovisning": 1}, title="", text="")
    vectorizer = a_vectorizer(offer)
    row = vectorizer.offers([offer]).fields.toarray()[0]
    assert row[vectorizer.columns_["field/informatics"]] == 1.0
    assert row[vectorizer.columns_["field/business"]] == pytest.approx(0.35)
    assert vectorizer.offers([offer]).accepts.nnz == 0


def test_rows_have_length_one_or_are_empty() -> None:
    students = [a_student(), a_student("s2", skills={}, text="", programme="")]
    features = a_vectorizer(*students).students(students)
    for matrix in (features.concepts, features.text):
        lengths = np.sqrt((matrix.toarray() ** 2).sum(axis=1))
        assert lengths == pytest.approx([1.0, 0.0])


def test_transform_takes_students_and_offers_apart() -> None:
    vectorizer = a_vectorizer(a_student(), an_offer())
    students, offers = vectorizer.transform([a_student()]), vectorizer.transform([an_offer()])
    assert isinstance(students, StudentFeatures)
    assert isinstance(offers, OfferFeatures)
    assert students.skills.shape[0] == offers.concepts.shape[0] == 1
    assert vectorizer.students([]).skills.shape[0] == 0
