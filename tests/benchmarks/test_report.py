"""The report keeps what was measured part by part, and a row says how far it got."""

from pathlib import Path

import pytest

from tests.benchmarks.measuring import Row, Timed, faster, reaching, within
from tests.benchmarks.report import COLUMNS, LEGEND, sections_of, write_report

PARTS = ("kernel", "learning", "pages")


def test_a_part_measured_anew_replaces_its_own_section_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "BENCHMARKS.md"
    write_report({"learning": [Row("first", "1")]}, PARTS, full=False, path=path)
    write_report({"kernel": [Row("sum", "2")]}, PARTS, full=True, path=path)
    write_report({"learning": [Row("second", "3")]}, PARTS, full=False, path=path)
    text = path.read_text(encoding="utf-8")
    sections = sections_of(text)
    assert list(sections) == ["kernel", "learning"]
    assert LEGEND in text
    assert "| second | 3 |" in sections["learning"]
    assert "first" not in text
    assert "the promised sizes" in sections["kernel"]
    assert f"| {' | '.join(COLUMNS)} |" in sections["kernel"]


def test_a_part_that_is_gone_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "BENCHMARKS.md"
    write_report({"old": [Row("x", "1")]}, ("old",), full=False, path=path)
    write_report({"kernel": [Row("x", "1")]}, PARTS, full=False, path=path)
    assert list(sections_of(path.read_text(encoding="utf-8"))) == ["kernel"]


def test_a_bar_in_a_cell_does_not_break_the_table(tmp_path: Path) -> None:
    path = tmp_path / "BENCHMARKS.md"
    write_report({"kernel": [Row("a | b", "1")]}, PARTS, full=False, path=path)
    assert "a \\| b" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("figure", "verdict"), [(0.5, "no"), (1.0, "yes"), (1.9, "yes"), (2.0, "stretch")]
)
def test_a_figure_reaches_its_gate_or_its_stretch(figure: float, verdict: str) -> None:
    assert reaching("x", figure, "x", 1.0, 2.0).verdict == verdict
    turned = reaching("x", -figure, "x", -1.0, -2.0, at_most=True)
    assert turned.verdict == verdict


def test_races_and_times_may_have_a_stretch_too() -> None:
    race = faster("x", Timed(1.0, None), Timed(6.0, None), 2.5, stretch=6)
    assert (race.gate, race.stretch, race.verdict) == ("2.5×", "6×", "stretch")
    assert faster("x", Timed(1.0, None), Timed(3.0, None), 2.5).verdict == "yes"
    assert faster("x", Timed(1.0, None), Timed(3.0, None)).verdict == ""
    took = within("x", 5.0, 10.0, stretch=3.0)
    assert (took.stretch, took.verdict) == ("3.0 s", "yes")


def test_only_a_stretch_is_reached_or_not_yet() -> None:
    assert reaching("x", 1.0, "x", stretch=2.0).verdict == "not yet"
    assert reaching("x", 2.0, "x", stretch=2.0).verdict == "stretch"


def test_a_smaller_size_is_said_in_brackets() -> None:
    assert Row("x", "1", reached=True, is_smaller=True).verdict == "(yes)"
