"""Releases of taxonomies are taken over, renewed and given up; nothing is ever deleted."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.actors import SYSTEM
from models.concepts import Concept
from models.database import begin_writing
from models.operations.concepts import ConceptWords, load_concepts
from models.operations.vocabulary import join_concepts, note_import, renew_source
from models.queries.concepts import (
    find_concept_ids,
    get_labels,
    list_concepts,
    list_concepts_typed,
    list_own_concepts,
)
from models.queries.events import list_latest_events
from models.queries.vocabulary import (
    find_last_import,
    get_joined,
    list_imported,
    list_imports,
    list_shares,
)
from models.taxonomies import ConceptTold, Release, Renewal
from tests.builders import NOW

OWN = ConceptWords("skill/sailing", "skill", "segling", "sailing", synonyms=("segla",))
SKILLS = ("skill", "tool", "occupation")


@pytest.fixture(autouse=True)
def own(session: Session) -> None:
    begin_writing(session)
    load_concepts(session, [OWN])


def told(id_: str, *words: str, language: str = "sv", part: str = "skill") -> ConceptTold:
    kind = "skill" if part == "skill" else "occupation"
    concept = ConceptTold(id_, kind, part)
    if words:
        concept.labels[language] = words[0]
        concept.synonyms[language] = list(words[1:])
    return concept


def a_release(
    *concepts: ConceptTold, source: str = "esco", name: str = "1", **broader: str
) -> Release:
    release = Release(source, name, {each.id: each for each in concepts}, broader=broader)
    for each in concepts:
        release.languages.setdefault(each.part, set()).update(each.labels)
    return release


def renew(session: Session, *concepts: ConceptTold, **settings: str) -> tuple[int, int, int, int]:
    renewal = renew_source(session, a_release(*concepts, **settings), at=NOW)
    return renewal.added, renewal.changed, renewal.same, renewal.retired


def concept(session: Session, id_: str) -> Concept:
    found = session.get(Concept, id_)
    assert found is not None
    return found


def test_what_is_new_is_found_by_all_its_words(session: Session) -> None:
    assert renew(session, told("esco/1", "tjära nät", "nättjärning")) == (1, 0, 0, 0)
    found = find_concept_ids(session, ["NÄTTJÄRNING", "tjära nät"], SKILLS)
    assert set(found.values()) == {"esco/1"}
    assert [each.id for each in list_concepts_typed(session, "nät", SKILLS)] == ["esco/1"]
    assert get_labels(session, ["esco/1"], "en") == {"esco/1": "tjära nät"}
    assert concept(session, "esco/1").shown("en") == "tjära nät"


def test_the_same_twice_changes_nothing(session: Session) -> None:
    concepts = told("esco/1", "tjära nät"), told("esco/2", "ro", "rodd")
    renew(session, *concepts)
    before = list_imported(session)
    assert renew(session, *concepts) == (0, 0, 2, 0)
    assert list_imported(session) == before


def test_a_later_release_renews_words_and_retires_what_is_gone(session: Session) -> None:
    renew(session, told("esco/1", "tjära nät", "tjärning"), told("esco/2", "ro"))
    assert renew(session, told("esco/1", "nättjärning"), name="2") == (0, 1, 0, 1)
    assert find_concept_ids(session, ["tjärning", "ro"], SKILLS) == {}
    assert list_concepts_typed(session, "ro", SKILLS) == []
    gone = concept(session, "esco/2")
    assert (gone.retired_at, gone.release) == (NOW, "1")
    assert get_labels(session, ["esco/2"], "sv") == {"esco/2": "ro"}
    assert "esco/2" not in {each.id for each in list_concepts(session, "skill")}


def test_what_comes_back_is_no_longer_retired(session: Session) -> None:
    renew(session, told("esco/1", "tjära nät"), told("esco/2", "ro"))
    renew(session, told("esco/1", "tjära nät"))
    assert renew(session, told("esco/1", "tjära nät"), told("esco/2", "ro")) == (0, 1, 1, 0)
    assert concept(session, "esco/2").retired_at is None
    assert find_concept_ids(session, ["ro"], SKILLS) == {"ro": "esco/2"}


def test_parts_and_languages_that_are_not_told_stay(session: Session) -> None:
    renew(session, told("esco/1", "tjära nät"), told("esco/9", "skeppare", part="occupation"))
    assert renew(session, told("esco/1", "tar nets", language="en")) == (0, 1, 0, 0)
    one = concept(session, "esco/1")
    assert (one.sv, one.en) == ("tjära nät", "tar nets")
    assert concept(session, "esco/9").retired_at is None


def test_words_of_further_languages_are_found_and_not_shown(session: Session) -> None:
    renew(session, told("esco/1", "tjära nät"))
    german = told("esco/1", "Netze teeren", "Teeren", language="de")
    unnamed = told("esco/2", "Rudern", language="de")
    renewal = renew_source(session, a_release(german, unnamed), at=NOW)
    assert (renewal.changed, renewal.left_out) == (1, 1)
    assert find_concept_ids(session, ["netze teeren", "rudern"], SKILLS) == {
        "netze teeren": "esco/1"
    }
    assert concept(session, "esco/1").synonyms == {"de": ["Netze teeren", "Teeren"]}
    assert session.get(Concept, "esco/2") is None


def test_a_release_of_the_same_words_is_noted_as_unchanged(session: Session) -> None:
    renew(session, told("esco/1", "tjära nät"))
    assert renew(session, told("esco/1", "tjära nät"), name="2") == (0, 0, 1, 0)
    assert concept(session, "esco/1").release == "2"


def test_steps_upwards_are_taken_between_what_is_there(session: Session) -> None:
    steps = {"esco/1": "esco/2", "esco/2": "esco/lost"}
    renew(session, told("esco/1", "tjära nät"), told("esco/2", "nät"), **steps)
    assert concept(session, "esco/1").broader_id == "esco/2"
    assert concept(session, "esco/2").broader_id is None
    # What says nothing of steps leaves them; what says nothing but steps moves them.
    renew(session, told("esco/1", "tjära nät"), told("esco/2", "nät"), told("esco/3", "båt"))
    assert concept(session, "esco/1").broader_id == "esco/2"
    assert renew(session, **{"esco/1": "esco/3"}) == (0, 1, 0, 0)
    assert concept(session, "esco/1").broader_id == "esco/3"


def test_groups_tell_of_skills_that_stay_the_taxonomys(session: Session) -> None:
    group = told("ssyk/8350", "Matroser", part="ssyk-level-4")
    renew(session, told("jobtech/1", "lodning", "handlodning"), source="jobtech")
    skills = told("jobtech/1", "annat ord"), told("jobtech/2", "rodd")
    steps = {"jobtech/1": "ssyk/8350", "jobtech/2": "ssyk/8350"}
    assert renew(session, group, *skills, source="ssyk", **steps) == (2, 1, 0, 0)
    lead = concept(session, "jobtech/1")
    assert (lead.sv, lead.source, lead.broader_id) == ("lodning", "jobtech", "ssyk/8350")
    assert renew(session, group, *skills, source="ssyk", **steps) == (0, 0, 3, 0)
    # The taxonomy takes over what the groups told first, and nothing of it is retired.
    assert renew(session, *skills, source="jobtech") == (0, 1, 1, 0)
    assert concept(session, "jobtech/2").source == "jobtech"
    assert concept(session, "jobtech/2").broader_id == "ssyk/8350"


def test_a_group_keeps_the_id_that_it_has(session: Session) -> None:
    coded = told("ssyk/8350", "Matroser", part="ssyk-level-4")
    coded.also = ("jobtech/g1",)
    bare = told("jobtech/g1", "Matroser", part="ssyk-level-4")
    renew(session, bare, source="ssyk")
    assert renew(session, coded, source="jobtech") == (0, 0, 1, 0)
    assert renew(session, bare, source="ssyk") == (0, 0, 1, 0)
    assert [row.id for row in list_imported(session)] == ["jobtech/g1"]


def test_a_group_without_its_code_is_known_by_its_name(session: Session) -> None:
    renew(session, told("ssyk/8350", "Matroser", part="ssyk-level-4"), source="jobtech")
    bare = told("jobtech/g1", "matroser", part="ssyk-level-4")
    assert renew(
        session, bare, told("jobtech/1", "ro"), source="ssyk", **{"jobtech/1": "jobtech/g1"}
    )
    assert concept(session, "jobtech/1").broader_id == "ssyk/8350"


def test_what_is_joined_is_found_as_the_own_concept(session: Session) -> None:
    renew(session, told("esco/1", "segling", "segelsport"), told("esco/2", "segling ombord"))
    assert join_concepts(session, {"esco/1": OWN.id}) == 1
    assert get_joined(session) == {"esco/1": OWN.id}
    assert find_concept_ids(session, ["segelsport", "segling"], SKILLS) == {
        "segelsport": OWN.id,
        "segling": OWN.id,
    }
    found = [each.id for each in list_concepts_typed(session, "seg", SKILLS)]
    assert found == [OWN.id, "esco/2"]
    assert join_concepts(session, {}) == 0
    assert find_concept_ids(session, ["segelsport"], SKILLS) == {"segelsport": "esco/1"}


def test_a_word_of_both_means_the_own_concept(session: Session) -> None:
    renew(session, told("esco/1", "segla", "segling"))
    assert find_concept_ids(session, ["segla"], SKILLS) == {"segla": OWN.id}
    assert [each.id for each in list_concepts_typed(session, "segling", SKILLS)] == [
        OWN.id,
        "esco/1",
    ]


def test_loading_the_own_again_leaves_what_was_imported(session: Session) -> None:
    renew(session, told("esco/1", "segla skuta"))
    assert load_concepts(session, [OWN]) == 0
    assert [each.id for each in list_own_concepts(session)] == [OWN.id]
    assert concept(session, "esco/1").source == "esco"


def test_an_import_is_noted_once_with_an_event(session: Session) -> None:
    brought = Renewal("esco", "1.2", 3, 2, 1, 0, 0)
    nothing = Renewal("ssyk", "1.2", 0, 0, 9, 0, 0)
    later = NOW + timedelta(days=1)
    assert note_import(session, [brought, nothing], "a" * 64, by=SYSTEM, at=NOW)
    assert not note_import(session, [brought], "a" * 64, by=SYSTEM, at=later)
    assert [(row.source, row.added) for row in list_imports(session, 9)] == [("esco", 3)]
    event = list_latest_events(session, 1)[0]
    assert (event.thing, event.verb, event.details) == (
        "vocabulary",
        "imported",
        {"source": "esco"},
    )
    assert note_import(session, [nothing], "b" * 64, by=SYSTEM, at=later)
    last = find_last_import(session)
    assert last is not None
    assert (last.digest, last.source) == ("b" * 64, "ssyk")


def test_the_shares_of_sources_are_counted(session: Session) -> None:
    renew(session, told("esco/1", "segling"), told("esco/2", "ro"), told("esco/3", "lägga ut"))
    renew(session, told("esco/1", "segling"), told("esco/2", "ro"), name="2")
    join_concepts(session, {"esco/1": OWN.id})
    own, esco = list_shares(session)
    assert (own.source, own.kind, own.releases, own.in_force, own.english) == (
        "kajplats",
        "skill",
        (),
        1,
        1,
    )
    assert (esco.releases, esco.in_force, esco.swedish, esco.english) == (("2",), 2, 2, 0)
    assert (esco.joined, esco.retired) == (1, 1)
