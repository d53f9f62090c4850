"""Small files in the forms of taxonomies, all of their words made up."""

import csv
import json
from pathlib import Path
from typing import Any

ADDRESS = "http://data.europa.eu/esco/"
HEADINGS = ("conceptType", "conceptUri", "preferredLabel", "altLabels", "status", "description")

Words = dict[str, tuple[str, ...]]

SKILLS_SV: Words = {"skill/1": ("segla skuta", "skutsegling"), "skill/2": ("tjära nät",)}
SKILLS_EN: Words = {"skill/1": ("sail a barge", "barging"), "skill/2": ("tar nets",)}


def an_esco_file(path: Path, words: Words, kind: str = "KnowledgeSkillCompetence") -> Path:
    """Write a file of concepts, each with its label and its other words."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for id_, (label, *others) in words.items():
            writer.writerow([kind, ADDRESS + id_, label, "\n".join(others), "released", "…"])
    return path


def relations(path: Path, steps: dict[str, str]) -> Path:
    """Write a file of what lies above what."""
    rows = [f"Skill,{ADDRESS}{one},SkillGroup,{ADDRESS}{other}" for one, other in steps.items()]
    heading = "conceptType,conceptUri,broaderType,broaderUri"
    path.write_text("\n".join([heading, *rows, ""]), encoding="utf-8")
    return path


def a_json_file(path: Path, content: Any) -> Path:
    """Write a value as JSON."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
    return path


def a_taxonomy(path: Path, **labels: str) -> Path:
    """Write JobTech's taxonomy, its skills by their ids, with an occupation and a group."""
    content = {
        "municipality": {"160": _concept("uY_160", "Ankeborg", "municipality")},
        "skill": {str(n): _concept(id_, labels[id_], "skill") for n, id_ in enumerate(labels)},
        "occupation-name": {"7": _concept("o1", "Skutskeppare", "occupation-name")},
        "ssyk-level-4": {"8351": _concept("g1", "Matroser m.fl.", "ssyk-level-4", "8351")},
    }
    return a_json_file(path, content)


def _concept(id_: str, label: str, kind: str, legacy: str = "") -> dict[str, str]:
    told = {"conceptId": id_, "preferredLabel": label, "type": kind}
    return {**told, "legacyAmsTaxonomyId": legacy} if legacy else told


def groups(path: Path, **skills: list[str]) -> Path:
    """Write SSYK groups by their ids, each with skills by theirs."""
    concepts = [
        {
            "id": id_,
            "preferred_label": "Matroser m.fl." if id_ == "g1" else f"Grupp {id_}",
            "type": "ssyk-level-4",
            "definition": "…",
            "related": [
                {"id": skill, "preferred_label": f"kunskap {skill}", "type": "skill"}
                for skill in related
            ],
        }
        for id_, related in skills.items()
    ]
    return a_json_file(path, {"data": {"concepts": concepts}})
