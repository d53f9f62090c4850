"""Objects come one after the other out of JSON, whatever the window that moves over it."""

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from web.imports import json_items
from web.imports.json_items import JsonUnreadable, read_items

OBJECTS = st.dictionaries(
    st.text(max_size=5), st.none() | st.integers() | st.floats(-1e9, 1e9) | st.text(max_size=9)
)


def items(path: Path, text: str) -> list[Any]:
    path.write_text(text, encoding="utf-8")
    return list(read_items(path))


@pytest.mark.parametrize("chunk", [1, 7, 1 << 16])
def test_both_forms_of_taxonomies_are_walked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(json_items, "CHUNK", chunk)
    by_type = {"skill": {"1": {"a": 1}, "2": {"a": [2, 3]}}, "none": {}, "version": 12}
    assert items(tmp_path / "a.json", json.dumps(by_type)) == [
        (("skill", "1"), {"a": 1}),
        (("skill", "2"), {"a": [2, 3]}),
        (("version",), 12),
    ]
    listed = {"data": {"concepts": [{"a": 1}, {"b": {"c": []}}]}}
    assert [value for _keys, value in items(tmp_path / "b.json", json.dumps(listed))] == [
        {"a": 1},
        {"b": {"c": []}},
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(values=st.lists(OBJECTS, max_size=6), indent=st.none() | st.just(1), mark=st.booleans())
def test_a_list_gives_what_json_gives(
    tmp_path: Path, values: list[Any], indent: int | None, mark: bool
) -> None:
    text = json.dumps(values, ensure_ascii=False, indent=indent)
    found = items(tmp_path / "a.json", "\ufeff" * mark + text)
    assert [value for _keys, value in found] == values


@pytest.mark.parametrize(
    "text", ["", "{", "[1", '{"a"', '{"a": ', '{"a" 1}', "[1] 2", "[1,]", "{1: 2}", "[nul]"]
)
def test_what_is_no_json_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(JsonUnreadable):
        items(tmp_path / "a.json", text)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'["\xff"]')
    with pytest.raises(JsonUnreadable):
        list(read_items(path))


def test_an_object_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_items, "LONGEST_VALUE", 1000)
    monkeypatch.setattr(json_items, "CHUNK", 100)
    with pytest.raises(JsonUnreadable):
        items(tmp_path / "a.json", json.dumps(["x" * 3000]))


def test_a_large_file_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    one = json.dumps({"words": "x" * 5000})
    with path.open("w", encoding="utf-8") as file:
        file.write("[" + ",\n".join([one] * 3000) + "]")
    assert path.stat().st_size > 15_000_000
    tracemalloc.start()
    count = sum(1 for _item in read_items(path))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 3000
    assert most < 2_000_000
