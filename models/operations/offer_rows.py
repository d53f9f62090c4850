"""Write what an offer says into its row and the rows below it. Who may, ``offers.py`` asks."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from models.concepts import SKILL_KINDS
from models.keys import fold
from models.offer_words import PLAIN, OfferWords
from models.offers import Offer, OfferFact, OfferField, OfferLanguage, OfferLevel, OfferSkill
from models.queries.concepts import find_concept_ids
from models.words import SkillUse


def tidy(words: OfferWords) -> OfferWords:
    """Leave out the space around words, and skills without any."""
    plain = {name: getattr(words, name) for name in PLAIN}
    told: dict[str, Any] = {
        name: value.strip() for name, value in plain.items() if type(value) is str
    }
    for use in ("must", "wished"):
        skills: Mapping[str, int] = getattr(words, use)
        told[use] = {name.strip(): level for name, level in skills.items() if name.strip()}
    return replace(words, **told)


def renew_key(offer: Offer) -> None:
    """Reckon anew by what words the offer is found."""
    offer.search_key = fold(f"{offer.title} {offer.employer.name}")


def take_over(session: Session, offer: Offer, words: OfferWords) -> None:
    """Let an offer say these words and no others."""
    for name in PLAIN:
        setattr(offer, name, getattr(words, name))
    renew_key(offer)
    offer.facts = [OfferFact(fact=fact) for fact in sorted(words.facts)]
    offer.levels = [OfferLevel(level=level) for level in sorted(words.levels)]
    offer.fields = [OfferField(concept_id=concept) for concept in sorted(words.fields)]
    offer.languages = [
        OfferLanguage(code=code, level=level) for code, level in sorted(words.languages.items())
    ]
    _take_over_skills(session, offer, words)


def _take_over_skills(session: Session, offer: Offer, words: OfferWords) -> None:
    told = {
        (use, name): level
        for use, skills in ((SkillUse.MUST, words.must), (SkillUse.WISHED, words.wished))
        for name, level in skills.items()
    }
    concepts = find_concept_ids(session, [name for _use, name in told], SKILL_KINDS)
    known = {(skill.use, skill.words): skill for skill in offer.skills}
    offer.skills = [
        known.get((use, name)) or OfferSkill(use=use, words=name, concept_id=concepts.get(name))
        for use, name in told
    ]
    for skill in offer.skills:
        skill.level = told[skill.use, skill.words]
