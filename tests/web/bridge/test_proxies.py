"""Groups are never smaller than five, and a neutralised term changes nothing but itself."""

from collections import Counter

import pytest

from matcher import Settings, allocate, rank
from matcher.weights import shipped_weights
from tests.matcher.builders import PLACES, TODAY, VOCABULARY, a_student, an_offer
from web.bridge.proxies import (
    GROUPINGS,
    OTHERS,
    TERMS_OF,
    Market,
    language_group,
    neutralised,
    proxy_figures,
    selection_figures,
    steps_of,
)

SETTINGS = Settings(vocabulary=VOCABULARY, places=PLACES)


def a_market(swedish: list[str], places: int = 2) -> Market:
    """Return a market of students who know Swedish at these levels."""
    from matcher import CEFR

    students = [
        a_student(f"s{number}", languages={"sv": CEFR[level]}, place="")
        for number, level in enumerate(swedish)
    ]
    offers = [an_offer("o1", places=places, languages={}, place=""), an_offer("o2", place="")]
    ranking = rank(students, offers, SETTINGS, on=TODAY, k=5)
    return Market("internship", ranking, allocate(ranking), SETTINGS, shipped_weights())


def test_rates_are_those_of_the_groups_and_their_ratio_is_told() -> None:
    market = a_market(["C2"] * 6 + ["B1"] * 5)
    reached = {f"s{number}" for number in (0, 1, 2, 6)}
    found = {
        (each.what, each.who): (each.figure, each.n)
        for each in selection_figures([market], {"placed": reached})
    }
    assert found["share placed", "language: Swedish at C1 or C2"] == (0.5, 6)
    assert found["share placed", "language: Swedish at B1 or B2"] == (0.2, 5)
    assert found["four-fifths ratio, placed", "language"] == (pytest.approx(0.4), 11)


@pytest.mark.parametrize("small", [1, 2, 4])
def test_a_small_group_is_told_with_others_so_that_nobody_stands_out(small: int) -> None:
    market = a_market(["C2"] * 6 + ["B1"] * 7 + ["A1"] * small)
    counts = Counter(
        {
            each.who: each.n
            for each in selection_figures([market], {"placed": set()})
            if each.what == "share placed" and each.who.startswith("language")
        }
    )
    assert min(counts.values()) >= 5
    assert sum(counts.values()) == 13 + small
    assert f"language: {OTHERS}" in counts
    assert "language: Swedish below B1, or none" not in counts


def test_fewer_than_five_people_are_not_told_of_at_all() -> None:
    assert list(selection_figures([a_market(["C2"] * 4)], {"placed": {"s1"}})) == []


def test_each_proxy_has_groups_and_terms_of_the_score() -> None:
    assert GROUPINGS.keys() == TERMS_OF.keys()
    assert {term for terms in TERMS_OF.values() for term in terms} <= set(shipped_weights().terms)


def test_a_neutralised_term_weighs_nothing_and_the_others_what_they_did() -> None:
    shipped = shipped_weights()
    silent = neutralised(shipped, ("language",))
    assert (silent.terms["language"].student, silent.terms["language"].employer) == (0, 0)
    assert {k: v for k, v in silent.terms.items() if k != "language"} == {
        k: v for k, v in shipped.terms.items() if k != "language"
    }


def test_what_changes_without_a_proxy_is_told_for_each_kind() -> None:
    figures = list(proxy_figures([a_market(["C2"] * 6 + ["B2"] * 6)]))
    for proxy in TERMS_OF:
        own = [each for each in figures if each.what.endswith(f"without {proxy}")]
        assert {each.kind for each in own} == {"internship", "all"}
        assert all(0 <= each.figure <= 1 or each.figure != each.figure for each in own)
    stays = [each.figure for each in figures if "stays, without place" in each.what]
    # Nobody here has a place, so it cannot change a thing.
    assert stays == [1.0]


def test_who_can_be_listed_includes_who_is_listed_and_placed() -> None:
    steps = steps_of([a_market(["C2"] * 4 + ["A1"] * 3, places=1)])
    can, listed, placed = steps.values()
    assert placed <= can
    assert listed <= can
    assert len(placed) == 2


def test_the_language_group_is_by_swedish_alone() -> None:
    from matcher import CEFR

    assert language_group(a_student(languages={"en": CEFR.C2})) == "Swedish below B1, or none"
    assert language_group(a_student(languages={"sv": CEFR.B1})) == "Swedish at B1 or B2"
    assert language_group(a_student(languages={"sv": CEFR.C1})) == "Swedish at C1 or C2"
