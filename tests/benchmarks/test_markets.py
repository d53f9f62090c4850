"""The reciprocal market is as its authors say, and its judge counts as by hand."""

import numpy as np
import pytest

from matcher.evaluation import gini
from tests.benchmarks.markets import LAWS, by_product, figures, out_of_place, shipped
from tests.benchmarks.reciprocal import TwoSides, a_market, examined, expected_matches


def test_popularity_falls_evenly_and_crowding_weighs_it() -> None:
    crowded = a_market(5, 3, 1.0, seed=1)
    assert crowded.p_student.tolist() == [[1.0, 0.5, 0.0]] * 5
    assert crowded.p_employer.T.tolist() == [[1.0, 0.75, 0.5, 0.25, 0.0]] * 3
    free = a_market(300, 200, 0.0, seed=1)
    assert free.p_student.mean() == pytest.approx(0.5, abs=0.01)
    half = a_market(300, 200, 0.5, seed=1)
    assert np.allclose(half.p_student[:, 0], 0.5 + free.p_student[:, 0] / 2)
    assert (a_market(5, 3, 0.5, seed=2).p_student == a_market(5, 3, 0.5, seed=2).p_student).all()


def test_what_is_not_shown_is_not_examined() -> None:
    lists = np.array([[2, 0], [1, -1]], np.int32)
    assert examined(lists, 3, "1/r").tolist() == [[0.5, 0.0, 1.0], [0.0, 1.0, 0.0]]
    assert examined(lists, 3, "1/log2(1+r)")[0] == pytest.approx([1 / np.log2(3), 0, 1])


def test_a_match_takes_two_who_look_and_two_who_say_yes() -> None:
    market = TwoSides(np.array([[0.5, 1.0]]), np.array([[0.5, 0.2]]))
    by_student, by_offer = np.array([[0, 1]], np.int32), np.array([[0], [0]], np.int32)
    assert expected_matches(market, by_student, by_offer, "1/r") == pytest.approx(0.25 + 0.1)
    nobody = np.array([[0], [-1]], np.int32)
    assert expected_matches(market, by_student, nobody, "1/r") == pytest.approx(0.25)


@pytest.mark.parametrize("law", LAWS)
def test_the_lists_that_ship_bring_more_matches_and_spread_attention(law: str) -> None:
    market = a_market(200, 50, 0.5, seed=3)
    found = figures(market, shipped(market), by_product(market), law)
    assert found.matches > 1.2
    assert found.offers < 0.6 * found.offers_by_product
    assert found.out_of_place == 0


def test_an_entry_is_out_of_place_above_one_three_times_as_likely() -> None:
    score = np.array([[0.1, 0.25, 0.31]])
    assert out_of_place(score, np.array([[0, 1, 2]])) == 0.5
    assert out_of_place(score, np.array([[2, 1, 0]])) == 0


def test_lists_by_product_are_as_uneven_as_a_count_says() -> None:
    market = a_market(60, 15, 0.5, seed=4)
    shown = examined(by_product(market).by_student, 15, "1/r").sum(axis=0)
    slow = np.zeros(15)
    for row in market.score:
        for rank, offer in enumerate(np.argsort(-row)[:20], start=1):
            slow[offer] += 1 / rank
    assert np.allclose(shown, slow)
    assert gini(shown) > 0.1
