"""A verifier is learned from labelled names, the same each time, and kept in a file."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from matcher.concepts import ConceptIndex
from matcher.errors import InvalidValueError, ShapeError
from matcher.signs import SIGNS, Signs
from matcher.teaching import Lesson, train
from matcher.verifier import Verifier, read_verifier, shipped_verifier

WORK = ("mekaniker", "tekniker", "lärare", "ingenjör", "ledare", "skötare", "säljare", "montör")
PLACES = ("skola", "sjukhus", "verkstad", "kontor", "skog", "hamn", "kök", "bank", "gruva", "flyg")


def lesson(works: Sequence[str] = WORK) -> Lesson:
    """Give jobs that a name says in one word and the label in three, and others that look alike."""
    pairs = [(work, place) for work in works for place in PLACES]
    meant = [f"{work} på {place}" for work, place in pairs]
    alike = [f"{place}{work[:-3]}ska" for work, place in pairs]
    ids = [f"job/{number}" for number in range(len(pairs))]
    others = [f"other/{number}" for number in range(len(pairs))]
    names = [f"{place}{work}" for work, place in pairs]
    wanted = [frozenset([one]) for one in ids]
    return Lesson("jobs", [*alike, *meant], [*others, *ids], names, wanted)


def some_signs(pairs: int) -> Signs:
    """Give pairs of ten concepts a name, with signs by chance."""
    numbers = np.arange(pairs)
    values = np.random.default_rng(1).random((pairs, len(SIGNS))).astype(np.float32)
    return Signs(numbers // 10, numbers % 10, values)


@pytest.fixture(scope="module")
def taught() -> tuple[Verifier, float, float]:
    verifier, marks = train([lesson()])
    return verifier, marks[0].rank_before, marks[0].rank


def test_what_is_learned_helps_with_names_it_has_not_seen(
    taught: tuple[Verifier, float, float],
) -> None:
    _, before, after = taught
    assert after > before


def test_the_same_names_give_the_same_file(
    taught: tuple[Verifier, float, float], tmp_path: Path
) -> None:
    verifier, _, _ = taught
    again, _ = train([lesson()])
    assert again.as_json() == verifier.as_json()
    path = tmp_path / "verifier.json"
    path.write_text(verifier.as_json(), encoding="utf-8")
    signs, read = some_signs(50), read_verifier(path)
    np.testing.assert_allclose(read.probabilities(signs), verifier.probabilities(signs), atol=1e-4)
    assert read.as_json() == verifier.as_json()


def test_lists_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(ShapeError):
        Lesson("jobs", ["a"], [], [], [])
    with pytest.raises(ShapeError):
        Lesson("jobs", ["a"], ["b"], ["c"], [])


def test_nothing_can_be_learned_from_nothing() -> None:
    with pytest.raises(InvalidValueError, match="names"):
        train([Lesson("none", ["kock"], ["job/1"], ["brandman"], [frozenset(["job/2"])])])


@pytest.mark.parametrize("held", ["", "{}", "[]", '{"form": 1, "signs": ["a"], "trees": []}'])
def test_another_file_is_no_verifier(held: str, tmp_path: Path) -> None:
    path = tmp_path / "verifier.json"
    path.write_text(held, encoding="utf-8")
    with pytest.raises(InvalidValueError, match="verifier"):
        read_verifier(path)


def test_the_shipped_verifier_tells_probabilities() -> None:
    signs = some_signs(5000)
    found = shipped_verifier().probabilities(signs)
    assert ((found >= 0) & (found <= 1)).all()
    assert (np.bincount(signs.names, found) <= 1 + 1e-9).all()
    assert 0 < shipped_verifier().link_at <= 1


def test_the_threshold_is_told_by_names_that_are_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = lesson(WORK[:4])
    # Names that are labels are always right, and would tell the verifier that it is.
    labels = list(one.labels[len(one.names) :])
    exact = replace(
        one,
        names=[*one.names, *labels],
        wanted=[*one.wanted, *(frozenset([id_]) for id_ in one.concepts[len(labels) :])],
    )
    told: list[int] = []
    monkeypatch.setattr("matcher.teaching._link_at", lambda surest: told.append(len(surest)) or 1.0)
    train([exact])
    index = ConceptIndex(verifier=False).fit(one.labels, one.concepts)
    assert told == [len(index.unclear(one.names))]
    assert 0 < told[0] <= len(one.names)


def test_a_verifier_orders_what_is_only_suggested() -> None:
    one = lesson()
    plain = ConceptIndex(verifier=False).fit(one.labels, one.concepts)
    judged = ConceptIndex().fit(one.labels, one.concepts)
    names = ["flygtekniker", "lärare i en skola"]
    assert plain.search(names, 5)[0].shape == judged.search(names, 5)[0].shape
    _, scores = judged.search(names, 5)
    assert (np.diff(scores, axis=1) <= 0).all()
    assert ((scores >= 0) & (scores <= 1)).all()
