"""The taxonomies of Arbetsförmedlingen (JobTech) as JSON: skills, occupations, SSYK groups.

Municipalities, industries and the like are left out. So are its fields of education (SUN): a field
here is what an employer ticks as accepted, and those are few.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from models.taxonomies import ConceptTold, Release
from web.imports import expectations as expected
from web.imports.json_items import JsonUnreadable, read_items
from web.imports.vocabulary_faults import Faults, is_label

TAXONOMY, GROUPS = "jobtech", "ssyk"
SWEDISH = "sv"
GROUP = "ssyk-level-4"
KINDS = {"skill": "skill", "occupation-name": "occupation", GROUP: "occupation"}
AN_ID = re.compile(r"[\w.-]{1,100}")
A_CODE = re.compile(r"\d{4}")
# How the two forms in which it is published call the same.
IDS, LABELS = ("conceptId", "id"), ("preferredLabel", "preferred_label")
CODES = ("legacyAmsTaxonomyId", "ssyk_code_2012", "ssyk-code-2012", "code")
SYNONYMS = ("alternativeLabels", "alternative_labels")

Item = Mapping[str, Any]


def read_jobtech(path: Path, releases: Mapping[str, Release], faults: Faults) -> None:
    """Add what a file tells to the releases of JobTech's taxonomy and of SSYK with skills."""
    above: dict[str, set[str]] = {}
    count, seen = 0, set[str]()
    try:
        for number, (_keys, item) in enumerate(read_items(path), 1):
            if faults.are_enough or not _is_vocabulary(number, item, faults):
                break
            if not _is_other(item) and _is_concept(number, item, faults):
                is_group = "related" in item
                release = releases[GROUPS if is_group else TAXONOMY]
                id_ = _add(number, item, release, faults, seen)
                count += 1
                if is_group and id_:
                    _add_related(number, item, id_, release, above, faults)
    except JsonUnreadable:
        faults.add(1, "", "", expected.A_WHOLE_FILE)
    if not count and not faults.cells:
        faults.add(1, "", "", expected.SOME_CONCEPTS)
    # A skill of several groups lies below none of them.
    releases[GROUPS].broader.update(
        {skill: min(groups) for skill, groups in above.items() if len(groups) == 1}
    )


def _is_vocabulary(number: int, item: Any, faults: Faults) -> bool:
    """Whether the first object of a file is one of a taxonomy; of others nothing is said."""
    is_one = number > 1 or (isinstance(item, dict) and "type" in item)
    if not is_one:
        faults.add(1, "", str(item)[:100], expected.A_VOCABULARY)
    return is_one


def _is_other(item: Any) -> bool:
    return (
        isinstance(item, dict) and isinstance(item.get("type"), str) and item["type"] not in KINDS
    )


def _is_concept(number: int, item: Any, faults: Faults) -> bool:
    is_one = (
        isinstance(item, dict)
        and item.get("type") in KINDS
        and any(name in item for name in IDS)
        and any(name in item for name in LABELS)
    )
    if not is_one:
        faults.add(number, "", str(item)[:100], expected.AN_OBJECT)
    return is_one


def _first(item: Item, names: tuple[str, ...]) -> tuple[str, Any]:
    """Give the first of some names that an item has, and its value."""
    name = next((name for name in names if name in item), names[0])
    return name, item.get(name)


def _add(number: int, item: Item, release: Release, faults: Faults, seen: set[str]) -> str:
    """Add a concept to a release and give its id, or tell what is wrong with it and give ""."""
    column, concept_id = _first(item, IDS)
    named, told = _first(item, LABELS)
    label = " ".join(told.split()) if isinstance(told, str) else ""
    if not isinstance(concept_id, str) or not AN_ID.fullmatch(concept_id):
        faults.add(number, column, str(concept_id or ""), expected.AN_ID)
    elif concept_id in seen:
        faults.add(number, column, concept_id, expected.EACH_ONCE)
    if not is_label(label):
        faults.add(number, named, str(told or ""), expected.A_LABEL)
    if faults.are_in(number):
        return ""
    seen.add(str(concept_id))
    return _keep(item, str(concept_id), label, release)


def _keep(item: Item, concept_id: str, label: str, release: Release) -> str:
    part, id_ = item["type"], f"{TAXONOMY}/{concept_id}"
    _name, code = _first(item, CODES)
    also: tuple[str, ...] = ()
    if part == GROUP and A_CODE.fullmatch(str(code)):
        id_, also = f"{GROUPS}/{code}", (id_,)
    _name, words = _first(item, SYNONYMS)
    synonyms = [word for word in words or () if isinstance(word, str) and is_label(word)]
    release.concepts[id_] = ConceptTold(
        id_, KINDS[part], part, {SWEDISH: label}, {SWEDISH: synonyms}, also
    )
    release.languages.setdefault(part, set()).add(SWEDISH)
    return id_


def _add_related(
    number: int,
    item: Item,
    group: str,
    release: Release,
    above: dict[str, set[str]],
    faults: Faults,
) -> None:
    """Add the skills that a group needs; one that other groups need too is the same skill."""
    related = item["related"] if isinstance(item["related"], list) else [item["related"]]
    for place, skill in enumerate(related):
        if _is_other(skill):
            continue
        if not isinstance(skill, dict) or skill.get("type") != "skill":
            faults.add(number, f"related.{place}", str(skill)[:100], expected.AN_OBJECT)
            continue
        nested = Faults(faults.file)
        id_ = _add(number, skill, release, nested, set())
        for cell in nested.cells:
            faults.add(number, f"related.{place}.{cell.column}", cell.found, cell.expected)
        if id_:
            above.setdefault(id_, set()).add(group)
