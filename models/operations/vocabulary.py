"""Take releases of taxonomies over, renew them, and retire what they have given up.

A concept is never deleted and its id never changed, since profiles and offers hold it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from models.actors import Actor
from models.concepts import Concept, ConceptLabel, VocabularyImport
from models.keys import fold
from models.operations.events import record
from models.queries.vocabulary import ImportedRow, find_last_import, list_imported
from models.taxonomies import ConceptTold, Release, Renewal

T = TypeVar("T")

ROWS_AT_ONCE = 500
# What such a source tells, it tells of another's concepts: theirs stay theirs.
BORROWING = frozenset({"ssyk"})
GROUP = "ssyk-level-4"
# What makes a concept another than it was; that a later release tells the same does not.
SAID = ("kind", "sv", "en", "synonyms", "retired_at")


def renew_source(session: Session, release: Release, *, at: datetime) -> Renewal:
    """Take a release over.

    Words are renewed in the languages that their part was told in, and stay in others. What a part
    of the source no longer has is retired; parts that are not told stay as they are.
    """
    rows = {row.id: row for row in list_imported(session)}
    ids = _ids_kept(release, rows)
    told = {ids[id_]: concept for id_, concept in release.concepts.items()}
    found = _sort_out(release, told, rows)
    _write(session, found)
    gone = _gone(release, told, rows)
    for some in _some(gone, ROWS_AT_ONCE):
        session.execute(update(Concept).where(Concept.id.in_(some)).values(retired_at=at))
    changed = {values["id"] for values in found.reworded}
    changed |= _set_broader(session, release, ids, {*rows, *_ids(found.new)}, rows)
    changed -= set(_ids(found.new))
    session.expire_all()
    return Renewal(
        source=release.source,
        name=release.name,
        added=len(found.new),
        changed=len(changed),
        same=len(told) - len(found.new) - len(changed & told.keys()) - found.left_out,
        retired=len(gone),
        left_out=found.left_out,
    )


class _Found(NamedTuple):
    """Rows to write: of new concepts, of those with other words, of those told the same anew."""

    new: list[dict[str, Any]]
    reworded: list[dict[str, Any]]
    renamed: list[dict[str, Any]]
    left_out: int


def _sort_out(
    release: Release, told: Mapping[str, ConceptTold], rows: Mapping[str, ImportedRow]
) -> _Found:
    new: list[dict[str, Any]] = []
    reworded: list[dict[str, Any]] = []
    renamed: list[dict[str, Any]] = []
    left_out = 0
    for id_, concept in told.items():
        before = rows.get(id_)
        if before and before.source != release.source and release.source in BORROWING:
            continue
        after = _values(id_, concept, release, before)
        if not after["sv"] and not after["en"]:
            left_out += 1
        elif before is None:
            new.append(after)
        elif any(after[name] != getattr(before, name) for name in SAID):
            reworded.append(after)
        elif any(getattr(before, name) != value for name, value in after.items()):
            renamed.append(after)
    return _Found(new, reworded, renamed, left_out)


def _ids(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return [values["id"] for values in rows]


def _gone(
    release: Release, told: Mapping[str, ConceptTold], rows: Mapping[str, ImportedRow]
) -> list[str]:
    return [
        row.id
        for row in rows.values()
        if row.source == release.source
        and row.part in release.languages
        and row.id not in told
        and row.retired_at is None
    ]


def _ids_kept(release: Release, rows: Mapping[str, ImportedRow]) -> dict[str, str]:
    """Give the id that each concept is stored with: the one that it has, if it has one."""
    groups = {fold(row.sv): row.id for row in rows.values() if row.part == GROUP}
    kept = {}
    for id_, concept in release.concepts.items():
        # Files of groups do not always tell their codes: then they are known by their names.
        label = concept.labels.get("sv", "") if concept.part == GROUP else ""
        named = groups.get(fold(label), id_) if label else id_
        kept[id_] = next((each for each in (id_, *concept.also, named) if each in rows), id_)
    return kept


def _values(
    id_: str, concept: ConceptTold, release: Release, before: ImportedRow | None
) -> dict[str, Any]:
    """Give what is stored of a concept, in languages that were not told as it was before."""
    labels = {"sv": before.sv, "en": before.en} if before else {"sv": "", "en": ""}
    synonyms = dict(before.synonyms) if before else {}
    for language in release.languages[concept.part]:
        label, others = concept.labels.get(language, ""), concept.synonyms.get(language, [])
        if language in labels:
            labels[language] = label
        elif label:
            others = [label, *others]
        synonyms[language] = list(dict.fromkeys(others))
    return {
        "id": id_,
        "kind": concept.kind,
        **labels,
        "source": release.source,
        "part": concept.part,
        "release": release.name or (before.release if before else ""),
        "retired_at": None,
        "synonyms": {language: words for language, words in sorted(synonyms.items()) if words},
    }


def _write(session: Session, found: _Found) -> None:
    if found.new:
        session.execute(insert(Concept), found.new)
    if found.reworded or found.renamed:
        session.execute(update(Concept), [*found.reworded, *found.renamed])
    for some in _some(_ids(found.reworded), ROWS_AT_ONCE):
        session.execute(delete(ConceptLabel).where(ConceptLabel.concept_id.in_(some)))
    labels = (
        {"concept_id": values["id"], "key": key}
        for values in (*found.new, *found.reworded)
        for key in _keys(values)
    )
    for rows in _some(labels, 10 * ROWS_AT_ONCE):
        session.execute(insert(ConceptLabel), rows)


def _some(things: Iterable[T], count: int) -> Iterator[list[T]]:
    rest = iter(things)
    while some := list(islice(rest, count)):
        yield some


def _keys(values: Mapping[str, Any]) -> list[str]:
    words = [values["sv"], values["en"]]
    for synonyms in values["synonyms"].values():
        words += synonyms
    return sorted({key for word in words if (key := fold(word))})


def _set_broader(
    session: Session,
    release: Release,
    ids: Mapping[str, str],
    there: set[str],
    rows: Mapping[str, ImportedRow],
) -> set[str]:
    """Set the steps upwards that are told between concepts that are there; give which moved."""
    steps = {}
    for one, other in release.broader.items():
        id_, above = ids.get(one, one), ids.get(other, other)
        before = rows.get(id_)
        if before and before.broader_id and before.source != release.source:
            continue
        if id_ in there and above in there and (before is None or before.broader_id != above):
            steps[id_] = above
    if steps:
        moved = [{"id": id_, "broader_id": above} for id_, above in steps.items()]
        session.execute(update(Concept), moved)
    return set(steps)


def join_concepts(session: Session, joined: Mapping[str, str]) -> int:
    """Note which imported concepts mean the same as one of the project's own; give how many do.

    Parameters
    ----------
    joined : mapping of str to str
        All of them, by id; those that are not named stand for themselves.
    """
    rows = list_imported(session)
    other = [
        {"id": row.id, "same_as_id": joined.get(row.id)}
        for row in rows
        if row.same_as_id != joined.get(row.id)
    ]
    if other:
        session.execute(update(Concept), other)
        session.expire_all()
    return sum(row.id in joined for row in rows)


def note_import(
    session: Session, renewals: Iterable[Renewal], digest: str, *, by: Actor, at: datetime
) -> bool:
    """Write down that what is imported has changed, if it has, and give whether it has.

    Parameters
    ----------
    digest : str
        Of everything that is imported, as it is now.
    """
    before = find_last_import(session)
    if before is not None and before.digest == digest:
        return False
    told = list(renewals)
    for renewal in [each for each in told if each.is_other] or told:
        row = VocabularyImport(
            at=at,
            source=renewal.source,
            release=renewal.name,
            added=renewal.added,
            changed=renewal.changed,
            retired=renewal.retired,
            digest=digest,
        )
        session.add(row)
        session.flush()
        record(session, "vocabulary", "imported", row.id, by=by, at=at, source=renewal.source)
    return True
