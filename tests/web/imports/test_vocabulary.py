"""Files are known by what is in them, and the real ones are read whole."""

import os
from pathlib import Path

import pytest

from tests.web.imports.taxonomies import SKILLS_SV, a_taxonomy, an_esco_file, groups
from web.imports import expectations as expected
from web.imports import vocabulary
from web.imports.vocabulary import read_releases
from web.tables.faults import BadCells, TableUnreadable


def test_the_name_of_a_file_says_nothing_about_its_form(tmp_path: Path) -> None:
    found = read_releases(
        [
            groups(tmp_path / "a.csv", g1=["s1"]),
            a_taxonomy(tmp_path / "b.txt", s1="segla"),
            an_esco_file(tmp_path / "c_sv.csv", SKILLS_SV),
        ]
    )
    assert [release.source for release in found] == ["esco", "jobtech", "ssyk"]


@pytest.mark.parametrize("content", ["", "\n\n", "id,kind,sv\n", "%PDF-1.7"])
def test_what_is_no_vocabulary_is_told_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "skills_sv.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadCells) as caught:
        read_releases([path])
    assert [cell.expected for cell in caught.value.cells] == [expected.A_VOCABULARY]


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "MOST_BYTES", 10)
    with pytest.raises(BadCells) as caught:
        read_releases([an_esco_file(tmp_path / "skills_sv.csv", SKILLS_SV)])
    assert [cell.expected for cell in caught.value.cells] == [expected.A_SMALLER_FILE]


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(TableUnreadable, match=r"lost\.csv"):
        read_releases([tmp_path / "lost.csv"])


def test_the_real_files_of_jobtech_are_read() -> None:
    told = os.environ.get("KAJPLATS_DATA")
    folder = Path(told or "") / "jobtech"
    if not told or not folder.is_dir():
        pytest.skip("KAJPLATS_DATA names no folder with JobTech's taxonomy")
    taxonomy, ssyk = read_releases(
        sorted(folder.glob("*o-concept.json")) + sorted(folder.glob("ssyk*.json"))
    )
    parts = [concept.part for concept in taxonomy.concepts.values()]
    assert parts.count("skill") == 5813
    assert parts.count("occupation-name") == 3431
    assert parts.count("ssyk-level-4") == 400
    assert len(ssyk.broader) > 3000
    assert len({concept.part for concept in ssyk.concepts.values()}) == 2
