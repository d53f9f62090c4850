"""What is the same name but for a slip, and what is another word."""

import pytest

from matcher.likeness import likeness


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("excell", "excel"),
        ("phyton", "python"),
        ("fotoshop", "photoshop"),
        ("java script", "javascript"),
    ],
)
def test_a_slip_of_the_pen_is_nearly_the_same(name: str, label: str) -> None:
    assert likeness(name, label) >= 0.9


@pytest.mark.parametrize(
    ("name", "label"),
    [("c", "c++"), ("html4", "html5"), ("ai", "ak"), ("retail", "ai"), ("asp.net", "aspnet")],
)
def test_a_small_difference_makes_another_word(name: str, label: str) -> None:
    assert likeness(name, label) <= 0.5


def test_a_label_is_itself() -> None:
    assert likeness("redovisning", "redovisning") == 1.0
