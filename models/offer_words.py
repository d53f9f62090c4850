"""Everything that an offer says, as one value: from a form, a phone call or a file, and kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from models.offers import Offer, OfferFact, OfferField, OfferLanguage, OfferLevel, OfferSkill
from models.words import CEFR, Fact, Insurer, Kind, Language, Level, Pay, Remote, SkillUse


@dataclass(frozen=True)
class OfferWords:
    """Everything an employer says in an offer, as one value from a form, a phone call or a file.

    ``must`` and ``wished`` map skills in the employer's words to a level, 1 to 5. Empty ``levels``
    or ``fields`` accept all.
    """

    kind: Kind
    title: str
    starts_on: date
    ends_on: date
    text: str = ""
    language: Language = Language.SWEDISH
    place: str = ""
    remote: Remote = Remote.ONSITE
    hours_per_week: float | None = None
    places: int = 1
    pay: Pay | None = None
    pay_sek_per_month: int | None = None
    pay_sek_in_all: int | None = None
    insured_by: Insurer | None = None
    credits: int | None = None
    mentor_name: str = ""
    apply_url: str = ""
    facts: frozenset[Fact] = frozenset()
    levels: frozenset[Level] = frozenset()
    fields: frozenset[str] = frozenset()
    languages: Mapping[str, CEFR] = field(default_factory=dict)
    must: Mapping[str, int] = field(default_factory=dict)
    wished: Mapping[str, int] = field(default_factory=dict)


ROWS = frozenset({"facts", "levels", "fields", "languages", "must", "wished"})
NAMES = tuple(each.name for each in fields(OfferWords))
PLAIN = tuple(name for name in NAMES if name not in ROWS)
# How each is made again from what JSON can hold; what is not named is held as it is.
FROM_JSON: dict[str, Any] = {
    "kind": Kind,
    "language": Language,
    "remote": Remote,
    "pay": Pay,
    "insured_by": Insurer,
    "starts_on": date.fromisoformat,
    "ends_on": date.fromisoformat,
    "facts": lambda stored: frozenset(map(Fact, stored)),
    "levels": lambda stored: frozenset(map(Level, stored)),
    "fields": frozenset,
    "languages": lambda stored: {code: CEFR(level) for code, level in stored.items()},
}


def words_of(offer: Offer) -> OfferWords:
    """Give what an offer says, as it would be written."""
    return OfferWords(
        **{name: getattr(offer, name) for name in PLAIN},
        facts=frozenset(row.fact for row in offer.facts),
        levels=frozenset(row.level for row in offer.levels),
        fields=frozenset(row.concept_id for row in offer.fields),
        languages={row.code: row.level for row in offer.languages},
        must=_skills(offer, SkillUse.MUST),
        wished=_skills(offer, SkillUse.WISHED),
    )


def differing(one: OfferWords, other: OfferWords) -> tuple[str, ...]:
    """Name what two offers say differently, in the order in which an offer says it."""
    return tuple(name for name in NAMES if getattr(one, name) != getattr(other, name))


def words_to_json(words: OfferWords, names: tuple[str, ...] = NAMES) -> dict[str, Any]:
    """Give what an offer says, or some of it, as JSON can hold it.

    Examples
    --------
    >>> words = OfferWords(Kind.THESIS, "Tidvatten", date(2027, 1, 18), date(2027, 6, 6))
    >>> words_to_json(words, ("title", "ends_on", "levels"))
    {'title': 'Tidvatten', 'ends_on': '2027-06-06', 'levels': []}
    >>> words_from_json(words_to_json(words)) == words
    True
    """
    return {name: _as_json(getattr(words, name)) for name in names}


def parts_from_json(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Give some of what an offer says, as `words_to_json` stored it, by its names."""
    return {
        name: value if value is None else FROM_JSON.get(name, lambda kept: kept)(value)
        for name, value in stored.items()
    }


def words_from_json(stored: Mapping[str, Any]) -> OfferWords:
    """Give everything that an offer said, as `words_to_json` stored it."""
    return OfferWords(**parts_from_json(stored))


def offer_saying(words: OfferWords, like: Offer) -> Offer:
    """Give an offer to show that says something else than the one it is like; never stored."""
    skills = {SkillUse.MUST: words.must, SkillUse.WISHED: words.wished}
    return Offer(
        id=like.id,
        employer=like.employer,
        contact=like.contact,
        state=like.state,
        places_taken=like.places_taken,
        review_comment=like.review_comment,
        **{name: getattr(words, name) for name in PLAIN},
        facts=[OfferFact(fact=fact) for fact in sorted(words.facts)],
        levels=[OfferLevel(level=level) for level in sorted(words.levels)],
        fields=[OfferField(concept_id=concept) for concept in sorted(words.fields)],
        languages=[
            OfferLanguage(code=code, level=level) for code, level in sorted(words.languages.items())
        ],
        skills=[
            OfferSkill(use=use, words=name, level=level)
            for use, told in skills.items()
            for name, level in told.items()
        ],
    )


def _skills(offer: Offer, use: SkillUse) -> dict[str, int]:
    return {row.words: row.level for row in offer.skills if row.use is use}


def _as_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    return dict(value) if isinstance(value, Mapping) else value
