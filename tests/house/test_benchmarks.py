"""What was measured is kept whole: every part has its section, and no section is of another."""

import ast

import pytest

from tests.benchmarks.report import COLUMNS, LEGEND, REPORT, sections_of
from tests.house.project import tree


def parts() -> list[str]:
    """Give the names of the parts, without loading their peers."""
    for node in tree("tests/benchmarks/__main__.py").body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "PARTS":
            assert isinstance(node.value, ast.Dict)
            return [ast.literal_eval(key) for key in node.value.keys if key]
    return []


def test_there_are_parts() -> None:
    assert {"learning", "calibration", "kernel", "rounds"} <= set(parts())


def test_the_report_names_every_part_with_its_machine_and_its_columns() -> None:
    if not REPORT.exists():
        pytest.skip("nothing was written yet: python -m tests.benchmarks --write")
    text = REPORT.read_text(encoding="utf-8")
    assert LEGEND in text
    sections = sections_of(text)
    assert list(sections) == parts()
    for part, section in sections.items():
        assert "Python" in section.splitlines()[0], part
        assert f"| {' | '.join(COLUMNS)} |" in section, part
        assert section.splitlines()[-1].count(" | ") >= len(COLUMNS) - 1, part
