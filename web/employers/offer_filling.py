"""What the form of an offer is filled with: a beginning of the kind, or what an offer says."""

from typing import Any

from models.offers import Offer
from models.words import Kind, Remote, SkillUse
from web.clock import today
from web.employers.offer_kinds import usual_start
from web.languages import choose as language_of_page
from web.rows import as_rows
from web.usual_periods import usual_period

PLAIN = (
    "title", "text", "place", "starts_on", "ends_on", "hours_per_week", "places",
    "pay_sek_per_month", "pay_sek_in_all", "mentor_name", "apply_url",
)  # fmt: skip
WORDS = ("language", "remote", "pay", "insured_by", "credits")


def beginning(kind: Kind, place: str) -> dict[str, Any]:
    """Give what a new offer's form is filled with: the usual of its kind, where the employer is."""
    start = usual_start(kind, today())
    start |= {"place": place, "remote": Remote.ONSITE.value, "language": language_of_page()}
    return start | {"credits": str(start["credits"])}


def copied_from(offer: Offer) -> dict[str, Any]:
    """Give what a new offer's form is filled with to say the same once more, next time.

    It begins when the kind usually does next, since the earlier days have mostly passed, and lasts
    as long as the earlier one did.
    """
    first, _last = usual_period(offer.kind, today())
    return told_by(offer) | {
        "starts_on": first,
        "ends_on": first + (offer.ends_on - offer.starts_on),
    }


def told_by(offer: Offer) -> dict[str, Any]:
    """Give what an offer says, by the names of the form's fields."""
    told: dict[str, Any] = {name: getattr(offer, name) for name in PLAIN}
    told |= {name: str(getattr(offer, name) or "") for name in WORDS}
    skills = {
        use: as_rows((skill.words, skill.level) for skill in offer.skills if skill.use is use)
        for use in SkillUse
    }
    return told | {
        "must": skills[SkillUse.MUST],
        "wished": skills[SkillUse.WISHED],
        "languages": as_rows((each.code, each.level.name) for each in offer.languages),
        "facts": [each.fact.value for each in offer.facts],
        "levels": [each.level.value for each in offer.levels],
        "fields": [each.concept_id for each in offer.fields],
    }
