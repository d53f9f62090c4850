"""What happens to an offer: written, submitted, published or sent back, withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.concepts import SKILL_KINDS
from models.employers import Contact, Employer
from models.errors import NotOpenForMatching, TooFewPlaces
from models.keys import fold
from models.moves import OFFER_MOVES
from models.offers import Offer, OfferField, OfferLanguage, OfferLevel, OfferSkill
from models.operations import letters, matches
from models.operations.events import record
from models.operations.guards import all_told, has_no_stake, may_move
from models.queries.concepts import find_concept_ids
from models.words import (
    CEFR,
    EmployerState,
    Insurer,
    Kind,
    Language,
    Level,
    OfferState,
    Pay,
    Reason,
    Remote,
    SkillUse,
)


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
    insured_by: Insurer | None = None
    credits: int | None = None
    mentor_name: str = ""
    apply_url: str = ""
    levels: frozenset[Level] = frozenset()
    fields: frozenset[str] = frozenset()
    languages: Mapping[str, CEFR] = field(default_factory=dict)
    must: Mapping[str, int] = field(default_factory=dict)
    wished: Mapping[str, int] = field(default_factory=dict)


# Beside what every offer has to tell.
NEEDED_OF_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.MENTORSHIP: ("mentor_name",),
    Kind.INTERNSHIP: ("pay", "insured_by"),
    Kind.TRAINEESHIP: ("pay", "insured_by"),
}
ROWS = frozenset({"levels", "fields", "languages", "must", "wished"})
PLAIN = tuple(each.name for each in fields(OfferWords) if each.name not in ROWS)


def write_offer(
    session: Session,
    employer: Employer,
    words: OfferWords,
    *,
    by: Actor,
    at: datetime,
    contact: Contact | None = None,
    source: str | None = None,
) -> Offer:
    """Write a draft of an offer.

    Raises
    ------
    Missing
        If it has no title.
    """
    all_told(title=words.title.strip())
    offer = Offer(
        employer=employer,
        contact=contact or next(iter(employer.contacts), None),
        source=source,
        created_at=at,
        places_taken=0,
    )
    _take_over(session, offer, words)
    session.add(offer)
    session.flush()
    record(
        session, "offer", "written", offer.id, by=by, at=at, employer=employer.id, kind=offer.kind
    )
    return offer


def edit_offer(
    session: Session, offer: Offer, words: OfferWords, *, by: Actor, at: datetime
) -> None:
    """Change an offer. A published one keeps its kind; places never fall below those taken.

    When only the taken places remain, those who wait for another are told that it is filled.

    Raises
    ------
    Missing, TooFewPlaces
        If it has no title, or fewer places than are taken.
    WrongState
        If it is withdrawn.
    """
    all_told(title=words.title.strip())
    may_move(OFFER_MOVES, "offer", "withdraw", offer.state, by)
    if words.places < offer.places_taken:
        raise TooFewPlaces(offer.places_taken)
    kind = offer.kind
    _take_over(session, offer, words)
    if offer.state is OfferState.PUBLISHED:
        offer.kind = kind
    session.flush()
    record(session, "offer", "edited", offer.id, by=by, at=at)
    matches.end_what_waits_in_vain(session, offer, at=at)


def names_needed(kind: Kind) -> tuple[str, ...]:
    """Give the names of what an offer of a kind has to tell before it can be submitted."""
    return ("title", "text", "place", *NEEDED_OF_KIND.get(kind, ()))


def submit_offer(session: Session, offer: Offer, *, by: Actor, at: datetime) -> None:
    """Hand an offer to the working group.

    Raises
    ------
    Missing
        With the names of what a reader of the offer would have to ask for.
    """
    all_told(**{name: getattr(offer, name) for name in names_needed(offer.kind)})
    _move_offer(session, offer, "submit", "submitted", by=by, at=at)
    offer.submitted_at, offer.review_comment = at, ""


def publish_offer(session: Session, offer: Offer, *, by: Actor, at: datetime) -> None:
    """Publish an offer of a verified employer; its contact is told.

    Raises
    ------
    NotOpenForMatching
        If the employer is not verified.
    ConflictOfInterest
        If the actor works there.
    """
    has_no_stake(offer.employer, "publish", by)
    may_move(OFFER_MOVES, "offer", "publish", offer.state, by)
    if offer.employer.state is not EmployerState.VERIFIED:
        raise NotOpenForMatching("employer")
    offer.published_at = at
    _move_offer(session, offer, "publish", "published", by=by, at=at)
    _tell_contact(session, offer, "offer_published", at=at)


def send_back_offer(
    session: Session, offer: Offer, *, by: Actor, at: datetime, comment: str
) -> None:
    """Send an offer back to be written anew, with a comment that the employer reads."""
    all_told(comment=comment.strip())
    _move_offer(session, offer, "send_back", "sent back", by=by, at=at)
    offer.review_comment = comment.strip()
    _tell_contact(session, offer, "offer_sent_back", at=at)


def withdraw_offer(session: Session, offer: Offer, *, by: Actor, at: datetime) -> None:
    """Withdraw an offer and its open matches; those who knew of them are told."""
    may_move(OFFER_MOVES, "offer", "withdraw", offer.state, by)
    matches.end_matches_of(session, offer, by=by, at=at, reason=Reason.NO_LONGER_OFFERED)
    offer.withdrawn_at = at
    _move_offer(session, offer, "withdraw", "withdrawn", by=by, at=at)


def _move_offer(
    session: Session, offer: Offer, verb: str, past: str, *, by: Actor, at: datetime
) -> None:
    source = offer.state
    row = may_move(OFFER_MOVES, "offer", verb, source, by)
    offer.state = OfferState(str(row.target))
    session.flush()
    record(session, "offer", past, offer.id, by=by, at=at, source=source, target=row.target)


def _take_over(session: Session, offer: Offer, words: OfferWords) -> None:
    for name in PLAIN:
        value = getattr(words, name)
        setattr(offer, name, value.strip() if type(value) is str else value)
    offer.search_key = fold(f"{words.title} {offer.employer.name}")
    offer.levels = [OfferLevel(level=level) for level in sorted(words.levels)]
    offer.fields = [OfferField(concept_id=concept) for concept in sorted(words.fields)]
    offer.languages = [
        OfferLanguage(code=code, level=level) for code, level in sorted(words.languages.items())
    ]
    _take_over_skills(session, offer, words)


def _take_over_skills(session: Session, offer: Offer, words: OfferWords) -> None:
    told = {
        (use, name.strip()): level
        for use, skills in ((SkillUse.MUST, words.must), (SkillUse.WISHED, words.wished))
        for name, level in skills.items()
        if name.strip()
    }
    concepts = find_concept_ids(session, [name for _use, name in told], SKILL_KINDS)
    known = {(skill.use, skill.words): skill for skill in offer.skills}
    offer.skills = [
        known.get((use, name)) or OfferSkill(use=use, words=name, concept_id=concepts.get(name))
        for use, name in told
    ]
    for skill in offer.skills:
        skill.level = told[skill.use, skill.words]


def _tell_contact(session: Session, offer: Offer, subject: str, *, at: datetime) -> None:
    if offer.contact is not None:
        letters.queue(session, subject, offer.contact, at=at, offer=offer)
