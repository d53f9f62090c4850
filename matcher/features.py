"""Records to matrices: skills, concepts, studies and text of students and of offers.

What a word or a concept weighs is in ``matcher.rarity``. Linear in the length of the texts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.estimators import Estimator
from matcher.linking import Linker
from matcher.rarity import information_content, unit_rows
from matcher.reading import Reading, read
from matcher.records import Offer, Student
from matcher.vocabulary import Vocabulary

# Who knows PostgreSQL at 4 knows databases at 4 x this, and so on upwards.
_LEVEL_ABOVE = 0.8
# A skill that is only mentioned in the text counts as this level.
_LEVEL_MENTIONED = 2
# How much a concept says of somebody, by where it stands; above it, half as much each step.
_SAID_IN_TEXT, _STUDIED, _WISHED, _REQUIRED = 0.5, 0.4, 0.7, 1.0
_SAID_ABOVE = 0.5
# A field that an offer only hints at counts from this share of its clearest field.
_FIELD_SHARE = 0.34


class Requirement(NamedTuple):
    """One thing that an offer asks for: the words used, the concept they mean, and the level."""

    phrase: str
    concept: str
    level: int


@dataclass(frozen=True)
class StudentFeatures:
    """What n students bring; rows are students, columns concepts unless said otherwise."""

    skills: Any  # CSR, levels from 0 to 5, broader skills too
    concepts: Any  # CSR, rows of length 1 or empty
    text: Any  # CSR over senses of words, the same in all languages; rows of length 1 or empty
    studies: Any  # CSR bool: programme and all above it
    fields: Any  # CSR: the fields studied


@dataclass(frozen=True)
class OfferFeatures:
    """What m offers ask for; rows are offers, columns concepts unless said otherwise."""

    must: tuple[Any, ...]  # CSR for each level 1 to 5; over all five, a row sums to 1 or 0
    wished: tuple[Any, ...]
    concepts: Any
    text: Any
    accepts: Any  # CSR bool: the fields accepted, empty for all
    fields: Any  # CSR: the fields it lies in, the clearest at 1
    asks_must: NDArray[np.bool_]  # has any must-have
    asks_wished: NDArray[np.bool_]


class Vectorizer(Estimator):
    """Turns records into matrices, as a scikit-learn transformer.

    ``fit`` learns what the words of the records mean, and gives a column to each word that is in
    no vocabulary; ``transform`` then takes students or offers. Words that were not seen when
    fitting meet nobody, and still count as asked for.

    Parameters
    ----------
    linker : Linker
    """

    def __init__(self, linker: Linker) -> None:
        self.linker = linker

    def fit(self, records: Sequence[Student | Offer], y: None = None) -> "Vectorizer":
        """Learn the meaning of every distinct word in the records."""
        students = [record for record in records if isinstance(record, Student)]
        offers = [record for record in records if isinstance(record, Offer)]
        phrases = [phrase for student in students for phrase in student.skills]
        phrases += [phrase for offer in offers for phrase in (*offer.must, *offer.wished)]
        self.meanings_ = self.linker.skills(phrases)
        self.studies_ = self.linker.programmes([student.programme for student in students])
        self.columns_ = {concept.id: number for number, concept in enumerate(self._vocabulary)}
        for concept in sorted({c for meant in self.meanings_.values() for c in meant}):
            self.columns_.setdefault(concept, len(self.columns_))
        self.names_ = list(self.columns_)
        return self

    def learned(self, records: Sequence[Student | Offer]) -> "Vectorizer":
        """Return a vectorizer that knows the words of these records too; itself where it does."""
        more = Vectorizer(self.linker).fit(records)
        if (
            more.meanings_.keys() <= self.meanings_.keys()
            and more.studies_.keys() <= self.studies_.keys()
        ):
            return self
        more.meanings_ = {**more.meanings_, **self.meanings_}
        more.studies_ = {**more.studies_, **self.studies_}
        new = [word for word in more.columns_ if word not in self.columns_]
        first = len(self.columns_)
        more.columns_ = {**self.columns_, **{word: first + n for n, word in enumerate(new)}}
        more.names_ = list(more.columns_)
        return more

    @property
    def _vocabulary(self) -> Vocabulary:
        return self.linker.vocabulary

    def transform(self, records: Sequence[Student | Offer]) -> StudentFeatures | OfferFeatures:
        """Return the features of students, or of offers."""
        if records and isinstance(records[0], Offer):
            return self.offers([record for record in records if isinstance(record, Offer)])
        return self.students([record for record in records if isinstance(record, Student)])

    def students(self, students: Sequence[Student]) -> StudentFeatures:
        """Return the features of students."""
        readings = _readings(student.text for student in students)
        mentioned = [self.linker.concepts_of(reading) for reading in readings]
        pairs = list(zip(students, mentioned, strict=True))
        studies = [self._closure(self.studies_.get(s.programme, ())) for s in students]
        text = self.linker.space.rows(
            readings, [self._names(s.programme, *s.skills) for s in students]
        )
        return StudentFeatures(
            skills=self._matrix(self.skill_levels(*pair) for pair in pairs),
            concepts=self._concept_rows(self._said_by(*pair) for pair in pairs),
            text=text,
            studies=self._matrix(dict.fromkeys(ids, 1.0) for ids in studies),
            fields=self._matrix(dict.fromkeys(self._fields(ids), 1.0) for ids in studies),
        )

    def offers(self, offers: Sequence[Offer]) -> OfferFeatures:
        """Return the features of offers.

        Raises
        ------
        UnknownConceptError
            An offer accepts a field that is not in the vocabulary.
        """
        readings = _readings(f"{offer.title}.\n{offer.text}" for offer in offers)
        mentioned = [self.linker.concepts_of(reading) for reading in readings]
        accepted = [[self.linker.field(f, o.id) for f in sorted(o.fields)] for o in offers]
        said = [self._said_of(*pair) for pair in zip(offers, mentioned, strict=True)]
        text = self.linker.space.rows(
            readings, [self._names(o.title, *o.must, *o.wished) for o in offers]
        )
        return OfferFeatures(
            must=self._requirement_matrices([offer.must for offer in offers]),
            wished=self._requirement_matrices([offer.wished for offer in offers]),
            concepts=self._concept_rows(said),
            text=text,
            accepts=self._matrix(dict.fromkeys(ids, 1.0) for ids in accepted),
            fields=self._matrix(
                self._offer_fields(*pair) for pair in zip(accepted, said, strict=True)
            ),
            asks_must=np.array([bool(offer.must) for offer in offers], np.bool_),
            asks_wished=np.array([bool(offer.wished) for offer in offers], np.bool_),
        )

    def _names(self, *phrases: str) -> list[str]:
        """Return phrases in words: what is given as the id of a concept goes by its name."""
        known = self._vocabulary
        return [known[phrase].shown() if phrase in known else phrase for phrase in phrases]

    def requirements(self, asked: Mapping[str, int]) -> list[Requirement]:
        """Return what words ask for, each concept once, at the highest level asked."""
        found: dict[str, Requirement] = {}
        for phrase, level in asked.items():
            for concept in self.meanings_.get(phrase) or (phrase,):
                if concept not in found or level > found[concept].level:
                    found[concept] = Requirement(phrase, concept, level)
        return list(found.values())

    def skill_levels(self, student: Student, mentioned: Iterable[str]) -> dict[str, float]:
        """Return how well a student knows each concept, from 0 to 5, broader ones included."""
        levels: dict[str, float] = {}
        declared = [
            (concept, level)
            for phrase, level in student.skills.items()
            for concept in self.meanings_.get(phrase) or (phrase,)
        ]
        for concept, level in declared + [(c, _LEVEL_MENTIONED) for c in mentioned]:
            reached = float(level)
            for above in _skills_above(self._vocabulary, concept):
                levels[above] = max(levels.get(above, 0.0), reached)
                reached *= _LEVEL_ABOVE
        return levels

    def _closure(self, concepts: Iterable[str]) -> list[str]:
        """Return the concepts with all above them."""
        return list(dict.fromkeys(up for c in concepts for up in self._vocabulary.ancestors(c)))

    def _fields(self, concepts: Iterable[str]) -> list[str]:
        return [concept for concept in concepts if self._vocabulary[concept].kind == "field"]

    def _said_by(self, student: Student, mentioned: Iterable[str]) -> dict[str, float]:
        """Return how strongly each concept speaks of a student."""
        said: dict[str, float] = dict.fromkeys(mentioned, _SAID_IN_TEXT)
        for concept in self.studies_.get(student.programme, ()):
            said[concept] = max(said.get(concept, 0.0), _STUDIED)
        for phrase, level in student.skills.items():
            for concept in self.meanings_.get(phrase) or (phrase,):
                said[concept] = max(said.get(concept, 0.0), _SAID_IN_TEXT + level / 10)
        return self._spread_upwards(said)

    def _said_of(self, offer: Offer, mentioned: Iterable[str]) -> dict[str, float]:
        """Return how strongly each concept speaks of an offer."""
        said: dict[str, float] = dict.fromkeys(mentioned, _SAID_IN_TEXT)
        for asked, strength in ((offer.wished, _WISHED), (offer.must, _REQUIRED)):
            for requirement in self.requirements(asked):
                said[requirement.concept] = max(said.get(requirement.concept, 0.0), strength)
        return self._spread_upwards(said)

    def _spread_upwards(self, said: Mapping[str, float]) -> dict[str, float]:
        spread: dict[str, float] = {}
        for concept, strength in said.items():
            reached = strength
            for above in _path(self._vocabulary, concept):
                if reached > spread.get(above, 0.0):
                    spread[above] = reached
                reached *= _SAID_ABOVE
        return spread

    def _offer_fields(self, accepted: Sequence[str], said: Mapping[str, float]) -> dict[str, float]:
        """Return the fields an offer lies in: those it accepts, else those its concepts lie in."""
        if accepted:
            return dict.fromkeys(self._fields(self._closure(accepted)), 1.0)
        weights: dict[str, float] = {}
        for concept, strength in said.items():
            known = concept in self._vocabulary
            for field in self._vocabulary.fields_of(concept)[:1] if known else ():
                weights[field] = weights.get(field, 0.0) + strength
        clearest = max(weights.values(), default=0.0)
        shares = {field: weight / clearest for field, weight in weights.items()}
        return {field: share for field, share in shares.items() if share >= _FIELD_SHARE}

    def _requirement_matrices(self, asked: Sequence[Mapping[str, int]]) -> tuple[Any, ...]:
        """Return one matrix a level; every requirement of an offer weighs the same."""
        rows: list[list[dict[str, float]]] = [[{} for _ in asked] for _ in range(5)]
        for number, words_asked in enumerate(asked):
            requirements = self.requirements(words_asked)
            for requirement in requirements:
                level = rows[requirement.level - 1][number]
                level[requirement.concept] = 1 / len(requirements)
        return tuple(self._matrix(level) for level in rows)

    def _concept_rows(self, said: Iterable[Mapping[str, float]]) -> Any:
        """Return rows of length 1, concepts weighed by what they tell."""
        told = information_content(self._vocabulary)
        return unit_rows(
            self._matrix({c: s * told.get(c, 1.0) for c, s in row.items()} for row in said)
        )

    def _matrix(self, rows: Iterable[Mapping[str, float]]) -> Any:
        """Return a CSR array of values by concept; concepts without a column are left out."""
        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for row in rows:
            for concept, value in row.items():
                # Concepts that tell nothing are left out: an empty row means no evidence.
                if value and concept in self.columns_:
                    columns.append(self.columns_[concept])
                    data.append(value)
            ends.append(len(columns))
        shape = (len(ends) - 1, len(self.columns_))
        matrix = sparse.csr_array((np.array(data, float), columns, ends), shape=shape)
        matrix.sort_indices()
        return matrix


@lru_cache(maxsize=100_000)
def _path(vocabulary: Vocabulary, concept: str) -> tuple[str, ...]:
    """Return a concept and all above it; a word of no vocabulary stands alone."""
    return vocabulary.ancestors(concept) if concept in vocabulary else (concept,)


@lru_cache(maxsize=100_000)
def _skills_above(vocabulary: Vocabulary, concept: str) -> tuple[str, ...]:
    """Return the concept and the broader ones, short of the fields."""
    first, *above = _path(vocabulary, concept)
    return (first, *(broader for broader in above if vocabulary[broader].kind != "field"))


def _readings(texts: Iterable[str]) -> list[Reading]:
    """Return the readings of texts, each distinct one read once."""
    known: dict[str, Reading] = {}
    return [known[text] if text in known else known.setdefault(text, read(text)) for text in texts]
