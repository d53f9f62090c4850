"""ESCO's CSV files, row by row: skills, occupations and their groups, and what lies above what.

ESCO is published by the European Commission, one folder of files a language.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from models.taxonomies import ConceptTold, Release
from web.imports import expectations as expected
from web.imports.vocabulary_faults import Faults, is_label, separator_of

SOURCE = "esco"
ADDRESS = re.compile(r"https?://data\.europa\.eu/esco/([\w./-]{1,100})")
LANGUAGE = re.compile(r"_([a-z]{2})(?:\W.*)?\.csv$", re.IGNORECASE)
RELEASE = re.compile(r"\bv\d+(?:\.\d+)+")
LONGEST_CELL = 1 << 20
LONGEST_SYNONYM = 300

KINDS = {
    "KnowledgeSkillCompetence": "skill",
    "SkillGroup": "skill",
    "Occupation": "occupation",
    "ISCOGroup": "occupation",
}
CONCEPTS = ("conceptType", "conceptUri", "preferredLabel")
RELATIONS = ("conceptUri", "broaderUri")
SYNONYMS = ("altLabels", "hiddenLabels")
# Concepts that ESCO keeps but has given up.
GIVEN_UP = "obsolete"

Row = Mapping[str, str]


def is_esco(heading: str) -> bool:
    """Whether a file with such a first line is one of ESCO's."""
    names = set(re.split(r"[,;\t]", heading.replace('"', "")))
    return "conceptUri" in names or {"conceptType", "preferredLabel"} <= names


def read_esco(path: Path, release: Release, faults: Faults, language: str) -> None:
    """Add what a file tells to a release.

    Parameters
    ----------
    language : str
        Where the file's name does not tell it.
    """
    found = RELEASE.search(f"{path.parent.name} {path.name}")
    release.name = release.name or (found[0] if found else "")
    csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            heading = file.readline()
            file.seek(0)
            # strict: a quote that is never closed would swallow the rest of the file.
            lines = csv.reader(file, delimiter=separator_of(heading), strict=True)
            headings = next(lines)
            if "broaderUri" in headings:
                _read_relations(headings, lines, release, faults)
            else:
                told = LANGUAGE.search(path.name)
                _read_concepts(
                    headings, lines, release, faults, told[1].lower() if told else language
                )
    except (csv.Error, UnicodeDecodeError) as error:
        faults.add(1, "", str(error), expected.A_WHOLE_FILE)


def _read_concepts(
    headings: list[str],
    lines: Iterable[list[str]],
    release: Release,
    faults: Faults,
    language: str,
) -> None:
    if not language:
        faults.add(1, "", faults.file, expected.A_LANGUAGE)
    if faults.lacks(headings, CONCEPTS) or not language:
        return
    seen: set[str] = set()
    for number, row in _rows(headings, lines, faults):
        id_ = _id(number, "conceptUri", row, faults)
        if id_ in seen:
            faults.add(number, "conceptUri", row["conceptUri"], expected.EACH_ONCE)
        elif row.get("status", "").strip().lower() != GIVEN_UP:
            seen.add(id_)
            _keep(number, id_, row, release, faults, language)
    if not seen:
        faults.add(1, "", "", expected.SOME_CONCEPTS)


def _keep(number: int, id_: str, row: Row, release: Release, faults: Faults, language: str) -> None:
    """Add a concept's words in a language to a release, or tell what is wrong with them."""
    part = row["conceptType"].strip()
    label, words = " ".join(row["preferredLabel"].split()), _synonyms(number, row, faults)
    if part not in KINDS:
        faults.add(number, "conceptType", part, expected.A_CONCEPT_TYPE)
    if not is_label(label):
        faults.add(number, "preferredLabel", label, expected.A_LABEL)
    if not faults.are_in(number):
        concept = release.concepts.setdefault(id_, ConceptTold(id_, KINDS[part], part))
        concept.labels[language], concept.synonyms[language] = label, words
        release.languages.setdefault(part, set()).add(language)


def _read_relations(
    headings: list[str], lines: Iterable[list[str]], release: Release, faults: Faults
) -> None:
    if faults.lacks(headings, RELATIONS):
        return
    for number, row in _rows(headings, lines, faults):
        below, above = (_id(number, column, row, faults) for column in RELATIONS)
        # ESCO lets a concept lie below several; the first is taken.
        release.broader.setdefault(below, above)


def _rows(
    headings: list[str], lines: Iterable[list[str]], faults: Faults
) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(lines, 2):
        if faults.are_enough:
            return
        if not any(cell.strip() for cell in line):
            continue
        if len(line) != len(headings):
            faults.add(number, "", str(len(line)), expected.AS_MANY_CELLS)
        else:
            yield number, dict(zip(headings, line, strict=True))


def _id(number: int, column: str, row: Row, faults: Faults) -> str:
    found = ADDRESS.fullmatch(row[column].strip())
    if found is None:
        faults.add(number, column, row[column], expected.AN_ESCO_ADDRESS)
        return ""
    return f"{SOURCE}/{found[1]}"


def _synonyms(number: int, row: Row, faults: Faults) -> list[str]:
    told = []
    for column in SYNONYMS:
        words = [" ".join(line.split()) for line in row.get(column, "").splitlines()]
        if any(len(word) > LONGEST_SYNONYM for word in words):
            faults.add(number, column, max(words, key=len), expected.A_SYNONYM)
        told += [word for word in words if is_label(word, LONGEST_SYNONYM)]
    return list(dict.fromkeys(told))
