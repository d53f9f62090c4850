"""Taxonomies for a ranking from files."""

from models.taxonomies import ConceptTold, Release
from web.bridge.taxonomies import vocabulary_with


def test_files_are_put_together_without_a_database() -> None:
    groups = Release("ssyk", languages={"skill": {"sv"}})
    group = ConceptTold("jobtech/g1", "occupation", "ssyk-level-4", {"sv": "Matroser m.fl."})
    skill = ConceptTold("jobtech/1", "skill", "skill", {"sv": "annat ord"})
    groups.concepts = {"jobtech/g1": group, "jobtech/1": skill}
    groups.broader = {"jobtech/1": "jobtech/g1"}
    taxonomy = Release("jobtech", languages={"skill": {"sv"}})
    coded = ConceptTold("ssyk/8350", "occupation", "ssyk-level-4", {"sv": "Matroser m.fl."})
    coded.also = ("jobtech/g1",)
    lead = ConceptTold("jobtech/1", "skill", "skill", {"sv": "handlodning"})
    taxonomy.concepts = {"ssyk/8350": coded, "jobtech/1": lead}
    german = ConceptTold("esco/1", "skill", "skill", {"de": "Rudern"})
    found = vocabulary_with([Release("esco", concepts={"esco/1": german}), taxonomy, groups])
    assert "esco/1" not in found
    assert "jobtech/g1" not in found
    assert found.label("jobtech/1") == "handlodning"
    assert found.ancestors("jobtech/1") == ("jobtech/1", "ssyk/8350")
