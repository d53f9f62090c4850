"""What a coordinator looks at twice before an offer is published."""

from flask_babel import gettext as _

from models.offers import Offer
from models.operations.offers import names_needed
from models.words import EmployerState, Insurer, Kind, SkillUse
from web.labels import FIELDS


def flags_of(offer: Offer) -> list[str]:
    """Give what is unusual about an offer, as sentences, the gravest first."""
    found = [
        _("Unpaid work outside a course. That is seldom all right: call the employer.")
        if offer.is_unpaid_work
        else "",
        _not_insured(offer),
        _("The employer is not verified, so the offer cannot be published.")
        if offer.employer.state is not EmployerState.VERIFIED
        else "",
        _missing(offer),
        _unknown_skills(offer),
    ]
    return [flag for flag in found if flag]


def _not_insured(offer: Offer) -> str:
    # Whoever meets a mentor now and then is not at work there.
    if offer.kind is Kind.MENTORSHIP or offer.insured_by is not Insurer.NONE:
        return ""
    return str(_("Nobody insures the student."))


def _missing(offer: Offer) -> str:
    missing = [str(FIELDS[name]) for name in names_needed(offer.kind) if not getattr(offer, name)]
    if not missing:
        return ""
    return str(_("Not told: %(names)s.", names=", ".join(missing)))


def _unknown_skills(offer: Offer) -> str:
    unknown = [
        skill.words
        for skill in offer.skills
        if skill.use is SkillUse.MUST and skill.concept_id is None
    ]
    if not unknown:
        return ""
    return str(
        _(
            "The vocabulary does not know these needed skills, so only their words are compared:"
            " %(names)s.",
            names=", ".join(unknown),
        )
    )
