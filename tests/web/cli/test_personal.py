"""Whoever looks after an installation writes out what is stored about somebody."""

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from models.operations import erasures
from tests.builders import NOW, a_run, a_student, an_offer
from tests.builders.erasures import account_of, an_admin, asked_by
from tests.web.cli.conftest import Command
from tests.web.databases import on_both
from web.app import create_app
from web.bridge.runs import carry_out
from web.session import sessions

pytestmark = on_both


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


@pytest.mark.usefixtures("upgraded")
def test_a_run_says_that_somebody_was_taken_out_of_it(kajplats: Command, session: Session) -> None:
    student, later = a_student(session), NOW + timedelta(days=3 * 365)
    a_student(session)
    an_offer(session)
    run = a_run(session)
    session.commit()
    app = create_app()
    carry_out(sessions(app), run.id, clock=lambda: NOW)
    sessions(app).kw["bind"].dispose()
    session.expire_all()
    erasure = asked_by(session, account_of(session, student), at=later)
    assert erasures.carry_out(session, erasure, by=an_admin(session), at=later) == ()
    session.commit()
    done = kajplats("explain-run", run.id)
    assert done.exit_code == 1
    assert "Somebody asked to be erased since" in done.output
