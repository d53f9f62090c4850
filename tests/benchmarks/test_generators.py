"""What benchmarks are made from is what they say, and their judges can say no. Nothing is timed."""

from pathlib import Path
from random import Random

import numpy as np
import pytest

from matcher import top_k
from tests.benchmarks import kernel
from tests.benchmarks.concepts import best_by_wratio
from tests.benchmarks.names import Names, labelled, with_a_slip
from tests.benchmarks.people import write_market
from tests.benchmarks.texts import two_collections
from web.tables.columns import OFFERS, STUDENTS
from web.tables.reading import read_table


def test_texts_have_unit_length_and_sixty_terms_and_are_the_same_each_time() -> None:
    left, right = two_collections(200, 50, seed=1)
    lengths = np.sqrt(left.multiply(left).sum(axis=1))
    assert np.allclose(lengths, 1, atol=1e-5)
    assert 55 <= left.nnz / 200 <= 65
    again = two_collections(200, 50, seed=1)
    assert (left != again[0]).nnz == (right != again[1]).nnz == 0


def test_the_peers_find_the_same_top_10() -> None:
    left, right = two_collections(60, 40, seed=2)
    scores = top_k(left, right, 10)[1]
    assert np.allclose(scores, kernel.best_by_scipy(left, right, 10), atol=1e-5)
    assert np.allclose(scores, kernel.best_by_sklearn(left, right, 10), atol=1e-5)


def test_a_slip_changes_one_letter_or_two_beside_each_other() -> None:
    rng = Random(3)  # noqa: S311 - for the same slips each time
    slips = {with_a_slip("redovisning", rng) for _ in range(200)}
    assert all(abs(len(slip) - len("redovisning")) <= 1 for slip in slips)
    assert {"redvoisning", "redoviisning", "redoisning"} <= slips
    assert with_a_slip("SQL", rng) == "SQL"


def test_labelled_names_are_left_out_where_no_folder_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("KAJPLATS_DATA", raising=False)
    assert labelled(["skill-labels-sv"], "skill-queries-sv") is None


def test_wratio_ranks_concepts_by_their_best_label() -> None:
    names = Names(["Java", "databaser", "databases"], ["a", "b", "b"], ["database"], [])
    assert best_by_wratio(names, ["a", "b"]).tolist() == [[1, 0]]


def test_made_up_people_and_offers_are_files_without_a_bad_cell(tmp_path: Path) -> None:
    students, offers = write_market(tmp_path, 30, 20, seed=5)
    assert len(read_table(students, STUDENTS, STUDENTS.ranked).lines) == 30
    assert len(read_table(offers, OFFERS, OFFERS.ranked).lines) == 20
    first = students.read_bytes()
    write_market(tmp_path, 30, 20, seed=5)
    assert students.read_bytes() == first
