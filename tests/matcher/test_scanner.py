"""Running text gives up its concepts, and only those it speaks of."""

import pytest

from matcher.scanner import ConceptScanner
from tests.matcher.builders import VOCABULARY

SCANNER = ConceptScanner(
    [
        *((label, c.id, language) for c in VOCABULARY for label, language in c.labels()),
        ("IT", "skill/it", "sv"),
        ("FEM", "skill/fem", "sv"),
        ("HTML", "skill/html", "sv"),
        ("läkare", "occupation/doctor", "sv"),
        ("projekt", "skill/project", "sv"),
        ("ledning av projekt", "skill/leading", "sv"),
        ("alla", "skill/everybody", "sv"),
    ]
)


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("", []),
        ("🎉 مرحبا", []),
        ("Vi arbetar i en retail-kedja", []),
        ("Vi använder AI varje dag", ["skill/ai"]),
        ("the ai of it all", []),
        ("Vi har fem anställda", []),
        ("Vi räknar med FEM", ["skill/fem"]),
        ("lite html", ["skill/html"]),
        ("we excel at coding", ["skill/programming"]),
        ("Du kan Excel", ["tool/excel"]),
        ("databasen och databaserna", ["skill/databases"]),
        ("You design databases in Java.", ["skill/databases", "skill/java"]),
        ("C är en vitamin", []),
        ("C++, gärna", ["skill/cpp"]),
        ("du lär dig läsa slarvig handstil", []),
        ("läkares handstil", ["occupation/doctor"]),
        ("ledning av projekt", ["skill/leading"]),
        ("JavaScript", ["skill/javascript"]),
        ("Hej alla!", []),
    ],
)
def test_what_a_text_speaks_of(text: str, concepts: list[str]) -> None:
    assert SCANNER.find(text) == concepts


def test_a_long_text_is_searched_to_its_end() -> None:
    assert SCANNER.find("ord " * 25_000 + "databaser") == ["skill/databases"]
