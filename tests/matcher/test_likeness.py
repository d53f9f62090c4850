"""What is the same name but for a slip, and what is another word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.likeness import likeness, likenesses


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


WORDS = st.sampled_from(
    ["python", "phyton", "foto", "photo", "c", "c++", "html4", "html5", "i", "i"]
)


@given(st.lists(st.tuples(*[st.lists(WORDS, min_size=1, max_size=4)] * 2), max_size=5))
@pytest.mark.parametrize("least", [0.3, 0.6, 0.8465, 0.87])
def test_many_pairs_are_as_like_as_each_alone(
    least: float, pairs: list[tuple[list[str], list[str]]]
) -> None:
    names, labels = [" ".join(name) for name, _ in pairs], [" ".join(label) for _, label in pairs]
    alone = [likeness(*pair) for pair in zip(names, labels, strict=True)]
    expected = [one if one >= least else 0.0 for one in alone]
    assert likenesses(names, labels, least).tolist() == expected


def test_a_word_said_twice_is_not_inside_what_says_it_once() -> None:
    assert likeness("kock i kök", "kock kock") < 0.85
