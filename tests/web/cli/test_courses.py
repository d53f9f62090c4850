"""``kajplats courses import``: all of a file or nothing, and nothing in a dry run."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from models.queries.courses import list_courses_of_source
from tests.web.cli.conftest import Command
from tests.web.databases import on_both
from web.tables.faults import BadCells

pytestmark = [pytest.mark.usefixtures("upgraded"), on_both]


def test_a_dry_run_says_what_would_be_done_and_does_nothing(
    kajplats: Command, session: Session, tmp_path: Path
) -> None:
    file = tmp_path / "kurser.csv"
    file.write_text(kajplats("courses", "import", "--template").output, encoding="utf-8")
    dry = kajplats("courses", "import", file, "--source", "Lista", "--dry-run")
    assert "courses of lista: 1 new" in dry.output
    assert list_courses_of_source(session, "lista") == []
    session.rollback()
    assert "1 new" in kajplats("courses", "import", file, "--source", "Lista").output
    assert "1 unchanged" in kajplats("courses", "import", file, "--source", "Lista").output
    assert len(list_courses_of_source(session, "lista")) == 1


def test_a_bad_file_changes_nothing(kajplats: Command, session: Session, tmp_path: Path) -> None:
    file = tmp_path / "kurser.csv"
    file.write_text("id;titel;kursstart\na;Tång;2027-08-23\nb;Torsk;i höst\n", encoding="utf-8")
    refused = kajplats("courses", "import", file)
    assert isinstance(refused.exception, BadCells)
    assert list_courses_of_source(session, "kurser") == []
