"""One student or offer alone gets what a whole run with it would give."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import matcher
from matcher import CEFR, Hint, Offer, Student, Wish
from matcher.candidates import find_candidates
from matcher.errors import InvalidValueError, MatcherError
from tests.matcher.builders import SETTINGS, TODAY, a_student, an_offer
from tests.matcher.markets import markets

K = 3
Best = list[tuple[str, float]]


def by_a_whole_run(
    students: list[Student], offers: list[Offer], hints: list[Hint]
) -> Callable[..., Best]:
    """Score every pair of a run; give what sorts those of one student or of one offer."""
    ranking = matcher.rank(students, offers, SETTINGS, on=TODAY, hints=hints)
    return partial(best_of, ranking, students, offers)


def best_of(
    ranking: matcher.Ranking,
    students: list[Student],
    offers: list[Offer],
    *,
    student: str = "",
    offer: str = "",
) -> Best:
    scored = [
        (-ranking.score_of(one.id, other.id), place, other.id if student else one.id)
        for row, one in enumerate(students)
        for column, other in enumerate(offers)
        if student in ("", one.id) and offer in ("", other.id)
        if not ranking.failing(one.id, other.id)
        for place in [column if student else row]
    ]
    return [(id_, -score) for score, _, id_ in sorted(scored)[:K] if score < 0]


def told(listing: matcher.Listing) -> Best:
    return list(zip(listing.ids, listing.score.tolist(), strict=True))


def is_same(found: Best, expected: Best) -> None:
    assert [id_ for id_, _ in found] == [id_ for id_, _ in expected]
    assert [score for _, score in found] == pytest.approx([score for _, score in expected])


@settings(deadline=None, max_examples=40)
@given(markets(), st.data())
def test_a_student_gets_what_a_whole_run_would_give(
    drawn: tuple[list[Student], list[Offer]], data: st.DataObject
) -> None:
    students, offers = drawn
    if not students:
        return
    kept = data.draw(st.integers(0, len(students)))
    before = matcher.rank(students[:kept], offers, SETTINGS, on=TODAY)
    best = by_a_whole_run(students, offers, [])
    for student in students:
        is_same(told(before.offers_for(student, K)), best(student=student.id))


@settings(deadline=None, max_examples=40)
@given(markets(), st.data())
def test_an_offer_gets_what_a_whole_run_would_give(
    drawn: tuple[list[Student], list[Offer]], data: st.DataObject
) -> None:
    students, offers = drawn
    if not offers:
        return
    kept = data.draw(st.integers(0, len(offers)))
    before = matcher.rank(students, offers[:kept], SETTINGS, on=TODAY)
    best = by_a_whole_run(students, offers, [])
    for offer in offers:
        is_same(told(before.students_for(offer, K)), best(offer=offer.id))


def test_what_changes_is_seen_and_the_market_stays_as_it_was() -> None:
    students, offers = [a_student("s1"), a_student("s2")], [an_offer("o1"), an_offer("o2")]
    ranking = matcher.rank(students, offers, SETTINGS, on=TODAY)
    before = told(ranking.offers_for(students[0], K))
    changed = replace(
        students[0], skills={"Glasblåsning": 5, "Java": 5}, declined=frozenset({"o2"}), place=""
    )
    is_same(
        told(ranking.offers_for(changed, K)),
        by_a_whole_run([changed, students[1]], offers, [])(student="s1"),
    )
    assert told(ranking.offers_for(students[0], K)) == before


def test_an_offer_may_ask_for_what_nobody_asked_for_before() -> None:
    students = [a_student("s1", languages={"sv": CEFR.C1, "fi": CEFR.B2}), a_student("s2")]
    ranking = matcher.rank(students, [an_offer("o1")], SETTINGS, on=TODAY)
    new = an_offer("o2", languages={"fi": CEFR.B1}, must={"Glasblåsning": 2})
    expected = by_a_whole_run(students, [an_offer("o1"), new], [])(offer="o2")
    is_same(told(ranking.students_for(new, K)), expected)


def test_hints_and_fixed_pairs_hold() -> None:
    students = [a_student("s1"), a_student("s2"), a_student("s3")]
    offers = [an_offer("o1", places=2), an_offer("o2")]
    hints = [
        Hint("s1", "o1", Wish.FORBID, ""),
        Hint("s2", "o1", Wish.ENCOURAGE, ""),
        Hint("s3", "o2", Wish.FIXED, ""),
    ]
    ranking = matcher.rank(students, offers, SETTINGS, on=TODAY, hints=hints)
    best = by_a_whole_run(students, offers, hints)
    for student in students:
        is_same(told(ranking.offers_for(student, K)), best(student=student.id))
    for offer in offers:
        is_same(told(ranking.students_for(offer, K)), best(offer=offer.id))


def test_the_best_of_each_are_those_of_the_whole_pass() -> None:
    students = [a_student(f"s{i}", skills={"databaser": 1 + i % 5}) for i in range(30)]
    offers = [an_offer(f"o{i}", must={"databaser": 1 + i % 5}) for i in range(12)]
    ranking = matcher.rank(students, offers, SETTINGS, on=TODAY)
    found = find_candidates(ranking.market.scorer.pairs, K)
    kept = set(zip(found.rows.tolist(), found.columns.tolist(), strict=True))
    for row, student in enumerate(students):
        assert {(row, c) for c in ranking.offers_for(student, K).indices.tolist()} <= kept
    for column, offer in enumerate(offers):
        assert {(r, column) for r in ranking.students_for(offer, K).indices.tolist()} <= kept


def test_an_empty_market_has_nobody() -> None:
    ranking = matcher.rank([], [], SETTINGS, on=TODAY)
    assert ranking.offers_for(a_student(), K).ids == ()
    assert ranking.students_for(an_offer(), K).ids == ()
    assert ranking.students_for(an_offer(), K).score.dtype == np.float64


@pytest.mark.parametrize("wrong", [None, "s1", 3, an_offer()])
def test_what_is_no_student_is_refused(wrong: Any) -> None:
    ranking = matcher.rank([a_student()], [an_offer()], SETTINGS, on=TODAY)
    with pytest.raises(InvalidValueError) as caught:
        ranking.offers_for(wrong, K)
    assert caught.value.field == "student"
    with pytest.raises(MatcherError):
        ranking.students_for(an_offer(), 0)
