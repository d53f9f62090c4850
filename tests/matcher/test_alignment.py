"""Names and labels are set against each other part by part, judged by a slow and obvious one."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from matcher.alignment import ALIGNED, Alignment

LABELS = [
    "utföra skogsinventeringar",
    "inventering",
    "reparera båtar av trä",
    "++",
    "rådgivning till patienter",
]


def aligned(name: str, *forms: str) -> dict[str, list[float]]:
    """Give the signs of a name with each label, by stems alone."""
    pairs = np.arange(len(LABELS))
    found = Alignment(LABELS, ()).align([[name, *(forms or [name])]], 0 * pairs, pairs)
    assert tuple(sorted(found)) == tuple(sorted(ALIGNED))
    return {sign: values.round(4).tolist() for sign, values in found.items()}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("skogsinventeringen", ["skog", "inventeringen"]),
        ("båtreparation", ["båt", "reparation"]),
        ("av och till", []),
        ("", []),
        ("xyzzy", ["xyzzy"]),
        (" ".join(["skogsinventering"] * 9), ["skog", "inventering"] * 4),
    ],
)
def test_a_name_falls_apart_into_known_words(name: str, parts: list[str]) -> None:
    assert Alignment(LABELS, ()).parts_of(name) == parts


def test_words_of_the_labels_are_known_too() -> None:
    assert Alignment(["qwertare"], ()).parts_of("skogsqwertare") == ["skog", "qwertare"]


def test_what_is_said_of_each_side() -> None:
    found = aligned("skogsinventering")
    assert found["said_of_name"][0] == 1.0
    assert found["said_of_label"][0] > 0.85  # "utföra" weighs next to nothing
    assert (found["said_of_head"][1], found["said_of_rest"][1]) == (1.0, 0.0)
    assert found["said_of_label"][1] == 1.0
    assert 0 < found["unsaid_of_label"][0] < found["unsaid_of_name"][1]
    assert all(values[3] == 0 for sign, values in found.items() if not sign.startswith("unsaid"))


def test_an_alternative_may_be_all_of_a_name() -> None:
    found = aligned("skötsel inventering", "skötsel", "inventering")
    assert found["other_of_both"][1] == pytest.approx(1.0)
    assert found["first_of_both"][1] == 0.0
    assert found["is_first"][1] == 0.0
    assert aligned("inventering skötsel", "inventering", "skötsel")["is_first"][1] == 1.0


def test_spaces_tell_what_else_is_near() -> None:
    def space(words: Sequence[str]) -> Any:
        return sparse.csr_array([[float(word in ("båt", "båtar", "skepp"))] for word in words])

    found = Alignment(LABELS, ((0.7, space),)).align(
        [["skepp", "skepp"]], np.array([0, 0]), np.array([2, 1])
    )
    assert found["said_of_name"].tolist() == pytest.approx([0.7, 0.0])
    assert found["same_of_both"].tolist() == [0.0, 0.0]


def test_no_label_has_parts() -> None:
    found = Alignment(["++"], ()).align([["??", ""]], np.array([0]), np.array([0]))
    assert all(np.isfinite(values).all() for values in found.values())
