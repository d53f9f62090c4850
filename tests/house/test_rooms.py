"""The rooms know each other in one direction only; the contracts stand in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

from tests.house.project import ROOT


def test_imports_keep_to_the_rooms() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout[-3000:] + checked.stderr[-3000:]


def test_the_web_process_does_not_load_the_heavy_libraries_of_the_matcher() -> None:
    # Loading scikit-learn takes seconds when cold; only the job worker and the command need it.
    loads = "import sys, web.app; web.app.create_app({'SECRET_KEY': 'x' * 32}); print(*sys.modules)"
    command = [sys.executable, "-c", loads]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"sklearn", "scipy", "numpy", "rapidfuzz"}.isdisjoint(loaded.stdout.split())
