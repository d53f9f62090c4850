"""The rooms know each other in one direction only; the contracts stand in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

from tests.house.project import ROOT


def test_imports_keep_to_the_rooms() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout[-3000:] + checked.stderr[-3000:]
