"""The concepts that free words are linked to: skills, tools, occupations, programmes and fields.

This module reads and checks the vocabulary with the standard library only, so that a web process
may suggest words and show labels. Linking free words to it is in ``matcher.concepts`` and
``matcher.linking``.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from matcher.errors import (
    ConflictError,
    DuplicateIdError,
    InvalidValueError,
    UnknownConceptError,
)

_DATA = Path(__file__).parent / "data"

# In the order in which a word that means several things is understood.
CONCEPT_KINDS = ("skill", "tool", "occupation", "field", "programme")
COLUMNS = ("id", "kind", "sv", "en", "sv_synonyms", "en_synonyms", "broader")


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning, with its words in Swedish and English, one of which may be lacking.

    ``broader`` is the id one step up, or "" at the top. Ids are stored; labels are only shown.
    ``others`` are words of further languages. What ``is_retired`` is known by its id alone: its
    taxonomy has given it up, profiles still hold it, and no words are linked to it any more.
    """

    id: str
    kind: str
    sv: str
    en: str
    sv_synonyms: tuple[str, ...] = ()
    en_synonyms: tuple[str, ...] = ()
    broader: str = ""
    # Not part of the representation, so that a vocabulary without them keeps its digest.
    others: tuple[str, ...] = field(default=(), repr=False)
    is_retired: bool = field(default=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse a concept without an id, a label or a known kind."""
        if self.kind not in CONCEPT_KINDS:
            expected = "one of " + ", ".join(CONCEPT_KINDS)
            raise InvalidValueError(field="kind", row=self.id, value=self.kind, expected=expected)
        for name, told in (("id", self.id), ("sv", self.sv + self.en)):
            if not told.strip():
                raise InvalidValueError(
                    field=name, row=self.id, value="", expected="a text that is not empty"
                )

    @property
    def is_imported(self) -> bool:
        """Whether it comes from a taxonomy: the ids of the project's own begin with their kind."""
        return not self.id.startswith(f"{self.kind}/")

    def shown(self, language: str = "sv") -> str:
        """Return the word that is shown: in the language, or in the other where it lacks one."""
        return (self.en or self.sv) if language == "en" else (self.sv or self.en)

    def labels(self) -> Iterator[tuple[str, str]]:
        """Yield every word for it with its language ("" for a further one), the shown first."""
        if self.is_retired:
            return
        for language, words in (
            ("sv", (self.sv,)),
            ("en", (self.en,)),
            ("sv", self.sv_synonyms),
            ("en", self.en_synonyms),
            ("", self.others),
        ):
            yield from ((word, language) for word in words if word.strip())


class Vocabulary:
    """Concepts by id, each leading to broader ones.

    Parameters
    ----------
    concepts : iterable of Concept

    Raises
    ------
    DuplicateIdError
        An id occurs twice.
    UnknownConceptError
        A broader concept does not exist.
    ConflictError
        A concept is broader than itself, in so many steps.

    Examples
    --------
    >>> vocabulary = Vocabulary([
    ...     Concept("field/informatics", "field", "Informatik", "Informatics"),
    ...     Concept("skill/sql", "skill", "SQL", "SQL", broader="field/informatics"),
    ... ])
    >>> vocabulary.ancestors("skill/sql")
    ('skill/sql', 'field/informatics')
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._concepts: dict[str, Concept] = {}
        for concept in concepts:
            if concept.id in self._concepts:
                raise DuplicateIdError(
                    field="id", row=concept.id, value=concept.id, expected="each id once"
                )
            self._concepts[concept.id] = concept
        self._ancestors = {id_: self._climb(id_) for id_ in self._concepts}

    def _climb(self, id_: str) -> tuple[str, ...]:
        path = [id_]
        while broader := self._concepts[path[-1]].broader:
            if broader not in self._concepts:
                raise UnknownConceptError(
                    field="broader", row=path[-1], value=broader, expected="the id of a concept"
                )
            if broader in path:
                raise ConflictError(
                    field="broader", row=path[-1], value=broader, expected="no concept above itself"
                )
            path.append(broader)
        return tuple(path)

    def __len__(self) -> int:
        return len(self._concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def __contains__(self, id_: object) -> bool:
        return id_ in self._concepts

    def __getitem__(self, id_: str) -> Concept:
        """Return a concept; raises UnknownConceptError."""
        try:
            return self._concepts[id_]
        except KeyError:
            raise UnknownConceptError(
                field="concept", row=None, value=id_, expected="the id of a concept"
            ) from None

    def ancestors(self, id_: str) -> tuple[str, ...]:
        """Return the concept and all above it, itself first."""
        self[id_]
        return self._ancestors[id_]

    def fields_of(self, id_: str) -> tuple[str, ...]:
        """Return the fields that the concept lies in, nearest first."""
        return tuple(above for above in self.ancestors(id_) if self[above].kind == "field")

    def label(self, id_: str, language: str = "sv") -> str:
        """Return the shown word in Swedish or English; the id itself where it is unknown."""
        # A profile may hold the id of a concept that a newer vocabulary has lost: still shown.
        concept = self._concepts.get(id_)
        return id_ if concept is None else concept.shown(language)

    @cached_property
    def digest(self) -> str:
        """A fingerprint of the content, to be kept with a run."""
        lines = "\n".join(_line(concept) for concept in self)
        return hashlib.sha256(lines.encode()).hexdigest()


def _line(concept: Concept) -> str:
    further = concept.others, concept.is_retired
    return f"{concept!r}{further}" if any(further) else repr(concept)


def read_vocabulary(path: Path) -> Vocabulary:
    """Return the vocabulary of a CSV file, its columns as in ``COLUMNS``.

    Raises
    ------
    MatcherError
        Names the column and the concept.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = set(COLUMNS).difference(reader.fieldnames or ())
        if missing:
            raise InvalidValueError(
                field="columns", row=path.name, value=min(missing), expected=", ".join(COLUMNS)
            )
        return Vocabulary(
            Concept(
                row["id"],
                row["kind"],
                row["sv"],
                row["en"],
                _synonyms(row["sv_synonyms"]),
                _synonyms(row["en_synonyms"]),
                row["broader"],
            )
            for row in reader
        )


def _synonyms(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(";") if word.strip())


@lru_cache(maxsize=1)
def shipped_vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with the project, read once a process."""
    return read_vocabulary(_DATA / "vocabulary.csv")
