"""What is wrong with workers is told with what to do about it."""

from pathlib import Path

import pytest

from matcher.errors import MachinesError
from web.bridge.machines import MachinesRefused, machines_for


@pytest.mark.parametrize(
    ("field", "row", "told"),
    [
        ("scheduler", None, "tcp://a:1: no Dask scheduler answers there."),
        ("workers", None, "Start one with: dask worker tcp://a:1"),
        ("shared", None, "Give --shared a folder with room for it."),
        ("shared", "north", "the worker on north cannot read tcp://a:1."),
        ("version", "north", "the worker on north has another version of Kajplats"),
        ("work", None, "the workers gave up: tcp://a:1"),
    ],
)
def test_every_fault_is_worded(
    field: str, row: str | None, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise MachinesError(field=field, row=row, value="tcp://a:1", expected="something else")

    monkeypatch.setattr("matcher.workers_at", refuse)
    with pytest.raises(MachinesRefused) as refused, machines_for(None, "tcp://a:1", None):
        pass
    assert told in str(refused.value)


def test_nothing_is_started_unless_it_is_asked_for(tmp_path: Path) -> None:
    with machines_for(None, None, None) as machines:
        assert machines is None
