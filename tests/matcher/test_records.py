"""Records refuse what cannot be, and name the field and the row."""

from dataclasses import FrozenInstanceError
from datetime import date, datetime
from typing import Any

import pytest

from matcher import CEFR, Hint, Kind, Level, Period, Remote, Wish
from matcher.errors import (
    ConflictError,
    DuplicateIdError,
    InvalidValueError,
    MatcherError,
    NotFiniteError,
)
from tests.matcher.builders import SUMMER, a_student, an_offer


def test_words_and_lists_are_stored_as_the_declared_types() -> None:
    student = a_student(
        kinds=["thesis", "internship"], level="master", languages={"sv": 5}, ranked=["o1"]
    )
    assert student.kinds == frozenset({Kind.THESIS, Kind.INTERNSHIP})
    assert student.level is Level.MASTER
    assert student.languages["sv"] is CEFR.C1
    assert student.ranked == ("o1",)
    offer = an_offer(kind="thesis", remote="hybrid", levels=["bachelor"])
    assert (offer.kind, offer.remote) == (Kind.THESIS, Remote.HYBRID)
    assert Hint("s", "o", "forbid", "").wish is Wish.FORBID  # type: ignore[arg-type] # a word, as people script


def test_a_record_cannot_be_changed_nor_its_skills_through_the_back_door() -> None:
    skills = {"Java": 3}
    student = a_student(skills=skills)
    skills["Java"] = 5
    assert student.skills["Java"] == 3
    with pytest.raises(FrozenInstanceError):
        student.place = "0002"  # type: ignore[misc] # the point of the test


def test_records_can_be_kept_in_sets() -> None:
    assert len({a_student(), a_student(), a_student("s2")}) == 2
    assert len({an_offer(), an_offer()}) == 1


@pytest.mark.parametrize(
    ("changes", "field", "error"),
    [
        ({"kinds": ["holiday"]}, "kinds", InvalidValueError),
        ({"kinds": "thesis"}, "kinds", InvalidValueError),
        ({"level": "doctor"}, "level", InvalidValueError),
        ({"programme": None}, "programme", InvalidValueError),
        ({"text": 7}, "text", InvalidValueError),
        ({"graduates_on": "2027-06-01"}, "graduates_on", InvalidValueError),
        ({"graduates_on": datetime(2027, 6, 1, 12)}, "graduates_on", InvalidValueError),  # noqa: DTZ001 - a day is asked for, any time is wrong
        ({"skills": {"Java": 0}}, "skills", InvalidValueError),
        ({"skills": {"Java": 6}}, "skills", InvalidValueError),
        ({"skills": {"Java": True}}, "skills", InvalidValueError),
        ({"skills": {" ": 3}}, "skills", InvalidValueError),
        ({"skills": ["Java"]}, "skills", InvalidValueError),
        ({"languages": {"Svenska": CEFR.C1}}, "languages", InvalidValueError),
        ({"languages": {"sv": 9}}, "languages", InvalidValueError),
        ({"languages": {"sv": True}}, "languages", InvalidValueError),
        ({"languages": ["sv"]}, "languages", InvalidValueError),
        ({"place": "Härnösand"}, "place", InvalidValueError),
        ({"place": "228"}, "place", InvalidValueError),
        ({"travel_km": -1}, "travel_km", InvalidValueError),
        ({"travel_km": float("nan")}, "travel_km", NotFiniteError),
        ({"travel_minutes": float("inf")}, "travel_minutes", NotFiniteError),
        ({"travel_minutes": "60"}, "travel_minutes", InvalidValueError),
        ({"hours_per_week": 200}, "hours_per_week", InvalidValueError),
        ({"remote": "yes"}, "remote", InvalidValueError),
        ({"moves": 1}, "moves", InvalidValueError),
        ({"available": {Kind.THESIS: "spring"}}, "available", InvalidValueError),
        ({"available": {"holiday": SUMMER}}, "available", InvalidValueError),
        ({"available": [SUMMER]}, "available", InvalidValueError),
        ({"ranked": "o1"}, "ranked", InvalidValueError),
        ({"ranked": ("o1", "o1")}, "ranked", DuplicateIdError),
        ({"ranked": ("",)}, "ranked", InvalidValueError),
        ({"ranked": ("o1",), "declined": frozenset({"o1"})}, "ranked", ConflictError),
    ],
)
def test_a_student_that_cannot_be_is_refused(
    changes: dict[str, Any], field: str, error: type[MatcherError]
) -> None:
    with pytest.raises(error) as caught:
        a_student("s9", **changes)
    assert (caught.value.field, caught.value.row) == (field, "s9")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "holiday"}, "kind"),
        ({"remote": "moon"}, "remote"),
        ({"levels": ["doctor"]}, "levels"),
        ({"fields": [""]}, "fields"),
        ({"must": {"Java": 9}}, "must"),
        ({"wished": {"": 1}}, "wished"),
        ({"places": -1}, "places"),
        ({"places": 1.5}, "places"),
        ({"places": True}, "places"),
        ({"period": (date(2027, 1, 1), date(2027, 2, 1))}, "period"),
        ({"title": None}, "title"),
        ({"employer": None}, "employer"),
        ({"hours_per_week": float("nan")}, "hours_per_week"),
    ],
)
def test_an_offer_that_cannot_be_is_refused(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        an_offer("o9", **changes)
    assert (caught.value.field, caught.value.row) == (field, "o9")


@pytest.mark.parametrize("id_", ["", "  ", None, 7])
def test_an_id_is_a_text_with_something_in_it(id_: Any) -> None:
    for make in (a_student, an_offer):
        with pytest.raises(InvalidValueError):
            make(id_)


def test_a_period_does_not_end_before_it_starts() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Period(date(2027, 2, 2), date(2027, 2, 1))
    assert caught.value.field == "ends_on"
    assert Period(date(2027, 2, 2), date(2027, 2, 2)).days == 1


def test_a_hint_needs_a_known_wish_and_both_ids() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Hint("s1", "o1", "perhaps", "")  # type: ignore[arg-type] # the point of the test
    assert (caught.value.field, caught.value.row) == ("wish", "s1, o1")
    with pytest.raises(InvalidValueError):
        Hint("", "o1", Wish.FORBID, "")


def test_an_offer_without_places_is_a_record_like_others() -> None:
    assert an_offer(places=0).places == 0
