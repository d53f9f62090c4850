"""Allocations keep every limit and every hint, and say how good they are."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Hint, Offer, Ranking, Student, Wish, allocate, rank
from matcher.assignment import Priced
from matcher.errors import ConflictError, InvalidValueError, MatcherError, UnknownIdError
from tests.matcher.builders import SETTINGS, TODAY, a_student, an_offer
from tests.matcher.markets import markets

METHODS = st.sampled_from(["best", "stable"])


def ranked(students: Any, offers: Any, *hints: Hint) -> Ranking:
    return rank(students, offers, SETTINGS, on=TODAY, hints=hints)


def skilled(id_: str, level: int) -> Student:
    return a_student(id_, skills={"databaser": level, "programmering": level})


@settings(deadline=None, max_examples=50)
@given(markets(), METHODS)
def test_an_allocation_keeps_every_limit(
    drawn: tuple[list[Student], list[Offer]], method: Any
) -> None:
    students, offers = drawn
    ranking = ranked(students, offers)
    allocation = allocate(ranking, method=method)
    assert allocation.offer.shape == (len(students),)
    mask = ranking.market.eligibility.mask(np.arange(len(students)))
    taken = [0] * len(offers)
    for row, column in enumerate(allocation.offer.tolist()):
        if column >= 0:
            assert mask[row, column]
            taken[column] += 1
    assert all(count <= offer.places for count, offer in zip(taken, offers, strict=True))
    assert allocation.gap >= 0
    assert (allocation.gap if method == "best" else allocation.blocking_pairs) == 0
    assert allocation.prices.shape == (len(offers),)
    assert (allocation.prices >= 0).all()
    left = [offer.places - count for count, offer in zip(taken, offers, strict=True)]
    if method == "best":
        assert all(
            price == 0 or not room for price, room in zip(allocation.prices, left, strict=True)
        )
    total = sum(p.score for p in allocation.placements)
    assert allocation.bound == pytest.approx(total + allocation.gap, abs=1e-5)
    placed = [(p.student, p.offer) for p in allocation.placements]
    assert placed == [
        (ranking.students[row], ranking.offers[column])
        for row, column in enumerate(allocation.offer.tolist())
        if column >= 0
    ]
    assert all(p.score == ranking.score_of(p.student, p.offer) for p in allocation.placements)


@settings(deadline=None, max_examples=40)
@given(markets(), METHODS, st.integers(0, 3))
def test_an_employer_takes_no_more_than_it_says(
    drawn: tuple[list[Student], list[Offer]], method: Any, places: int
) -> None:
    students, offers = drawn
    shared = {"Kajen AB": places} if offers else {}
    allocation = allocate(ranked(students, offers), method=method, employer_places=shared)
    assert (allocation.offer >= 0).sum() <= (places if offers else 0)
    assert (allocation.gap if method == "best" else allocation.blocking_pairs) == 0


def test_the_better_student_gets_the_only_place() -> None:
    ranking = ranked([skilled("weak", 1), skilled("strong", 4)], [an_offer()])
    for method in ("best", "stable"):
        assert allocate(ranking, method=method).offer.tolist() == [-1, 0]


def test_a_required_pair_is_in_although_it_is_in_nobodys_list() -> None:
    student = a_student("s1", declined=["o1"], place="0003")
    hint = Hint("s1", "o1", Wish.REQUIRE, "särskilda skäl")
    ranking = ranked([student, skilled("s2", 4)], [an_offer()], hint)
    assert 0 not in ranking.by_student[0]
    for method in ("best", "stable"):
        allocation = allocate(ranking, method=method)
        assert allocation.offer.tolist() == [0, -1]
        assert allocation.placements[0].held
        assert allocation.placements[0].score == ranking.score_of("s1", "o1")


def test_a_fixed_pair_stays_although_the_offer_has_no_places_any_more() -> None:
    fixed = Hint("s1", "o1", Wish.FIXED, "redan överenskommet")
    ranking = ranked([skilled("s1", 1), skilled("s2", 4)], [an_offer(places=0)], fixed)
    assert allocate(ranking).offer.tolist() == [0, -1]


def test_a_fixed_pair_takes_its_place_before_better_ones() -> None:
    fixed = Hint("s1", "o1", Wish.FIXED, "redan överenskommet")
    ranking = ranked([skilled("s1", 1), skilled("s2", 4)], [an_offer(places=1)], fixed)
    assert allocate(ranking).offer.tolist() == [0, -1]


def test_a_student_with_two_fixed_pairs_keeps_both() -> None:
    hints = [Hint("s1", offer, Wish.FIXED, "") for offer in ("o1", "o2")]
    allocation = allocate(ranked([a_student()], [an_offer(), an_offer("o2")], *hints))
    assert allocation.offer.tolist() == [0]
    assert [p.offer for p in allocation.placements] == ["o1", "o2"]


def test_more_required_pairs_than_places_are_refused() -> None:
    hints = [Hint(student, "o1", Wish.REQUIRE, "") for student in ("s1", "s2")]
    ranking = ranked([a_student("s1"), a_student("s2")], [an_offer(places=1)], *hints)
    with pytest.raises(ConflictError) as caught:
        allocate(ranking)
    assert (caught.value.field, caught.value.row) == ("hints", "s2, o1")


def test_required_pairs_count_against_what_an_employer_takes_in_all() -> None:
    hint = Hint("s1", "o1", Wish.REQUIRE, "")
    offers = [an_offer(), an_offer("o2")]
    ranking = ranked([a_student("s1"), a_student("s2")], offers, hint)
    allocation = allocate(ranking, employer_places={"Kajen AB": 1})
    assert allocation.offer.tolist() == [0, -1]
    with pytest.raises(ConflictError) as caught:
        allocate(ranking, employer_places={"Kajen AB": 0})
    assert caught.value.field == "employer_places"


def test_a_fixed_pair_stays_when_the_employer_takes_fewer_since() -> None:
    fixed = Hint("s1", "o1", Wish.FIXED, "")
    ranking = ranked([a_student("s1"), a_student("s2")], [an_offer(), an_offer("o2")], fixed)
    allocation = allocate(ranking, method="stable", employer_places={"Kajen AB": 0})
    assert allocation.offer.tolist() == [0, -1]


def test_offers_without_an_employer_share_nothing() -> None:
    offers = [an_offer(employer=""), an_offer("o2", employer=""), an_offer("o3")]
    ranking = ranked([a_student(f"s{i}") for i in range(3)], offers)
    allocation = allocate(ranking, employer_places={"Kajen AB": 0})
    assert (allocation.offer >= 0).sum() == 2


def test_one_more_place_brings_at_most_its_price() -> None:
    students = [skilled("s1", 4), skilled("s2", 1)]
    one, two = (ranked(students, [an_offer(places=places)]) for places in (1, 2))
    (price,) = allocate(one).prices
    brought = allocate(two).bound - allocate(one).bound
    assert 0 < brought <= price + 2e-6
    assert allocate(ranked(students, [an_offer(places=3)])).prices.tolist() == [0]


def test_the_price_of_places_that_an_employer_shares_is_told_apart() -> None:
    ranking = ranked([skilled("s1", 4), skilled("s2", 1)], [an_offer(), an_offer("o2")])
    allocation = allocate(ranking, employer_places={"Kajen AB": 1})
    assert allocation.prices.tolist() == [0, 0]
    assert set(allocation.employer_prices) == {"Kajen AB"}
    assert allocation.employer_prices["Kajen AB"] > 0
    assert allocate(ranking).employer_prices == {}


def test_hints_lead_to_and_away_from_a_pair_and_forbid_it() -> None:
    students, offers = [skilled("s1", 2), skilled("s2", 2)], [an_offer()]
    for wish, expected in (
        (Wish.ENCOURAGE, [-1, 0]),
        (Wish.DISCOURAGE, [0, -1]),
        (Wish.FORBID, [0, -1]),
    ):
        ranking = ranked(students, offers, Hint("s2", "o1", wish, ""))
        for method in ("best", "stable"):
            assert allocate(ranking, method=method).offer.tolist() == expected


def test_hints_that_contradict_each_other_are_named() -> None:
    hints = [Hint("s1", "o1", wish, "") for wish in (Wish.REQUIRE, Wish.FORBID)]
    with pytest.raises(ConflictError) as caught:
        ranked([a_student()], [an_offer()], *hints)
    assert (caught.value.field, caught.value.row) == ("hints", 1)


def test_a_required_pair_of_an_offer_without_a_place_is_refused() -> None:
    ranking = ranked([a_student()], [an_offer(places=0)], Hint("s1", "o1", Wish.REQUIRE, ""))
    with pytest.raises(ConflictError) as caught:
        allocate(ranking)
    assert (caught.value.field, caught.value.row) == ("hints", "s1, o1")


def test_a_fixed_and_a_required_pair_take_their_places_in_that_order() -> None:
    hints = [Hint("s2", "o1", Wish.REQUIRE, ""), Hint("s1", "o1", Wish.FIXED, "")]
    students = [skilled(f"s{number}", 3) for number in (1, 2, 3)]
    allocation = allocate(ranked(students, [an_offer(places=2)], *hints))
    assert allocation.offer.tolist() == [0, 0, -1]
    with pytest.raises(ConflictError):
        allocate(ranked(students, [an_offer(places=1)], *hints))


def test_an_answer_that_breaks_a_rule_is_never_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    ranking = ranked([skilled("s1", 3), skilled("s2", 3)], [an_offer()])
    both = Priced(np.array([0, 0]), np.zeros(1, int), np.zeros(0, int))
    monkeypatch.setattr("matcher.allocation.heaviest", lambda *_: both)
    with pytest.raises(AssertionError):
        allocate(ranking)
    barred = ranked([a_student("s1", place="0003"), skilled("s2", 3)], [an_offer()])
    lone = Priced(np.array([0, -1]), np.zeros(1, int), np.zeros(0, int))
    monkeypatch.setattr("matcher.allocation.heaviest", lambda *_: lone)
    with pytest.raises(AssertionError):
        allocate(barred)


@pytest.mark.parametrize(
    ("options", "error", "field"),
    [
        ({"method": "fair"}, InvalidValueError, "method"),
        ({"employer_places": {"Okänd AB": 1}}, UnknownIdError, "employer_places"),
        ({"employer_places": {"Kajen AB": -1}}, InvalidValueError, "employer_places"),
        ({"employer_places": {"Kajen AB": 0.5}}, InvalidValueError, "employer_places"),
        ({"employer_places": [("Kajen AB", 1)]}, InvalidValueError, "employer_places"),
        ({"method": ["best"]}, InvalidValueError, "method"),
    ],
)
def test_bad_options_are_named(
    options: dict[str, Any], error: type[MatcherError], field: str
) -> None:
    with pytest.raises(error) as caught:
        allocate(ranked([a_student()], [an_offer()]), **options)
    assert caught.value.field == field


def test_a_stable_allocation_says_what_it_costs() -> None:
    # Both like o1 best; the stable answer gives it to whom o1 likes, the best one adds up more.
    students = [
        a_student("s1", skills={"databaser": 4, "Java": 3}),
        a_student("s2", skills={"databaser": 3}),
    ]
    ranking = ranked(students, [an_offer("o1"), an_offer("o2", must={"Java": 3}, wished={})])
    best, stable = allocate(ranking), allocate(ranking, method="stable")
    totals = [sum(p.score for p in one.placements) for one in (best, stable)]
    assert best.gap == 0
    assert stable.gap == pytest.approx(totals[0] - totals[1], abs=1e-5)
    assert stable.blocking_pairs == 0


def test_what_is_no_ranking_is_refused() -> None:
    with pytest.raises(InvalidValueError) as caught:
        allocate([[0.5]])  # type: ignore[arg-type] - that is the point
    assert caught.value.field == "ranking"
