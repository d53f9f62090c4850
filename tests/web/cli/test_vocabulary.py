"""``kajplats vocabulary``: taxonomies from files into the database, or straight into a ranking."""

import json
import os
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from models.queries.vocabulary import find_last_import, list_imported
from tests.web.cli.conftest import Command, a_file
from tests.web.imports.taxonomies import SKILLS_EN, SKILLS_SV, a_taxonomy, an_esco_file
from web.tables.columns import OFFERS, STUDENTS
from web.tables.faults import BadCells


@pytest.fixture
def skills(tmp_path: Path) -> tuple[Path, Path]:
    """Give ESCO's skills in two languages."""
    return (
        an_esco_file(tmp_path / "skills_sv.csv", SKILLS_SV),
        an_esco_file(tmp_path / "skills_en.csv", SKILLS_EN),
    )


@pytest.mark.usefixtures("upgraded")
def test_files_are_imported_and_told_of(
    kajplats: Command, session: Session, skills: tuple[Path, Path]
) -> None:
    done = kajplats("vocabulary", "import", *skills, "--release", "1.2.0")
    assert done.exit_code == 0, done.output
    assert "esco 1.2.0: 2 new, 0 changed, 0 unchanged, 0 retired" in done.output
    assert "0 imported concepts are told as one of the project's own." in done.output
    assert [row.en for row in list_imported(session)] == ["sail a barge", "tar nets"]
    again = kajplats("vocabulary", "import", *skills, "--release", "1.2.0")
    assert "esco 1.2.0: 0 new, 0 changed, 2 unchanged, 0 retired" in again.output
    listed = kajplats("vocabulary", "list").output
    assert "kajplats (own)" in listed
    assert " ".join(listed.splitlines()[-1].split()) == "esco 1.2.0 skill 2 2 2 0 0"


@pytest.mark.usefixtures("upgraded")
def test_a_dry_run_changes_nothing(
    kajplats: Command, session: Session, skills: tuple[Path, Path]
) -> None:
    done = kajplats("vocabulary", "import", skills[0], "--dry-run")
    assert "esco: 2 new" in done.output
    assert "dry run" in done.output
    assert find_last_import(session) is None
    assert list_imported(session) == []


@pytest.mark.usefixtures("upgraded")
def test_what_has_no_label_to_show_is_told(kajplats: Command, tmp_path: Path) -> None:
    path = an_esco_file(tmp_path / "skills_de.csv", {"skill/1": ("Rudern",)})
    done = kajplats("vocabulary", "import", path)
    assert "esco: 0 new" in done.output
    assert "1 left out: they have no Swedish or English label." in done.output


@pytest.mark.usefixtures("upgraded")
def test_bad_cells_are_told_and_nothing_is_written(
    kajplats: Command, session: Session, tmp_path: Path, skills: tuple[Path, Path]
) -> None:
    bad = an_esco_file(tmp_path / "occupations_sv.csv", {"occupation/1": ("",)}, "Occupation")
    done = kajplats("vocabulary", "import", *skills, bad)
    assert isinstance(done.exception, BadCells)
    assert [cell.row for cell in done.exception.cells] == [2]
    assert list_imported(session) == []


@pytest.mark.parametrize("option", [("--language", "svenska"), ("--release", "x" * 61)])
@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_options_that_cannot_be_are_refused(
    kajplats: Command, skills: tuple[Path, Path], option: tuple[str, str]
) -> None:
    assert kajplats("vocabulary", "import", *skills, *option).exit_code == 2


@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_a_ranking_understands_words_of_a_taxonomy(
    kajplats: Command, tmp_path: Path, skills: tuple[Path, Path]
) -> None:
    extra = {"name": "Ebba Kvastlund", "email": "ebba@example.org", "skills": "skutsegling:4"}
    students = a_file(tmp_path / "students.csv", STUDENTS, extra)
    offers = a_file(tmp_path / "offers.csv", OFFERS, {"must": "barging:3"})
    reasons = {}
    for name, taxonomies in (("without", ()), ("with", skills)):
        out = tmp_path / f"{name}.json"
        given = [part for path in taxonomies for part in ("--vocabulary", path)]
        words = ("rank", students, offers, "--on", "2027-01-15", "--reasons", "en", "--out", out)
        done = kajplats(*words, *given)
        assert done.exit_code == 0, done.output
        reasons[name] = json.loads(out.read_text(encoding="utf-8"))[0]["for"]
    assert "sail a barge" not in reasons["without"]
    assert "sail a barge" in reasons["with"]


@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_bad_cells_of_a_taxonomy_are_told_with_those_of_the_records(
    kajplats: Command, tmp_path: Path, students_file: Path
) -> None:
    offers = a_file(tmp_path / "offers.csv", OFFERS, {"period": "soon"})
    bad = an_esco_file(tmp_path / "skills_sv.csv", {"skill/1": ("",)})
    done = kajplats("rank", students_file, offers, "--on", "2027-01-15", "--vocabulary", bad)
    assert isinstance(done.exception, BadCells)
    assert {cell.file for cell in done.exception.cells} == {"offers.csv", "skills_sv.csv"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_real_taxonomies_are_imported(kajplats: Command, session: Session) -> None:
    told = os.environ.get("KAJPLATS_DATA")
    folder = Path(told or "") / "jobtech"
    if not told or not folder.is_dir():
        pytest.skip("KAJPLATS_DATA names no folder with JobTech's taxonomy")
    files = folder.glob("*o-concept.json"), folder.glob("ssyk*.json")
    assert kajplats("upgrade").exit_code == 0
    names = [path for found in files for path in found]
    done = kajplats("vocabulary", "import", *names, "--release", "2020")
    assert done.exit_code == 0, done.output
    assert "jobtech 2020: 9644 new" in done.output
    before = list_imported(session)
    assert sum(row.same_as_id is not None for row in before) > 500
    again = kajplats("vocabulary", "import", *names, "--release", "2020")
    assert "jobtech 2020: 0 new, 0 changed, 9644 unchanged, 0 retired" in again.output
    session.rollback()
    assert list_imported(session) == before


@pytest.mark.usefixtures("upgraded")
def test_a_taxonomy_of_jobtechs_is_imported(
    kajplats: Command, session: Session, tmp_path: Path
) -> None:
    path = a_taxonomy(tmp_path / "t.json", s1="segla skuta")
    assert "jobtech: 3 new" in kajplats("vocabulary", "import", path).output
    assert [row.id for row in list_imported(session)] == [
        "jobtech/o1",
        "jobtech/s1",
        "ssyk/8351",
    ]
