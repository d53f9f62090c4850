"""Free words find their concepts, and abstain rather than guess."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from matcher import ConceptIndex
from matcher.errors import InvalidValueError, ShapeError
from matcher.vocabulary import shipped_vocabulary
from tests.matcher.builders import VOCABULARY


def an_index() -> ConceptIndex:
    rows = [(label, c.id, language) for c in VOCABULARY for label, language in c.labels()]
    labels, concepts, languages = map(list, zip(*rows, strict=True))
    return ConceptIndex().fit(labels, concepts, languages)


INDEX = an_index()


@pytest.fixture(scope="module")
def shipped() -> ConceptIndex:
    skills = [c for c in shipped_vocabulary() if c.kind in ("skill", "tool")]
    rows = [(label, concept.id) for concept in skills for label, _ in concept.labels()]
    return ConceptIndex().fit([label for label, _ in rows], [concept for _, concept in rows])


@pytest.mark.parametrize(
    ("typed", "concept"),
    [
        ("Java", "skill/java"),
        ("JAVA ", "skill/java"),
        ("JavaScript", "skill/javascript"),
        ("java script", "skill/javascript"),
        ("C", "skill/c"),
        ("c++", "skill/cpp"),
        ("C#", "skill/csharp"),
        ("AI", "skill/ai"),
        ("retail", None),
        ("Thai", None),
        ("excell", "tool/excel"),
        ("exel", "tool/excel"),
        ("programering", "skill/programming"),
        ("programmeringen", "skill/programming"),
        ("goda kunskaper i Excel", "tool/excel"),
        ("coding", "skill/programming"),
        ("Artificial  Intelligence", "skill/ai"),
        ("postgresql", "tool/postgresql"),
        ("D", None),
        ("glasblåsning", None),
        ("", None),
        ("   ", None),
        ("🎉", None),
        ("مرحبا", None),
        ("?!", None),
    ],
)
def test_what_people_type_is_linked_or_left_alone(typed: str, concept: str | None) -> None:
    assert INDEX.link([typed]) == [concept]


@pytest.mark.parametrize(
    ("typed", "concept"),
    [
        ("AI", "skill/artificial-intelligence"),
        ("JavaScript", "skill/javascript"),
        ("Java", "skill/java"),
        ("C++", "skill/cpp"),
        ("C#", "skill/csharp"),
        ("excell", "tool/excel"),
        ("programering", "skill/programming"),
        ("redovisningen", "skill/accounting"),
        ("phyton", "skill/python"),
        ("fotoshop", "tool/photoshop"),
        ("lagare", None),
    ],
)
def test_the_shipped_words_are_found_as_typed(
    shipped: ConceptIndex, typed: str, concept: str | None
) -> None:
    assert shipped.link([typed]) == [concept]


def test_a_word_is_found_in_the_other_language() -> None:
    assert INDEX.link(["redovisning", "accounting"]) == ["skill/accounting"] * 2


def test_search_gives_the_best_first_and_pads() -> None:
    concepts, scores = INDEX.search(["Java", "🎉"], k=3)
    assert concepts.shape == scores.shape == (2, 3)
    assert concepts[0, 0] == "skill/java"
    assert scores[0, 0] == 1.0
    assert (concepts[1] == "").all()
    assert (scores[1] == 0).all()


def test_without_a_verifier_suggestions_lie_in_the_order_of_their_n_grams() -> None:
    labels = ["leda personal", "underhålla maskiner", "skriva ut", "maskinteknik", "måla hus"]
    index = ConceptIndex(verifier=False).fit(labels, labels)
    query = "service av tunga maskiner"
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    cosines = (vectors.fit_transform(labels) @ vectors.transform([query]).T).toarray().ravel()
    expected = {label: float(cosine) for label, cosine in zip(labels, cosines, strict=True)}
    concepts, scores = index.search([query], k=len(labels))
    found = [str(concept) for concept in concepts[0] if concept]
    assert found == sorted(
        (one for one in labels if expected[one] > 0), key=lambda one: -expected[one]
    )
    assert scores[0, 0] < index.threshold
    assert index.link([query]) == [None]


def test_beside_what_is_spelt_so_its_class_is_suggested() -> None:
    labels = ["lärare i musik", "Lärare i musik och dans", "kock", "Kockar och kallskänkor"]
    index = ConceptIndex().fit(labels, labels)
    assert index.labels_ is not None
    # Half of the labels are written with a capital: that tells nothing, so no class is among them.
    assert not index.labels_.is_classified
    more = [*labels, "snickare", "målare"]
    index = ConceptIndex().fit(more, more)
    concepts, scores = index.search(["kock"], k=2)
    assert concepts.tolist() == [["kock", "Kockar och kallskänkor"]]
    assert scores[0, 0] == 1.0
    assert scores[0, 1] < index.threshold
    assert index.link(["kock"]) == ["kock"]


def test_labels_with_a_capital_beside_synonyms_in_small_letters_are_no_classes() -> None:
    # Every concept has one label with a capital, though most labels have none.
    labels = ["Kock", "köksmästare", "kokerska", "Snickare", "timmerman", "byggnadssnickare"]
    index = ConceptIndex().fit(labels, ["kock"] * 3 + ["snickare"] * 3)
    assert index.labels_ is not None
    assert not index.labels_.is_classified
    assert INDEX.labels_ is not None
    assert not INDEX.labels_.is_classified


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=30), max_size=4))
def test_any_text_may_be_searched(queries: list[str]) -> None:
    concepts, scores = INDEX.search(queries, k=4)
    assert concepts.shape == (len(queries), 4)
    assert ((scores >= 0) & (scores <= 1)).all()
    assert (scores[:, :-1] >= scores[:, 1:]).all()
    assert ((concepts == "") == (scores == 0)).all()
    linked = INDEX.link(queries)
    for best, score, link in zip(concepts[:, 0], scores[:, 0], linked, strict=True):
        assert link == (str(best) if score >= INDEX.threshold else None)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(["Java", "excell", "AI", "nonsense", ""]), min_size=1, max_size=6))
def test_a_word_means_the_same_in_any_company(queries: list[str]) -> None:
    assert INDEX.link(queries) == [INDEX.link([query])[0] for query in queries]


def test_every_label_finds_its_own_concept() -> None:
    for concept in VOCABULARY:
        if concept.kind in ("skill", "tool"):
            assert set(INDEX.link([label for label, _ in concept.labels()])) == {concept.id}


def test_a_very_long_query_is_no_obstacle() -> None:
    assert INDEX.link(["x" * 100_000]) == [None]


def test_an_empty_index_finds_nothing() -> None:
    index = ConceptIndex().fit([], [])
    assert index.link(["Java"]) == [None]
    concepts, scores = index.search(["Java"], k=2)
    assert (concepts.tolist(), scores.tolist()) == ([["", ""]], [[0.0, 0.0]])


def test_no_queries_give_empty_arrays() -> None:
    concepts, scores = INDEX.search([], k=5)
    assert concepts.shape == scores.shape == (0, 5)
    assert INDEX.link([]) == []


def test_where_a_label_stands_for_two_concepts_the_first_is_linked() -> None:
    index = ConceptIndex().fit(["ord", "ord"], ["one", "two"])
    assert index.link(["ord"]) == ["one"]
    assert index.search(["ord"], k=2)[0].tolist() == [["one", "two"]]


@pytest.mark.parametrize(
    ("arguments", "error", "field", "row"),
    [
        ((["a"], []), ShapeError, "concepts", None),
        ((["a"], ["b"], []), ShapeError, "languages", None),
        ((["a", " "], ["b", "c"]), InvalidValueError, "labels", 1),
        (([None], ["b"]), InvalidValueError, "labels", 0),
        ((["a", "b"], ["c", ""]), InvalidValueError, "concepts", 1),
    ],
)
def test_bad_labels_are_named(
    arguments: tuple[Any, ...], error: type[Exception], field: str, row: int | None
) -> None:
    with pytest.raises(error) as caught:
        ConceptIndex().fit(*arguments)
    assert (caught.value.field, caught.value.row) == (field, row)  # type: ignore[attr-defined] # a MatcherError


@pytest.mark.parametrize(("queries", "row"), [("Java", None), ([None], 0), (["Java", 3], 1)])
def test_bad_queries_are_named(queries: Any, row: int | None) -> None:
    with pytest.raises(InvalidValueError) as caught:
        INDEX.link(queries)
    assert caught.value.row == row


@pytest.mark.parametrize("k", [0, -1, 1.5, True])
def test_k_is_a_number_from_one(k: Any) -> None:
    with pytest.raises(InvalidValueError):
        INDEX.search(["Java"], k=k)


def test_it_is_an_estimator_like_others() -> None:
    assert ConceptIndex(threshold=0.9).get_params() == {
        "threshold": 0.9,
        "verifier": True,
    }
