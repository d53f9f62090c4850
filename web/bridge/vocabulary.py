"""The vocabulary between its two rooms: what ships or is imported, as pages and runs need it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.merging import find_joined, merge
from matcher.vocabulary import Concept, Vocabulary, shipped_vocabulary
from models.actors import SYSTEM, Actor
from models.concepts import OWN
from models.operations.concepts import ConceptWords, load_concepts
from models.operations.vocabulary import join_concepts, note_import, renew_source
from models.queries.concepts import list_own_concepts
from models.queries.vocabulary import ImportedRow, find_last_import, list_imported
from models.taxonomies import Release, Renewal
from web.bridge.taxonomies import concept_of

# Vocabularies that runs of this process were made with, by what they were made from. Their linkers
# take seconds to make, and go by the vocabulary itself.
_KEPT: dict[tuple[str, str], Vocabulary] = {}
MOST_KEPT = 2


def load_vocabulary(session: Session, vocabulary: Vocabulary | None = None) -> int:
    """Add or renew the concepts of a vocabulary, the shipped one if none is given.

    Returns
    -------
    int
        How many were new.
    """
    return load_concepts(
        session,
        (
            ConceptWords(
                id=concept.id,
                kind=concept.kind,
                sv=concept.sv,
                en=concept.en,
                broader=concept.broader,
                synonyms=(*concept.sv_synonyms, *concept.en_synonyms),
            )
            for concept in vocabulary or shipped_vocabulary()
        ),
    )


def renew_joined(session: Session, *, at: datetime) -> None:
    """Look anew which imported concepts are own ones too, since the service has other words now."""
    if find_last_import(session) is not None:
        _settle(session, [Renewal(OWN, "", 0, 0, 0, 0, 0)], by=SYSTEM, at=at)


def take_over(
    session: Session, releases: Iterable[Release], *, by: Actor, at: datetime
) -> tuple[Sequence[Renewal], int]:
    """Take releases of taxonomies over; those that are there already change nothing.

    Returns
    -------
    renewals : sequence of Renewal
        What each brought.
    joined : int
        How many imported concepts are told as one of the project's own.
    """
    renewals = [renew_source(session, release, at=at) for release in releases]
    return renewals, _settle(session, renewals, by=by, at=at)


def _settle(session: Session, renewals: Sequence[Renewal], *, by: Actor, at: datetime) -> int:
    there = {concept.id for concept in list_own_concepts(session)}
    found = find_joined(shipped_vocabulary(), map(_stored, list_imported(session)))
    joined = {one: own for one, own in found.items() if own in there}
    count = join_concepts(session, joined)
    digest = _digest_of(list_imported(session))
    note_import(session, renewals, digest, by=by, at=at)
    return count


def _digest_of(rows: Iterable[ImportedRow]) -> str:
    """Give the digest of everything that is imported, as it is stored."""
    told = hashlib.sha256()
    for row in rows:
        # When something was given up is no part of what the vocabulary is.
        told.update(repr(replace(row, retired_at=None)).encode())
        told.update(b"-" if row.retired_at else b"+")
    return told.hexdigest()


def vocabulary_in_force(session: Session) -> Vocabulary:
    """Give the vocabulary of runs made now: what ships, and what was imported."""
    last = find_last_import(session)
    own = shipped_vocabulary()
    if last is None:
        return own
    key = own.digest, last.digest
    if key not in _KEPT:
        rows = list_imported(session)
        joined = {row.id: row.same_as_id for row in rows if row.same_as_id}
        while len(_KEPT) >= MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)))
        _KEPT[key] = merge(own, map(_stored, rows), joined)
    return _KEPT[key]


def _stored(row: ImportedRow) -> Concept:
    made = concept_of(row.id, row.kind, (row.sv, row.en), row.synonyms)
    is_retired = row.retired_at is not None
    return replace(made, broader=row.broader_id or "", is_retired=is_retired)
