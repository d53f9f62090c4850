"""The README shows the moves as they are, and the files it names are there."""

import re

from models.diagram import draw
from models.moves import MOVES
from tests.house.project import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DIAGRAM = re.compile(
    r"<!-- moves: python -m models\.diagram -->\n```mermaid\n(.*?)\n```", re.DOTALL
)


def test_the_diagram_of_moves_is_not_stale() -> None:
    found = DIAGRAM.search(README)
    assert found, "the README has no diagram between its marks"
    assert found[1] == draw(MOVES), "run: python -m models.diagram"


def test_every_path_that_the_readme_names_is_there() -> None:
    # What is in instance/ is made where the service runs.
    named = re.findall(r"`((?:models|web|matcher|tests)/[\w/.]*)`", README)
    missing = [path for path in named if not (ROOT / path).exists()]
    assert len(named) > 10
    assert missing == []


def test_the_picture_of_the_review_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    assert all((ROOT / picture).stat().st_size > 10_000 for picture in pictures)
