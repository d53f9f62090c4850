"""Signs are judged by slow and obvious ones."""

from collections.abc import Sequence

import numpy as np
import pytest
from rapidfuzz import fuzz
from sklearn.feature_extraction.text import TfidfVectorizer

from matcher.labelled import Labelled
from matcher.naming import namer_of
from matcher.signs import SIGNS, alternatives, signs_of
from matcher.text import stem
from matcher.vocabulary import shipped_vocabulary

LABELS = (
    ("Tryckare m.fl.", 0),
    ("offsettryckare", 1),
    ("tryckerioperatör", 1),
    ("larmtekniker", 2),
    ("musiker", 3),
    ("kompositör", 3),
)


def known(labels: Sequence[tuple[str, int]] = LABELS) -> Labelled:
    names = [name for name, _ in labels]
    keys = [name.lower().replace(".", " ").strip() for name in names]
    return Labelled(names, keys, np.array([owner for _, owner in labels]))


def column(name: str) -> int:
    return SIGNS.index(name)


@pytest.mark.parametrize(
    "name", ["tryckare", "Larminstallatör/Larmtekniker", "x", "🎉", "(", "ö" * 300]
)
def test_any_name_has_finite_signs(name: str) -> None:
    signs = signs_of([name], known())
    assert signs.values.shape == (len(signs.names), len(SIGNS))
    assert np.isfinite(signs.values).all()


def test_no_name_has_no_signs() -> None:
    signs = signs_of([], known())
    assert signs.values.shape == (0, len(SIGNS))


def test_the_best_label_of_a_concept_counts() -> None:
    names = ["musikkompositör", "trycktekniker"]
    signs = signs_of(names, known())
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    keys = known().keys
    cosines = (vectors.fit_transform(keys) @ vectors.transform(names).T).toarray()
    for row, (name, concept) in enumerate(zip(signs.names, signs.concepts, strict=True)):
        own = [place for place, owner in enumerate(known().owners) if owner == concept]
        assert signs.values[row, column("letters")] == pytest.approx(
            cosines[own, name].max(), abs=1e-6
        )
        best = max(fuzz.ratio(names[name], keys[place]) for place in own) / 100
        assert signs.values[row, column("ratio")] == pytest.approx(best, abs=1e-6)


def test_a_name_is_also_each_of_its_alternatives() -> None:
    assert alternatives("Kock, storkök") == ["kock", "storkök"]
    assert alternatives("???") == [""]
    signs = signs_of(["Larminstallatör/Larmtekniker"], known())
    found = signs.values[signs.concepts == 2]
    assert found[0, column("other_letters")] == pytest.approx(1.0)
    assert found[0, column("other_ratio")] == pytest.approx(1.0)


def test_a_class_is_told_by_its_capital_where_names_are_small() -> None:
    assert known().are_classes.tolist() == [1, 0, 0, 0]
    capitals = known([(name.capitalize(), owner) for name, owner in LABELS])
    assert not capitals.are_classes.any()


def test_names_in_one_go_have_the_signs_that_each_has_alone() -> None:
    names = ["tryckare", "tonsättare", "larm och musik"]
    together = signs_of(names, known())
    for number, name in enumerate(names):
        alone = signs_of([name], known())
        rows = together.names == number
        np.testing.assert_array_equal(together.concepts[rows], alone.concepts)
        np.testing.assert_allclose(together.values[rows], alone.values, rtol=1e-5)


def test_tables_of_many_labels_say_what_each_pair_does_alone() -> None:
    labels, names = ["Musiker och kompositör", "larmtekniker"], ["larm och musik", "tekniker"]
    known_two = known([(label, number) for number, label in enumerate(labels)])
    of_name, of_label = known_two.shared_stems(names)
    senses = known_two.sense_cosines(names)
    namer = namer_of(shipped_vocabulary())
    for row, name in enumerate(names):
        for column, label in enumerate(labels):
            meant = [namer.directions(text) for text in (name, label.lower())]
            assert bool(senses[row, column]) == bool(set(meant[0]) & set(meant[1]))
            stems = [
                {stem(word, "sv") for word in text.lower().split()} - {"och"}
                for text in (name, label)
            ]
            shared = bool(stems[0] & stems[1])
            assert bool(of_name[row, column]) == bool(of_label[row, column]) == shared
