"""Figures are what a person would reckon by hand from a few decisions."""

import math
from collections.abc import Iterable

import pytest

from web.bridge.figures import Figure, Placed, calibration_figures, ranking_figures


def placed(by: str, yes: bool, student: int, offer: int, rank: int | None, said: float) -> Placed:
    return Placed(by, yes, student, offer, rank, rank, said, said, "run 1")


def told(figures: Iterable[Figure]) -> dict[tuple[str, str], tuple[float, int]]:
    return {(each.who, each.what): (each.figure, each.n) for each in figures}


def test_a_yes_at_the_second_place_counts_for_half() -> None:
    found = told(
        ranking_figures(
            "all",
            least=1,
            placed=[
                placed("student", False, 1, 1, 1, 0.5),
                placed("student", True, 1, 2, 2, 0.5),
                placed("student", True, 2, 1, 1, 0.5),
                placed("student", False, 3, 1, 1, 0.5),
            ],
        )
    )
    assert found["student", "MRR"] == (pytest.approx(0.75), 2)
    assert found["student", "recall@5"] == (1.0, 2)
    assert found["student", "nDCG@5"] == (pytest.approx((1 + 1 / math.log2(3)) / 2), 2)
    assert math.isnan(found["employer", "MRR"][0])
    assert found["employer", "MRR"][1] == 0


def test_employers_and_coordinators_are_held_to_the_lists_of_offers() -> None:
    rows = [
        Placed("employer", True, 1, 7, 5, 1, 0.5, 0.5),
        Placed("coordinator", True, 1, 7, 5, 2, 0.5, 0.5),
    ]
    found = told(ranking_figures("all", rows, least=1))
    assert found["employer", "MRR"] == (1.0, 1)
    assert found["coordinator", "MRR"] == (0.5, 1)


def test_a_yes_that_was_on_no_list_counts_as_not_found() -> None:
    found = told(ranking_figures("all", [placed("student", True, 1, 1, None, 0.5)], least=1))
    assert found["student", "MRR"] == (0.0, 1)


def test_the_same_person_has_a_list_in_each_run() -> None:
    rows = [
        Placed("student", True, 1, 1, 1, 1, 0.5, 0.5, "run 1"),
        Placed("student", True, 1, 1, 4, 1, 0.5, 0.5, "run 2"),
    ]
    assert told(ranking_figures("all", rows, least=1))["student", "MRR"] == (
        pytest.approx(0.625),
        2,
    )


def test_each_side_is_held_to_its_own_probability_and_a_pair_to_their_product() -> None:
    rows = []
    for number in range(40):
        yes = number % 4 != 0
        rows.append(Placed("student", yes, number, 1, 1, 1, 0.75, 0.2))
        rows.append(Placed("employer", True, number, 1, 1, 1, 0.75, 0.2))
    found = told(calibration_figures("all", rows))
    error = {who: found[who, what] for who, what in found if what.startswith("ECE")}
    assert error["student"] == (pytest.approx(0.0), 40)
    assert error["employer"] == (pytest.approx(0.8), 40)
    assert error["both sides"] == (pytest.approx(0.6), 40)
    assert found["student", "came where 0.75 was said"] == (0.75, 40)
    assert found["student", "Brier score"][0] == pytest.approx(0.1875)


def test_a_pair_counts_once_both_answers_or_one_no_are_known() -> None:
    rows = [
        placed("student", True, 1, 1, 1, 0.5),
        placed("student", False, 2, 1, 1, 0.5),
        placed("employer", True, 3, 1, 1, 0.5),
        placed("student", True, 3, 1, 1, 0.5),
    ]
    assert told(calibration_figures("all", rows))["both sides", "AUC"][1] == 2


def test_what_few_people_decided_is_not_told() -> None:
    few = [placed("student", True, number, 1, 1, 0.5) for number in range(4)] * 3
    for figures_of in (ranking_figures, calibration_figures):
        for each in figures_of("thesis", few):
            assert math.isnan(each.figure)
            assert each.n in {0, 4, 12}
    five = [placed("student", True, number, 1, 1, 0.5) for number in range(5)]
    assert told(ranking_figures("thesis", five))["student", "MRR"] == (1.0, 5)


def test_coordinators_are_held_to_the_order_alone() -> None:
    found = told(calibration_figures("all", [placed("coordinator", True, 1, 1, 1, 0.5)]))
    assert [what for who, what in found if who == "coordinator"] == ["AUC"]


def test_what_could_not_be_measured_is_an_empty_cell() -> None:
    row = Figure("ranking", "MRR", "all", "student", math.nan, 0).row()
    assert (row["figure"], row["low"], row["n"]) == (None, None, 0)
