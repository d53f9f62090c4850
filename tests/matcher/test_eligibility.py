"""Who may meet at all, judged by rules spelled out pair by pair."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from matcher import CEFR, Criterion, Hint, Kind, Level, Offer, Period, Remote, Student, Wish
from matcher.market import Market, open_market
from tests.matcher.builders import PLACES, SETTINGS, SPRING, TODAY, a_student, an_offer
from tests.matcher.markets import markets

FIELDS = {
    "Systemvetenskapliga programmet": "field/informatics",
    "Ekonomprogrammet": "field/business",
}


def failing(student: Student, offer: Offer, *hints: Hint, **settings_: Any) -> set[str]:
    market = open_market([student], [offer], replace(SETTINGS, **settings_), TODAY, hints)
    return _failing(market)[0][0]


def _failing(market: Market) -> list[list[set[str]]]:
    """Give what every pair of a market fails, by student and offer."""
    rows = np.arange(len(market.students))
    holds = {c.value: market.eligibility.holds(c, rows) for c in Criterion}
    columns = range(len(market.offers))
    return [[{name for name in holds if not holds[name][i, j]} for j in columns] for i in rows]


def obviously_failing(student: Student, offer: Offer) -> set[str]:
    """Say it again, one pair at a time, in the plainest way."""
    rules = {
        "kind": offer.kind in student.kinds,
        "level": not offer.levels or student.level in offer.levels,
        "field": not offer.fields
        or student.programme not in FIELDS
        or FIELDS[student.programme] in offer.fields,
        "language": all(
            student.languages.get(code, 0) >= level for code, level in offer.languages.items()
        ),
        "period": obviously_in_time(student.available.get(offer.kind), offer.period),
        "place": obviously_reachable(student, offer),
        "places": offer.places > 0,
        "declined": offer.id not in student.declined,
        "forbidden": True,
    }
    return {name for name, holds in rules.items() if not holds}


def obviously_in_time(free: Period | None, period: Period) -> bool:
    left = [day for day in _days(period) if day >= TODAY.toordinal()]
    if not left:
        return False
    if free is None:
        return True
    common = set(left) & set(_days(free))
    return len(common) > 0 and len(common) >= 0.6 * min(len(left), free.days)


def _days(period: Period) -> list[int]:
    return list(range(period.starts_on.toordinal(), period.ends_on.toordinal() + 1))


def obviously_reachable(student: Student, offer: Offer) -> bool:
    if student.moves or not student.place or not offer.place:
        return True
    if student.remote and offer.remote is Remote.REMOTE:
        return True
    if student.travel_km is None and student.travel_minutes is None:
        return True
    reach = 2 if student.remote and offer.remote is Remote.HYBRID else 1
    if student.travel_km is not None:
        km = PLACES.distance_km(student.place, offer.place)
        if km <= student.travel_km * reach:
            return True
    minutes = PLACES.minutes(student.place, offer.place)
    return student.travel_minutes is not None and minutes <= student.travel_minutes * reach


@settings(deadline=None, max_examples=120)
@given(markets())
def test_every_rule_is_what_it_says(drawn: tuple[list[Student], list[Offer]]) -> None:
    students, offers = drawn
    market = open_market(students, offers, SETTINGS, TODAY)
    mask, failed = market.eligibility.mask(np.arange(len(students))), _failing(market)
    for row, student in enumerate(students):
        for column, offer in enumerate(offers):
            expected = obviously_failing(student, offer)
            assert failed[row][column] == expected
            assert mask[row, column] == (not expected)


@settings(deadline=None, max_examples=60)
@given(markets())
def test_why_nobody_counts_what_a_person_would_count(
    drawn: tuple[list[Student], list[Offer]],
) -> None:
    students, offers = drawn
    eligibility = open_market(students, offers, SETTINGS, TODAY).eligibility
    failures = {
        (i, j): obviously_failing(s, o)
        for i, s in enumerate(students)
        for j, o in enumerate(offers)
    }
    for i, student in enumerate(students):
        of_student = [failures[i, j] for j in range(len(offers))]
        _agrees(eligibility.diagnose_student(student.id, i), of_student)
    for j, offer in enumerate(offers):
        _agrees(
            eligibility.diagnose_offer(offer.id, j), [failures[i, j] for i in range(len(students))]
        )


def _agrees(diagnosis: Any, failures: list[set[str]]) -> None:
    assert diagnosis.considered == len(failures)
    assert diagnosis.eligible == sum(not failed for failed in failures)
    for criterion in Criterion:
        removed = sum(criterion.value in failed for failed in failures)
        alone = sum(failed == {criterion.value} for failed in failures)
        assert diagnosis.removed.get(criterion, 0) == removed
        assert diagnosis.brings_back.get(criterion, 0) == alone
    counts = list(diagnosis.removed.values())
    assert counts == sorted(counts, reverse=True)


def test_a_pair_that_fits_fails_nothing() -> None:
    assert failing(a_student(), an_offer()) == set()


@pytest.mark.parametrize(
    ("student", "offer", "criterion"),
    [
        ({"kinds": [Kind.THESIS]}, {}, "kind"),
        ({}, {"levels": [Level.MASTER]}, "level"),
        ({}, {"fields": ["field/business"]}, "field"),
        ({}, {"languages": {"sv": CEFR.B2, "ar": CEFR.A1}}, "language"),
        ({"languages": {"sv": CEFR.B1}}, {}, "language"),
        ({"languages": {}}, {}, "language"),
        ({"available": {Kind.INTERNSHIP: SPRING}}, {}, "period"),
        ({}, {"place": "0003"}, "place"),
        ({"travel_km": 20.0}, {}, "place"),
        ({}, {"places": 0}, "places"),
        ({"declined": ["o1"]}, {}, "declined"),
    ],
)
def test_each_rule_alone_rules_a_pair_out(
    student: dict[str, Any], offer: dict[str, Any], criterion: str
) -> None:
    assert failing(a_student(**student), an_offer(**offer)) == {criterion}


@pytest.mark.parametrize(
    ("student", "offer"),
    [
        ({"available": {}}, {}),
        ({"programme": "något annat"}, {"fields": ["field/business"]}),
        ({"place": ""}, {"place": "0003"}),
        ({}, {"place": ""}),
        ({"travel_km": None}, {"place": "0003"}),
        ({"travel_km": 5.0, "travel_minutes": 25.0}, {}),
        ({"moves": True}, {"place": "0003"}),
        ({"remote": True}, {"place": "0003", "remote": Remote.REMOTE}),
        ({"remote": True, "travel_km": 12.0}, {"remote": Remote.HYBRID}),
        ({}, {"fields": ["Informatik"]}),
        ({}, {"languages": {}}),
    ],
)
def test_what_is_not_said_or_can_be_bridged_rules_nothing_out(
    student: dict[str, Any], offer: dict[str, Any]
) -> None:
    assert failing(a_student(**student), an_offer(**offer)) == set()


def test_a_distance_worker_helps_only_somebody_who_wants_to_work_so() -> None:
    assert failing(a_student(), an_offer(place="0003", remote=Remote.REMOTE)) == {"place"}
    assert failing(a_student(travel_km=12.0), an_offer(remote=Remote.HYBRID)) == {"place"}


def test_what_is_over_is_offered_to_nobody() -> None:
    over = Period(date(2026, 6, 1), date(2026, 8, 1))
    assert failing(a_student(available={}), an_offer(period=over)) == {"period"}


def test_what_has_begun_is_offered_for_the_days_left() -> None:
    running = Period(date(2026, 1, 1), date(2026, 12, 31))
    free = {Kind.INTERNSHIP: Period(date(2026, 12, 1), date(2027, 2, 28))}
    assert failing(a_student(available=free), an_offer(period=running)) == set()


def test_the_overlap_asked_for_is_a_setting() -> None:
    half = {Kind.INTERNSHIP: Period(date(2027, 7, 11), date(2027, 9, 13))}
    assert failing(a_student(available=half), an_offer()) == {"period"}
    assert failing(a_student(available=half), an_offer(), minimum_overlap=0.4) == set()


def test_a_forbidden_pair_is_out_and_others_are_not() -> None:
    forbidden = Hint("s1", "o1", Wish.FORBID, "släkt")
    market = open_market([a_student(), a_student("s2")], [an_offer()], SETTINGS, TODAY, [forbidden])
    assert _failing(market)[0][0] == {"forbidden"}
    assert _failing(market)[1][0] == set()


def test_a_fixed_pair_takes_a_place_from_the_others() -> None:
    fixed = Hint("s1", "o1", Wish.FIXED, "bestämt")
    students = [a_student(), a_student("s2")]
    market = open_market(students, [an_offer(places=1)], SETTINGS, TODAY, [fixed])
    assert _failing(market)[1][0] == {"places"}
    assert market.eligibility.diagnose_offer("o1", 0).brings_back == {Criterion.PLACES: 2}
    market = open_market(students, [an_offer(places=2)], SETTINGS, TODAY, [fixed])
    assert _failing(market)[1][0] == set()


def test_rules_hold_for_any_block_of_students() -> None:
    students = [a_student(f"s{i}", travel_km=float(i)) for i in range(40)]
    eligibility = open_market(students, [an_offer()], SETTINGS, TODAY).eligibility
    whole = eligibility.mask(np.arange(40))
    parts = [eligibility.mask(np.array([row])) for row in range(40)]
    assert np.array_equal(whole, np.concatenate(parts))
    assert 0 < whole.sum() < 40
