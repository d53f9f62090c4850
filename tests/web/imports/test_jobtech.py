"""JobTech's taxonomy, and SSYK groups with the skills that they need."""

from pathlib import Path

import pytest

from tests.web.imports.taxonomies import a_json_file, a_taxonomy, groups
from web.imports import expectations as expected
from web.imports.vocabulary import read_releases
from web.tables.faults import BadCells


def bad(path: Path) -> list[tuple[int, str, str]]:
    with pytest.raises(BadCells) as caught:
        read_releases([path])
    return [(cell.row, cell.column, cell.expected) for cell in caught.value.cells]


def test_skills_occupations_and_groups_are_taken_and_places_left_out(tmp_path: Path) -> None:
    path = a_taxonomy(tmp_path / "t.json", s1="segla skuta", s2="tjära  nät")
    (release,) = read_releases([path], release="2020")
    assert (release.source, release.name) == ("jobtech", "2020")
    found = {id_: (told.kind, told.labels["sv"]) for id_, told in release.concepts.items()}
    assert found == {
        "jobtech/s1": ("skill", "segla skuta"),
        "jobtech/s2": ("skill", "tjära nät"),
        "jobtech/o1": ("occupation", "Skutskeppare"),
        "ssyk/8351": ("occupation", "Matroser m.fl."),
    }
    assert release.concepts["ssyk/8351"].also == ("jobtech/g1",)


def test_a_skill_lies_below_the_one_group_that_needs_it(tmp_path: Path) -> None:
    (release,) = read_releases([groups(tmp_path / "g.json", g1=["s1", "s2"], g2=["s2"])])
    assert release.source == "ssyk"
    assert list(release.concepts) == ["jobtech/g1", "jobtech/s1", "jobtech/s2", "jobtech/g2"]
    assert release.broader == {"jobtech/s1": "jobtech/g1"}


def test_a_list_with_codes_and_other_words_is_read_too(tmp_path: Path) -> None:
    group = {"id": "g", "preferred_label": "Rorgängare", "type": "ssyk-level-4"}
    skill = {"id": "s", "preferred_label": "lodning", "type": "skill"}
    path = a_json_file(
        tmp_path / "list.json",
        [
            {**group, "ssyk_code_2012": "8350", "related": []},
            {**skill, "alternative_labels": ["handlodning", "…", 7]},
        ],
    )
    taxonomy, with_skills = read_releases([path])
    assert list(with_skills.concepts) == ["ssyk/8350"]
    assert taxonomy.concepts["jobtech/s"].synonyms == {"sv": ["handlodning"]}


def test_every_bad_item_is_told_with_its_number(tmp_path: Path) -> None:
    good = {"conceptId": "s1", "preferredLabel": "segla", "type": "skill"}
    path = a_json_file(
        tmp_path / "t.json",
        {
            "skill": {
                "1": good,
                "2": good,
                "3": {**good, "conceptId": "s 3"},
                "4": {**good, "conceptId": None, "preferredLabel": 4},
                "5": {"conceptId": "s5", "type": "skill"},
                "6": "segla",
            }
        },
    )
    assert bad(path) == [
        (2, "conceptId", expected.EACH_ONCE),
        (3, "conceptId", expected.AN_ID),
        (4, "conceptId", expected.AN_ID),
        (4, "preferredLabel", expected.A_LABEL),
        (5, "", expected.AN_OBJECT),
        (6, "", expected.AN_OBJECT),
    ]


def test_bad_skills_of_a_group_are_told_where_they_stand(tmp_path: Path) -> None:
    group = {"id": "g1", "preferred_label": "Matroser", "type": "ssyk-level-4"}
    related = [{"id": "s1", "type": "skill", "preferred_label": " "}, "segla", {"type": "language"}]
    path = a_json_file(tmp_path / "g.json", {"data": {"concepts": [{**group, "related": related}]}})
    assert bad(path) == [
        (1, "related.0.preferred_label", expected.A_LABEL),
        (1, "related.1", expected.AN_OBJECT),
    ]


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ('[{"headline": "Ro hit", "id": 1}]', expected.A_VOCABULARY),
        ('{"skill": {"1": {"conceptId": "a", "preferr', expected.A_WHOLE_FILE),
        ('{"municipality": {"1": {"type": "municipality"}}}', expected.SOME_CONCEPTS),
        ("[]", expected.SOME_CONCEPTS),
    ],
)
def test_another_file_is_told_in_one_line(tmp_path: Path, content: str, wanted: str) -> None:
    path = tmp_path / "t.json"
    path.write_text(content, encoding="utf-8")
    assert bad(path) == [(1, "", wanted)]
