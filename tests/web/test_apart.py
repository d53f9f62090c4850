"""A process that reads what somebody handed in can do nothing but that."""

import subprocess
import sys
from pathlib import Path

import pytest

import web
from web.apart import told_by

LIMITED = """
import sys, types
sys.path.insert(0, sys.argv[1])
from web.apart import limit
limit(15, 768 * 1024**2)
{attempt}
"""


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.fork()",
        "open(sys.argv[2], 'wb', 0).write(b'x' * 10)",
        "bytearray(2 * 1024**3)",
    ],
)
def test_the_child_can_neither_call_nor_start_nor_write_nor_take_all_memory(
    attempt: str, tmp_path: Path
) -> None:
    room = str(Path(web.__file__).parent.parent)
    command = [sys.executable, "-c", LIMITED.format(attempt=attempt), room, str(tmp_path / "x")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert any(word in done.stderr for word in ("PermissionError", "File too large", "MemoryError"))


def test_what_goes_wrong_there_is_nothing_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for program in ("raise SystemExit(1)", "print('no JSON')", "while True: pass"):
        monkeypatch.setattr("web.apart.PROGRAM", program)
        assert told_by("web.bridge.cvs", seconds=0.5) is None


def test_the_settings_of_the_service_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAJPLATS_SECRET_KEY", "hemligt")
    program = "import json, os; print(json.dumps('KAJPLATS_SECRET_KEY' in os.environ))"
    monkeypatch.setattr("web.apart.PROGRAM", program)
    assert told_by("web.bridge.cvs", seconds=10) is False
