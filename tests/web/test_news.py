"""Each letter can be named in lists that the working group reads."""

from pathlib import Path

from web.news import news

LETTERS = Path("web/templates/letters")
FRAME = "frame"


def test_every_letter_is_named() -> None:
    subjects = [path.stem for path in LETTERS.glob("[!_]*.txt") if path.stem != FRAME]
    assert len(subjects) > 50
    assert [subject for subject in subjects if not news(subject)] == []
