"""What offers demand that students may not have: each must-have by itself, and how many lack it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.concepts import Concept
from models.offers import OfferSkill
from models.queries.gaps import count_who_know
from models.words import SkillUse


@dataclass(frozen=True)
class Demanded:
    """A must-have of offers that nobody took or was found for.

    Parameters
    ----------
    offers : int
        How many of them ask for it.
    lacking : int or None
        How many who take part do not say that they know it; None where they, or those who do,
        are fewer than five.
    """

    sv: str
    en: str
    offers: int
    lacking: int | None


def list_demanded(
    session: Session, offer_ids: Iterable[int], on: date, limit: int = 10
) -> list[Demanded]:
    """List the must-haves of some offers, what removed most students first."""
    asks = func.count(OfferSkill.offer_id.distinct())
    query = (
        select(Concept.id, Concept.sv, Concept.en, asks)
        .join(OfferSkill, OfferSkill.concept_id == Concept.id)
        .where(OfferSkill.offer_id.in_(set(offer_ids)), OfferSkill.use == SkillUse.MUST)
        .group_by(Concept.id, Concept.sv, Concept.en)
    )
    rows = session.execute(query.order_by(Concept.id)).all()
    known = count_who_know(session, [concept_id for concept_id, *_rest in rows], on)
    found = [
        Demanded(sv or en, en or sv, offers, known.get(key, (None, None))[1])
        for key, sv, en, offers in rows
    ]
    return sorted(found, key=lambda each: (-(each.lacking or 0), -each.offers, each.sv))[:limit]
