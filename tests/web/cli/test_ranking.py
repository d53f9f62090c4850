"""``kajplats rank``: the same as scripting with the matcher, and nothing written after a fault."""

import csv
import json
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from tests.web.cli.conftest import Command, a_file
from web.bridge.machines import MachinesRefused
from web.tables.columns import OFFERS, STUDENTS
from web.tables.faults import BadCells, TableUnreadable
from web.tables.files import read_file
from web.tables.reading import read_table

ON = ("--on", "2027-01-15")

pytestmark = pytest.mark.parametrize("database_url", ["sqlite://"])


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".json"])
def test_two_files_become_a_list(
    kajplats: Command, tmp_path: Path, students_file: Path, offers_file: Path, ending: str
) -> None:
    out = tmp_path / f"suggestions{ending}"
    done = kajplats("rank", students_file, offers_file, *ON, "-k", 10, "--out", out)
    assert done.exit_code == 0, done.output
    rows = [row for _number, row in read_file(out).rows]
    assert [(row["student"], row["rank_for_student"]) for row in rows] == [
        ("s1", "1"),
        ("s1", "2"),
        ("s2", "1"),
        ("s2", "2"),
    ]
    for row in rows:
        product = float(row["p_student"]) * float(row["p_employer"])
        assert float(row["score"]) == pytest.approx(product)


def test_it_needs_no_database_and_leaves_none(
    kajplats: Command, tmp_path: Path, students_file: Path, offers_file: Path
) -> None:
    kajplats("rank", students_file, offers_file, *ON)
    assert not (tmp_path / "instance").exists()


def test_reasons_are_told_when_asked_for(
    kajplats: Command, tmp_path: Path, students_file: Path, offers_file: Path
) -> None:
    out = tmp_path / "out.json"
    kajplats("rank", students_file, offers_file, *ON, "--reasons", "sv", "--out", out)
    rows = json.loads(out.read_text(encoding="utf-8"))
    assert rows[0]["strength"] in {"strong", "possible", "weak"}
    assert "Efterfrågas och finns i profilen: SQL." in rows[0]["for"]


def test_bad_cells_of_both_files_are_told_together_and_nothing_is_written(
    kajplats: Command, tmp_path: Path
) -> None:
    students = a_file(tmp_path / "students.csv", STUDENTS, {"level": "doktor"})
    offers = a_file(tmp_path / "offers.csv", OFFERS, {"period": "sommaren", "places": "-1"})
    out = tmp_path / "out.csv"
    done = kajplats("rank", students, offers, *ON, "--out", out)
    assert isinstance(done.exception, BadCells)
    assert [(cell.file, cell.row, cell.column) for cell in done.exception.cells] == [
        ("offers.csv", 2, "period"),
        ("offers.csv", 2, "places"),
        ("students.csv", 2, "level"),
    ]
    assert not out.exists()


def test_what_only_the_matcher_sees_is_told_by_cell_too(
    kajplats: Command, tmp_path: Path, offers_file: Path
) -> None:
    students = a_file(tmp_path / "students.csv", STUDENTS, {"ranked": "o1;o2", "declined": "o2"})
    done = kajplats("rank", students, offers_file, *ON)
    assert isinstance(done.exception, BadCells)
    assert [(cell.row, cell.column) for cell in done.exception.cells] == [(2, "ranked")]


def test_a_file_that_could_not_be_written_is_refused_before_the_work(
    kajplats: Command, tmp_path: Path
) -> None:
    for out in (tmp_path / "out.ods", tmp_path / "nowhere" / "out.csv"):
        done = kajplats("rank", tmp_path / "s.csv", tmp_path / "o.csv", *ON, "--out", out)
        assert isinstance(done.exception, TableUnreadable)
        assert out.name in str(done.exception)


def test_the_templates_can_be_ranked_as_they_are(kajplats: Command, tmp_path: Path) -> None:
    for each in (STUDENTS, OFFERS):
        path = tmp_path / f"{each.name}.csv"
        path.write_text(kajplats("rank", "--template", each.name).output, encoding="utf-8")
        assert read_table(path, each, each.ranked).ignored == ()
    done = kajplats("rank", tmp_path / "students.csv", tmp_path / "offers.csv", *ON)
    [row] = csv.DictReader(done.output.splitlines())
    assert (row["student"], row["offer"]) == ("s1", "o1")


def test_without_files_it_says_what_to_give(kajplats: Command) -> None:
    done = kajplats("rank")
    assert done.exit_code == 2
    assert "--template" in done.output


def test_the_demo_data_can_be_ranked(kajplats: Command, tmp_path: Path) -> None:
    demo = Path("web/demo")
    out = tmp_path / "out.csv"
    done = kajplats("rank", demo / "students.csv", demo / "offers.csv", *ON, "-k", 3, "--out", out)
    assert done.exit_code == 0, done.output
    assert len(read_file(out).rows) > 200


def test_a_fault_ends_with_a_status_and_a_table(
    kajplats: Command, tmp_path: Path, offers_file: Path
) -> None:
    students = a_file(tmp_path / "students.csv", STUDENTS, {"level": "doktor"})
    done = subprocess.run(
        [sys.executable, "-m", "web.cli", "rank", str(students), str(offers_file), *ON],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "students.csv" in done.stderr
    assert "one of bachelor, master" in done.stderr
    assert "Traceback" not in done.stderr


def test_shared_out_to_workers_the_file_is_the_same(
    kajplats: Command, tmp_path: Path, students_file: Path, offers_file: Path
) -> None:
    alone, shared = tmp_path / "alone.csv", tmp_path / "shared.csv"
    kajplats("rank", students_file, offers_file, *ON, "--reasons", "sv", "--out", alone)
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=False,
        protocol="tcp://",
        host="127.0.0.1",
        dashboard_address=None,
        scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
    ) as cluster:
        done = kajplats(
            *("rank", students_file, offers_file, *ON, "--reasons", "sv", "--out", shared),
            *("--scheduler", cluster.scheduler_address, "--shared", tmp_path),
        )
    assert done.exit_code == 0, done.output
    assert shared.read_bytes() == alone.read_bytes() != b""


def test_so_many_workers_are_started_as_are_asked_for(
    kajplats: Command,
    tmp_path: Path,
    students_file: Path,
    offers_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started = []

    def workers_here(count: int, shared: Path | None) -> Any:
        started.append((count, shared))
        return nullcontext()

    monkeypatch.setattr("matcher.workers_here", workers_here)
    done = kajplats(
        "rank", students_file, offers_file, *ON, "--workers", 3, "--out", tmp_path / "out.csv"
    )
    assert done.exit_code == 0, done.output
    assert started == [(3, None)]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--workers", 0], "0 is not in the range 1<=x<=256"),
        (["--workers", "many"], "'many' is not a valid integer"),
        (["--workers", 2, "--scheduler", "tcp://127.0.0.1:9"], "--workers N or --scheduler"),
        (["--shared", "there"], "--shared FOLDER goes with either"),
    ],
)
def test_workers_that_cannot_be_are_refused(
    kajplats: Command, students_file: Path, offers_file: Path, options: list[object], told: str
) -> None:
    done = kajplats("rank", students_file, offers_file, *ON, *options)
    assert done.exit_code == 2
    assert told in done.output


def test_a_scheduler_that_does_not_answer_is_told_with_what_to_do(
    kajplats: Command, tmp_path: Path, students_file: Path, offers_file: Path
) -> None:
    out = tmp_path / "out.csv"
    done = kajplats("rank", students_file, offers_file, *ON, "--scheduler", "nowhere", "--out", out)
    assert isinstance(done.exception, MachinesRefused)
    assert str(done.exception) == (
        "nowhere: no Dask scheduler answers there. Start one with: dask scheduler"
    )
    assert not out.exists()
