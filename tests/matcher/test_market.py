"""Records are checked against each other before anything is computed."""

from datetime import datetime
from typing import Any

import pytest

from matcher import Hint, Wish
from matcher.errors import (
    ConflictError,
    DuplicateIdError,
    InvalidValueError,
    MatcherError,
    UnknownConceptError,
    UnknownIdError,
)
from matcher.market import open_market
from tests.matcher.builders import SETTINGS, TODAY, a_student, an_offer


@pytest.mark.parametrize(
    ("students", "offers", "hints", "error", "field", "row"),
    [
        ([a_student(), a_student()], [], [], DuplicateIdError, "students", 1),
        ([], [an_offer(), an_offer("o2"), an_offer()], [], DuplicateIdError, "offers", 2),
        ([an_offer()], [], [], InvalidValueError, "students", 0),
        ([], [a_student()], [], InvalidValueError, "offers", 0),
        ([a_student("s7", place="9999")], [], [], UnknownIdError, "place", "s7"),
        ([], [an_offer("o7", place="9999")], [], UnknownIdError, "place", "o7"),
        ([], [an_offer("o7", fields=["field/alchemy"])], [], UnknownConceptError, "fields", "o7"),
        (
            [a_student()],
            [an_offer()],
            [Hint("s9", "o1", Wish.FORBID, "")],
            UnknownIdError,
            "hints.student",
            0,
        ),
        (
            [a_student()],
            [an_offer()],
            [Hint("s1", "o9", Wish.FORBID, "")],
            UnknownIdError,
            "hints.offer",
            0,
        ),
        (
            [a_student()],
            [an_offer()],
            [Hint("s1", "o1", Wish.FORBID, ""), Hint("s1", "o1", Wish.REQUIRE, "")],
            ConflictError,
            "hints",
            1,
        ),
        ([a_student()], [an_offer()], ["forbid"], InvalidValueError, "hints", 0),
    ],
)
def test_what_does_not_go_together_is_named(
    students: Any, offers: Any, hints: Any, error: type[MatcherError], field: str, row: Any
) -> None:
    with pytest.raises(error) as caught:
        open_market(students, offers, SETTINGS, TODAY, hints)
    assert (caught.value.field, caught.value.row) == (field, row)


def test_saying_the_same_twice_is_allowed() -> None:
    hint = Hint("s1", "o1", Wish.FORBID, "")
    market = open_market([a_student()], [an_offer()], SETTINGS, TODAY, [hint, hint])
    assert market.eligibility.diagnose_student("s1", 0).eligible == 0


def test_the_day_is_a_day() -> None:
    with pytest.raises(InvalidValueError):
        open_market([], [], SETTINGS, datetime(2026, 11, 23))  # noqa: DTZ001 - a day is asked for, any time is wrong


def test_offers_that_are_gone_are_no_obstacle_to_those_who_liked_or_declined_them() -> None:
    student = a_student(ranked=("gone", "o1"), declined=["long-gone"])
    market = open_market([student], [an_offer()], SETTINGS, TODAY)
    assert market.eligibility.diagnose_student("s1", 0).eligible == 1
    assert market.scorer.evidence(0, 0)["interest"] == 0.75
