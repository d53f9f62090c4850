"""Commands run as people run them, on an installation of the test's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from models.operations.concepts import ConceptWords, load_concepts
from web.cli import cli
from web.tables.columns import OFFERS, STUDENTS, Sheet
from web.tables.writing import write_table

Command = Callable[..., Result]


@pytest.fixture
def kajplats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database_url: str) -> Command:
    """Give what runs a command; what it refuses is in the result's ``exception``."""
    monkeypatch.setenv("KAJPLATS_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("KAJPLATS_DATABASE_URL", database_url)
    monkeypatch.setenv("KAJPLATS_QUEUE", "memory://")

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments])

    return run


@pytest.fixture
def upgraded(session: Session) -> None:
    """Put as much of the vocabulary into the database as commands ask for."""
    load_concepts(
        session, [ConceptWords("field/informatics", "field", "Informatik", "Informatics")]
    )
    session.commit()


@pytest.fixture
def students_file(tmp_path: Path) -> Path:
    """Give a file of two students."""
    extra = {"name": "Ebba Kvastlund", "email": "ebba@example.org"}
    other = {"id": "s2", "name": "Åke Öst", "email": "ake@example.org", "skills": "redovisning:4"}
    return a_file(tmp_path / "students.csv", STUDENTS, extra, {**extra, **other})


@pytest.fixture
def offers_file(tmp_path: Path) -> Path:
    """Give a file of two offers of one employer."""
    extra = {
        "organisation_number": "556036-0793",
        "contact_name": "Kim Lind",
        "contact_email": "kim@example.org",
        "pay": "wage",
        "insured_by": "employer",
        "language": "sv",
    }
    return a_file(
        tmp_path / "offers.csv", OFFERS, extra, {**extra, "id": "o2", "title": "En annan sommar"}
    )


def a_file(path: Path, sheet: Sheet, *rows: dict[str, str]) -> Path:
    """Write a file of rows, each the sheet's example with some cells of its own."""
    names = [column.name for column in sheet.columns]
    write_table(path, names, [{**sheet.example, **row} for row in rows])
    return path
