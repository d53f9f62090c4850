"""How attention is spread: counts that anybody can check, judged by the matcher's own measure."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import matcher
from matcher import evaluation
from tests.matcher.builders import SETTINGS, TODAY, a_student, an_offer
from web.bridge.spread import FIRST, gini, spread_of, spread_of_lists

counts = st.lists(st.integers(0, 50), min_size=1, max_size=30)


@given(counts)
def test_unevenness_is_that_of_the_matcher(shown: list[int]) -> None:
    found = gini(shown)
    if sum(shown) == 0:
        assert found is None
    else:
        assert found == pytest.approx(evaluation.gini(np.array(shown, float)))


@given(st.dictionaries(st.integers(1, 20), st.lists(st.integers(1, 9), unique=True)))
def test_the_figures_are_counts_of_the_lists(drawn: dict[int, list[int]]) -> None:
    lists = {f"s{owner}": [f"o{thing}" for thing in listed] for owner, listed in drawn.items()}
    things = [f"o{number}" for number in range(1, 10)]
    told = spread_of(lists, things)
    assert told["lists"] == sum(bool(listed) for listed in drawn.values())
    assert told["listed"] == len({thing for listed in drawn.values() for thing in listed})
    for thing, times in told["most_shown"]:
        assert times == sum(thing in listed[:FIRST] for listed in drawn.values())
    times_shown = [times for _thing, times in told["most_shown"]]
    assert times_shown == sorted(times_shown, reverse=True)
    assert told["among_first"] == len({t for listed in drawn.values() for t in listed[:FIRST]})


def test_nobody_at_all_has_no_unevenness() -> None:
    told = spread_of({}, [])
    assert (told["lists"], told["things"], told["gini"], told["most_shown"]) == (0, 0, None, [])


def test_beside_it_stand_lists_in_the_order_of_the_score() -> None:
    students = [a_student(f"s{number}", skills={"java": 1 + number % 5}) for number in range(12)]
    offers = [an_offer(f"o{number}", must={"java": number}) for number in range(1, 4)]
    ranking = matcher.rank(students, offers, SETTINGS, on=TODAY, k=2)
    told = spread_of_lists(ranking)
    for side, number in (("offers", 3), ("students", 12)):
        assert told[side]["suggested"]["things"] == told[side]["by_score"]["things"] == number
    scores = {
        (student, offer): ranking.score_of(student, offer)
        for student in ranking.students
        for offer in ranking.offers
        if not ranking.failing(student, offer)
    }
    best = {
        student: sorted(
            (offer for one, offer in scores if one == student),
            key=lambda offer: (-scores[student, offer], ranking.offers.index(offer)),
        )[:2]
        for student in ranking.students
    }
    assert told["offers"]["by_score"] == spread_of(best, ranking.offers)
