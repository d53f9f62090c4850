"""A made-up taxonomy of the size of ESCO's skills, as its CSV files in two languages.

Each concept is named by two words of the project's vocabulary, with two synonyms a language.
"""

import csv
from pathlib import Path
from random import Random

from matcher import shipped_vocabulary

ADDRESS = "http://data.europa.eu/esco/skill/"
COLUMNS = ("conceptType", "conceptUri", "preferredLabel", "altLabels")
WORDS_OF_A_CONCEPT = 3


def write_taxonomy(folder: Path, count: int, seed: int) -> list[Path]:
    """Write so many concepts; the same numbers give the same files."""
    paths = []
    for language in ("sv", "en"):
        rng = Random(seed)  # noqa: S311 - for the same words each time, not for secrets
        known = [concept.shown(language) for concept in shipped_vocabulary()]
        path = folder / f"skills_{language}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            for number in range(count):
                names = [" ".join(rng.sample(known, 2)) for _ in range(WORDS_OF_A_CONCEPT)]
                first, *others = names
                address = f"{ADDRESS}{number}"
                words = "\n".join(others)
                writer.writerow(["KnowledgeSkillCompetence", address, first[:200], words])
        paths.append(path)
    return paths
