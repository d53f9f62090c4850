"""ESCO's files are read by what is in them, several languages as one."""

import tracemalloc
from pathlib import Path

import pytest

from models.taxonomies import Release
from tests.web.imports.taxonomies import (
    ADDRESS,
    HEADINGS,
    SKILLS_EN,
    SKILLS_SV,
    an_esco_file,
    relations,
)
from web.imports import expectations as expected
from web.imports.vocabulary import read_releases
from web.tables.faults import BadCells


def read(*paths: Path, language: str = "") -> Release:
    (release,) = read_releases(paths, language=language)
    return release


def rows(path: Path, *lines: str, heading: str = ",".join(HEADINGS)) -> Path:
    path.write_text("\n".join([heading, *lines, ""]), encoding="utf-8")
    return path


def bad(*paths: Path) -> list[tuple[str, int, str, str]]:
    with pytest.raises(BadCells) as caught:
        read_releases(paths)
    return [(cell.file, cell.row, cell.column, cell.expected) for cell in caught.value.cells]


def test_files_of_several_languages_are_one_taxonomy(tmp_path: Path) -> None:
    found = read(
        an_esco_file(tmp_path / "skills_sv.csv", SKILLS_SV),
        an_esco_file(tmp_path / "skills_en (1).csv", SKILLS_EN),
        an_esco_file(tmp_path / "skills_de.csv", {"skill/1": ("Kahn segeln",)}),
        an_esco_file(
            tmp_path / "occupations_sv.csv", {"occupation/9": ("skutskeppare",)}, "Occupation"
        ),
        relations(tmp_path / "broaderRelationsSkillPillar_en.csv", {"skill/1": "skill/2"}),
    )
    assert (found.source, found.name) == ("esco", "")
    sailing = found.concepts["esco/skill/1"]
    assert sailing.labels == {"sv": "segla skuta", "en": "sail a barge", "de": "Kahn segeln"}
    assert sailing.synonyms == {"sv": ["skutsegling"], "en": ["barging"], "de": []}
    assert found.concepts["esco/occupation/9"].kind == "occupation"
    assert found.languages == {
        "KnowledgeSkillCompetence": {"sv", "en", "de"},
        "Occupation": {"sv"},
    }
    assert found.broader == {"esco/skill/1": "esco/skill/2"}


def test_the_language_may_be_told_beside_a_name_that_does_not(tmp_path: Path) -> None:
    path = an_esco_file(tmp_path / "kompetenser.csv", SKILLS_SV)
    assert bad(path) == [("kompetenser.csv", 1, "", expected.A_LANGUAGE)]
    assert read(path, language="sv").concepts["esco/skill/2"].labels == {"sv": "tjära nät"}


def test_the_release_is_read_from_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "ESCO dataset - v1.2.0 - classification - sv - csv"
    folder.mkdir()
    path = an_esco_file(folder / "skills_sv.csv", SKILLS_SV)
    assert read(path).name == "v1.2.0"
    assert read_releases([path], release="spring")[0].name == "spring"


def test_what_esco_has_given_up_is_left_out(tmp_path: Path) -> None:
    path = rows(
        tmp_path / "skills_sv.csv",
        f"KnowledgeSkillCompetence,{ADDRESS}skill/1,segla,,obsolete,",
        f"KnowledgeSkillCompetence,{ADDRESS}skill/2,ro,,released,",
        "",
    )
    assert list(read(path).concepts) == ["esco/skill/2"]


def test_every_bad_cell_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    first = rows(
        tmp_path / "skills_sv.csv",
        f"KnowledgeSkillCompetence,{ADDRESS}skill/1,,,released,",
        f'Talent,{ADDRESS}skill/2,"…","{"x" * 301}",released,',
        "KnowledgeSkillCompetence,http://example.org/1,segla,,released,",
        f"KnowledgeSkillCompetence,{ADDRESS}skill/4,{'x' * 201},,released,",
        f"KnowledgeSkillCompetence,{ADDRESS}skill/5,ro",
        f"KnowledgeSkillCompetence,{ADDRESS}skill/6,ro,,released,",
        f"KnowledgeSkillCompetence,{ADDRESS}skill/6,ro,,released,",
    )
    other = rows(tmp_path / "skills_en.csv", heading="conceptUri,altLabels")
    above = rows(tmp_path / "broader.csv", f"{ADDRESS}skill/1,", heading="conceptUri,broaderUri")
    assert bad(first, other, above) == [
        ("broader.csv", 2, "broaderUri", expected.AN_ESCO_ADDRESS),
        ("skills_en.csv", 1, "conceptType", expected.THE_COLUMN),
        ("skills_en.csv", 1, "preferredLabel", expected.THE_COLUMN),
        ("skills_sv.csv", 2, "preferredLabel", expected.A_LABEL),
        ("skills_sv.csv", 3, "altLabels", expected.A_SYNONYM),
        ("skills_sv.csv", 3, "conceptType", expected.A_CONCEPT_TYPE),
        ("skills_sv.csv", 3, "preferredLabel", expected.A_LABEL),
        ("skills_sv.csv", 4, "conceptUri", expected.AN_ESCO_ADDRESS),
        ("skills_sv.csv", 5, "preferredLabel", expected.A_LABEL),
        ("skills_sv.csv", 6, "", expected.AS_MANY_CELLS),
        ("skills_sv.csv", 8, "conceptUri", expected.EACH_ONCE),
    ]


@pytest.mark.parametrize(
    "content", [b'conceptUri,"a\nb', b"conceptType,conceptUri,preferredLabel\n\xff,,"]
)
def test_a_damaged_file_is_told_as_one(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "skills_sv.csv"
    path.write_bytes(content)
    assert ("skills_sv.csv", 1, "", expected.A_WHOLE_FILE) in bad(path)


def test_other_separators_and_byte_order_marks_are_read(tmp_path: Path) -> None:
    path = tmp_path / "skills_sv.csv"
    path.write_text(
        f"\ufeffconceptType;conceptUri;preferredLabel\nOccupation;{ADDRESS}occupation/1;skeppare\n",
        encoding="utf-8",
    )
    assert list(read(path).concepts) == ["esco/occupation/1"]


def test_a_large_file_takes_no_more_memory_than_its_words(tmp_path: Path) -> None:
    path = tmp_path / "skills_sv.csv"
    line = f"KnowledgeSkillCompetence,{ADDRESS}skill/%d,ord %d,,released,{'x' * 10_000}"
    rows(path, *(line % (number, number) for number in range(1500)))
    assert path.stat().st_size > 15_000_000
    tracemalloc.start()
    count = len(read(path).concepts)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 1500
    assert most < 4_000_000
