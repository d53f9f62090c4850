"""Settings outside their ranges are refused by name."""

from typing import Any

import pytest

from matcher import Settings
from matcher.errors import InvalidValueError


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("minimum_overlap", 1.5),
        ("minimum_overlap", None),
        ("minimum_overlap", float("nan")),
        ("hybrid_reach", 0.5),
        ("candidates", 0),
        ("candidates", 2.5),
        ("temperature", 0),
        ("temperature", "warm"),
    ],
)
def test_a_setting_outside_its_range_is_named(field: str, value: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Settings(**{field: value})
    assert caught.value.field == field
