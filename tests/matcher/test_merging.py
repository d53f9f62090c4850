"""Own and imported concepts become one vocabulary in which one meaning is one concept."""

import pytest

from matcher.linking import linker_for
from matcher.merging import find_joined, merge
from matcher.vocabulary import Concept, Vocabulary

OWN = Vocabulary(
    [
        Concept("field/psychology", "field", "psykologi", "psychology"),
        Concept("occupation/nurse", "occupation", "sjuksköterska", "nurse"),
        Concept(
            "skill/welding", "skill", "svetsning", "welding", ("svets",), (), "field/psychology"
        ),
        Concept("skill/sailing", "skill", "segling", "sailing", broader="field/psychology"),
        Concept("tool/sql", "tool", "SQL", "SQL", broader="field/psychology"),
    ]
)


def imported(sv: str, en: str = "", kind: str = "skill", **words: object) -> Concept:
    return Concept("esco/a", kind, sv, en, **words)  # type: ignore[arg-type]  # words of any field


@pytest.mark.parametrize(
    ("concept", "own"),
    [
        (imported("Svetsning", "Welding"), "skill/welding"),
        (imported("svets"), "skill/welding"),
        (imported("", "WELDING"), "skill/welding"),
        (imported("sql", "SQL"), "tool/sql"),
        (imported("psykologi"), "field/psychology"),
        (imported("svetsning", "soldering"), None),
        (imported("svetsning", "sailing"), None),
        (imported("sjuksköterska"), None),
        (imported("Sjuksköterska", kind="occupation"), "occupation/nurse"),
        (imported("svetsning", is_retired=True), None),
    ],
)
def test_every_label_must_be_one_of_the_own_concept(concept: Concept, own: str | None) -> None:
    assert find_joined(OWN, [concept]).get("esco/a") == own


def test_what_is_joined_brings_its_words_and_is_no_concept_by_itself() -> None:
    concept = imported(
        "svetsning",
        "welding",
        sv_synonyms=("svets", "hopsvetsning", "segling"),
        others=("Schweißen",),
    )
    merged = merge(OWN, [concept])
    assert len(merged) == len(OWN)
    assert merged["skill/welding"].sv_synonyms == ("svets", "hopsvetsning")
    assert merged["skill/welding"].others == ("Schweißen",)
    assert merged["skill/sailing"] == OWN["skill/sailing"]


def test_words_of_the_project_stay_its_own() -> None:
    nurse = imported("sjuksköterska", "nursing")
    sailor = imported("båtliv", "boating", sv_synonyms=("segling", "sjöliv"))
    merged = merge(OWN, [nurse, Concept(**{**_fields(sailor), "id": "esco/b"})])
    linker = linker_for(merged)
    assert linker.skills(["Sjuksköterska", "segling", "sjöliv", "nursing"]) == {
        "Sjuksköterska": ("occupation/nurse",),
        "segling": ("skill/sailing",),
        "sjöliv": ("esco/b",),
        "nursing": ("esco/a",),
    }


def _fields(concept: Concept) -> dict[str, object]:
    return {name: getattr(concept, name) for name in Concept.__dataclass_fields__}


def test_studies_are_not_linked_to_what_lies_in_no_field() -> None:
    merged = merge(OWN, [imported("hovslagare", kind="occupation")])
    linker = linker_for(merged)
    assert linker.programmes(["hovslagare"]) == {"hovslagare": ()}
    assert linker.skills(["hovslagare"]) == {"hovslagare": ("esco/a",)}


def test_what_is_retired_is_no_words_meaning_and_still_itself() -> None:
    linker = linker_for(merge(OWN, [imported("hovslageri", is_retired=True)]))
    assert linker.skills(["hovslageri"])["hovslageri"] != ("esco/a",)
    assert linker.skills(["esco/a"]) == {"esco/a": ("esco/a",)}


def test_only_plain_names_of_taxonomies_are_read_out_of_texts() -> None:
    concepts = [
        Concept("esco/a", "occupation", "statist", "extra"),
        Concept("esco/b", "occupation", "garnarbetare", "yarn worker", (), ("spinners",)),
        Concept("esco/c", "skill", "koka kaffe", ""),
    ]
    linker = linker_for(merge(OWN, concepts))
    text = "Som garnarbetare ska du koka kaffe. An extra for spinners, ingen statist. Svetsning!"
    assert linker.concepts_in(text) == ["esco/b", "esco/c", "skill/welding"]
    assert linker.skills(["spinners", "statist"]) == {
        "spinners": ("esco/b",),
        "statist": ("esco/a",),
    }


def test_steps_upwards_lead_to_what_is_there_and_in_no_circle() -> None:
    steps = {"a": "b", "b": "c", "c": "a", "d": "lost", "e": "e", "f": "w", "g": "f"}
    concepts = [
        Concept(f"esco/{one}", "skill", f"ord {one}", "", broader=f"esco/{other}")
        for one, other in steps.items()
    ]
    welding = Concept("esco/w", "skill", "svetsning", "welding")
    merged = merge(OWN, [*concepts, welding])
    assert merged.ancestors("esco/a") == ("esco/a", "esco/b", "esco/c")
    assert merged["esco/d"].broader == merged["esco/e"].broader == ""
    assert merged.ancestors("esco/g") == (
        "esco/g",
        "esco/f",
        "skill/welding",
        "field/psychology",
    )


def test_a_join_to_what_is_no_longer_there_is_none() -> None:
    merged = merge(OWN, [imported("svetsning", "welding")], {"esco/a": "skill/lost"})
    assert "esco/a" in merged


def test_without_anything_imported_nothing_changes() -> None:
    assert merge(OWN, []).digest == OWN.digest
