"""Whoever looks after an installation writes out what is stored about somebody."""

import json
import stat
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.builders import a_student
from tests.web.cli.conftest import Command


@pytest.mark.usefixtures("upgraded")
def test_everything_about_somebody_is_written_to_a_file(
    kajplats: Command, session: Session, tmp_path: Path
) -> None:
    student = a_student(session, text="Jag mäter båtar")
    session.commit()
    out = tmp_path / "own.json"
    done = kajplats("data", "export", student.email, "--out", out)
    assert done.exit_code == 0, done.output
    assert "Jag mäter båtar" not in done.output
    told = json.loads(out.read_text(encoding="utf-8"))
    assert told["records"]["profile"]["tables"]["students"][0]["text"] == "Jag mäter båtar"
    assert told["records"]["profile"]["called"] == "Profil"
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


@pytest.mark.usefixtures("upgraded")
def test_nothing_is_written_where_nothing_is_stored(kajplats: Command, tmp_path: Path) -> None:
    out = tmp_path / "own.json"
    done = kajplats("data", "export", "nobody@example.org", "--out", out)
    assert done.exit_code == 1
    assert not out.exists()
