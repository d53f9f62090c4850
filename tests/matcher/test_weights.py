"""The weights are a file with a version, an owner, a day and a reason."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from matcher.errors import InvalidValueError, MatcherError
from matcher.weights import TERMS, content_of, numbers_of, read_weights, shipped_weights

SHIPPED = Path(__file__).parents[2] / "matcher" / "data" / "weights.json"


def written(tmp_path: Path, **changes: Any) -> Path:
    content = json.loads(SHIPPED.read_text(encoding="utf-8"))
    content["terms"].update(changes.pop("terms", {}))
    path = tmp_path / "weights.json"
    path.write_text(json.dumps({**content, **changes}), encoding="utf-8")
    return path


def test_the_weights_in_force_say_who_when_and_why() -> None:
    weights = shipped_weights()
    assert weights.version
    assert weights.owner
    assert weights.reason
    assert tuple(weights.terms) == TERMS


def test_what_speaks_for_a_pair_never_weighs_against_it() -> None:
    for name, weight in shipped_weights().terms.items():
        if name != "base" and not name.startswith("no_evidence"):
            assert weight.student >= 0
            assert weight.employer >= 0
            assert 0 <= weight.neutral <= 1


def test_a_lack_of_evidence_never_speaks_for_a_pair() -> None:
    for name, weight in shipped_weights().terms.items():
        if name.startswith("no_evidence"):
            assert weight.student <= 0
            assert weight.employer <= 0


def test_a_file_is_read_as_written(tmp_path: Path) -> None:
    path = written(tmp_path, version="9", terms={"must": {"student": 1, "employer": 2}})
    weights = read_weights(path)
    assert weights.version == "9"
    assert (weights.terms["must"].employer, weights.terms["must"].neutral) == (2, 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"version": ""},
        {"adopted_on": "yesterday"},
        {"terms": {"beauty": {"student": 1, "employer": 1}}},
        {"terms": {"must": {"student": "much", "employer": 1}}},
        {"terms": {"must": {"student": None, "employer": 1}}},
        {"terms": {"must": {"student": float("nan"), "employer": 1}}},
        {"terms": {"must": {"student": 1}}},
        {"terms": {"must": 3}},
        {"calibration": {"teacher": [[0, 0]]}},
        {"calibration": {"student": [[0, 1, 2]]}},
        {"calibration": {"student": [[0, "a"]]}},
        {"calibration": {"student": [[0, float("inf")]]}},
        {"calibration": {"student": [[0, 0], [0, 1]]}},
        {"calibration": {"student": [[0, 1], [1, 1]]}},
        {"calibration": {"student": 3}},
        {"calibration": 3},
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(MatcherError):
        read_weights(written(tmp_path, **changes))


@pytest.mark.parametrize("content", ["", "[]", "{}", "{"])
def test_a_file_that_is_no_weights_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "weights.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidValueError):
        read_weights(path)


def test_a_missing_term_is_named(tmp_path: Path) -> None:
    content = json.loads(SHIPPED.read_text(encoding="utf-8"))
    del content["terms"]["place"]
    path = tmp_path / "weights.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InvalidValueError) as caught:
        read_weights(path)
    assert caught.value.value == "place"


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    knots = ((-1.0, -0.5), (2.0, 1.5))
    weights = replace(shipped_weights(), calibration={"student": knots})
    path = tmp_path / "weights.json"
    path.write_text(json.dumps(content_of(weights)), encoding="utf-8")
    assert read_weights(path) == weights
    assert numbers_of(weights)["calibration"] == {"student": [[-1.0, -0.5], [2.0, 1.5]]}
    assert "calibration" not in numbers_of(shipped_weights())
    assert json.loads(SHIPPED.read_text(encoding="utf-8"))["version"] == "2026-11"


def test_the_reason_in_swedish_travels_with_the_file_and_makes_no_other_version(
    tmp_path: Path,
) -> None:
    shipped = shipped_weights()
    assert shipped.reason_sv
    path = tmp_path / "weights.json"
    path.write_text(json.dumps(content_of(shipped)), encoding="utf-8")
    assert read_weights(path).reason_sv == shipped.reason_sv
    assert replace(shipped, reason_sv="") == shipped
    path.write_text(json.dumps({**content_of(shipped), "reason_sv": 7}), encoding="utf-8")
    with pytest.raises(InvalidValueError, match="reason_sv"):
        read_weights(path)
