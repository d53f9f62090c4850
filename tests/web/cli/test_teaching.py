"""A verifier of names is learned by a command, and what cannot be learned from is told."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.matcher.test_teaching import lesson
from web.cli import cli


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    one = lesson()
    labels, names = tmp_path / "labels.tsv", tmp_path / "named.tsv"
    known = zip(one.concepts, one.labels, strict=True)
    asked = zip(one.names, one.wanted, strict=True)
    labels.write_text("concept\tlabel\n" + "".join(f"{a}\t{b}\n" for a, b in known), "utf-8")
    names.write_text(
        "query\tconcepts\n" + "".join(f"{a}\t{' '.join(b)}\n" for a, b in asked), "utf-8"
    )
    return str(labels), str(names)


def train(*arguments: str, out: Path) -> tuple[int, str]:
    found = CliRunner().invoke(cli, ["vocabulary", "train", *arguments, "--out", str(out)])
    return found.exit_code, found.output


def test_figures_are_printed_and_the_file_is_the_same_each_time(
    files: tuple[str, str], tmp_path: Path
) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    status, told = train(*files, out=first)
    assert status == 0
    assert "MRR" in told
    assert train(*files, out=second)[0] == 0
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("held", "row"),
    [("", "row 1"), ("name\tid\na\tb\n", "row 2"), ("query\tconcepts\nkock\t\n", "row 2")],
)
def test_a_file_that_cannot_be_learned_from_is_named(
    files: tuple[str, str], held: str, row: str, tmp_path: Path
) -> None:
    bad, out = tmp_path / "bad.tsv", tmp_path / "out.json"
    bad.write_text(held, encoding="utf-8")
    status, told = train(files[0], str(bad), out=out)
    assert status == 1
    assert "bad.tsv" in told
    assert row in told
    assert not out.exists()


def test_files_come_in_pairs(files: tuple[str, str], tmp_path: Path) -> None:
    status, told = train(files[0], out=tmp_path / "out.json")
    assert status == 2
    assert "pairs" in told


def test_a_file_that_is_not_there_is_named(files: tuple[str, str], tmp_path: Path) -> None:
    status, told = train("none.tsv", files[1], out=tmp_path / "out.json")
    assert status == 1
    assert "none.tsv" in told
