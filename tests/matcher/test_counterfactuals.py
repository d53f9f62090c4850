"""A counterfactual is what would really happen, judged by ranking the changed student again."""

from dataclasses import replace
from typing import Any

import pytest

from matcher import CEFR, Counterfactual, Hint, Kind, Offer, Remote, Student, Wish, rank
from tests.matcher.builders import SETTINGS, SPRING, SUMMER, TODAY, a_student, an_offer


def told(student: Student, offer: Offer, *hints: Hint) -> list[Counterfactual]:
    others = [a_student("other")]
    ranking = rank([student, *others], [offer], SETTINGS, on=TODAY, hints=hints)
    return ranking.counterfactuals(student.id, offer.id)


def score(student: Student, offer: Offer) -> float:
    ranking = rank([student], [offer], SETTINGS, on=TODAY)
    assert ranking.by_student[0, 0] == 0
    return float(ranking.score[0, 0])


@pytest.mark.parametrize(
    ("student", "offer", "field", "change", "changed"),
    [
        (
            {"languages": {"sv": CEFR.B1}},
            {},
            "languages",
            {"language": "sv", "level": "B2"},
            {"languages": {"sv": CEFR.B2}},
        ),
        (
            {"skills": {"programmering": 3}, "text": ""},
            {},
            "skills",
            {"phrase": "databaser", "concept": "skill/databases", "level": 3},
            {"skills": {"programmering": 3, "databaser": 3}, "text": ""},
        ),
        ({"travel_km": 5.0}, {}, "travel_km", {"travel_km": 23.0}, {"travel_km": 23.0}),
        ({}, {"place": "0003"}, "moves", {"moves": True}, {"moves": True}),
        (
            {},
            {"place": "0003", "remote": Remote.REMOTE},
            "remote",
            {"remote": True},
            {"remote": True},
        ),
        (
            {"kinds": [Kind.THESIS]},
            {},
            "kinds",
            {"kind": "internship"},
            {"kinds": [Kind.THESIS, Kind.INTERNSHIP]},
        ),
        (
            {"available": {Kind.INTERNSHIP: SPRING}},
            {},
            "available",
            {"kind": "internship", "from": "2027-01-18", "to": "2027-08-13"},
            {"available": {Kind.INTERNSHIP: replace(SPRING, ends_on=SUMMER.ends_on)}},
        ),
    ],
)
def test_a_change_that_helps_is_told_with_the_score_it_gives(
    student: dict[str, Any],
    offer: dict[str, Any],
    field: str,
    change: dict[str, Any],
    changed: dict[str, Any],
) -> None:
    options = told(a_student(**student), an_offer(**offer))
    option = next(option for option in options if option.field == field)
    assert dict(option.change) == change
    after = score(a_student(**{**student, **changed}), an_offer(**offer))
    assert option.score_after == pytest.approx(after, abs=1e-12)


def test_changes_that_help_most_come_first() -> None:
    options = told(a_student(skills={}, text="", place="0003", travel_km=None), an_offer())
    scores = [option.score_after for option in options]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 1
    assert all(option.eligible_before for option in options)
    assert all(option.score_after >= option.score_before + 0.01 for option in options)


def test_two_obstacles_are_not_removed_by_one_change() -> None:
    student = a_student(languages={}, kinds=[Kind.THESIS])
    assert told(student, an_offer()) == []


@pytest.mark.parametrize(
    ("student", "offer"),
    [
        ({"declined": ["o1"]}, {}),
        ({}, {"places": 0}),
        ({}, {"levels": ["master"]}),
        ({}, {"fields": ["field/business"]}),
    ],
)
def test_what_a_student_cannot_change_is_not_suggested(
    student: dict[str, Any], offer: dict[str, Any]
) -> None:
    assert told(a_student(**{"skills": {}, **student}), an_offer(**offer)) == []


def test_a_forbidden_pair_has_no_way_out_and_an_encouraged_one_keeps_its_hint() -> None:
    student = a_student(skills={}, text="")
    assert told(student, an_offer(), Hint("s1", "o1", Wish.FORBID, "")) == []
    hint = Hint("s1", "o1", Wish.ENCOURAGE, "")
    plain = {str(option.change): option.score_after for option in told(student, an_offer())}
    encouraged = {str(o.change): o.score_after for o in told(student, an_offer(), hint)}
    assert plain
    assert all(encouraged[change] > plain[change] for change in encouraged.keys() & plain.keys())
