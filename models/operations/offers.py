"""What happens to an offer: written, submitted, published or sent back, withdrawn."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Contact, Employer
from models.errors import NotOpenForMatching, NotTheSame, TooFewPlaces
from models.moves import OFFER_MOVES
from models.offer_words import OfferWords, differing, words_of, words_to_json
from models.offers import Offer
from models.operations import letters, matches
from models.operations.events import record
from models.operations.guards import all_told, has_no_stake, may_move
from models.operations.offer_rows import take_over, tidy
from models.operations.versions import grow
from models.operations.wanting import needs_a_look, want, want_no_more
from models.words import EmployerState, Kind, OfferState, Reason

# Beside what every offer has to tell.
NEEDED_OF_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.MENTORSHIP: ("mentor_name",),
    Kind.INTERNSHIP: ("pay", "insured_by"),
    Kind.TRAINEESHIP: ("pay", "insured_by"),
}


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
    take_over(session, offer, tidy(words))
    session.add(offer)
    session.flush()
    record(
        session, "offer", "written", offer.id, by=by, at=at, employer=employer.id, kind=offer.kind
    )
    return offer


def edit_offer(
    session: Session, offer: Offer, words: OfferWords, *, by: Actor, at: datetime
) -> tuple[str, ...]:
    """Change an offer, and name what waits for a coordinator before anybody reads it.

    What an employer changes in a published offer waits, but for fewer places and for spaces. A
    published one keeps its kind; places never fall below those taken. When only the taken places
    remain, those who wait for another are told that it is filled.

    Raises
    ------
    Missing, TooFewPlaces
        If it has no title, or fewer places than are taken.
    WrongState
        If it is withdrawn.
    """
    words = tidy(words)
    all_told(title=words.title)
    may_move(OFFER_MOVES, "offer", "withdraw", offer.state, by)
    if words.places < offer.places_taken:
        raise TooFewPlaces(offer.places_taken)
    waiting: tuple[str, ...] = ()
    is_published = offer.state is OfferState.PUBLISHED
    if is_published:
        words = replace(words, kind=offer.kind)
    if is_published and needs_a_look(offer.employer, by):
        waiting = relied_on(words_of(offer), words)
        want(session, offer, words_to_json(words, waiting), by=by, at=at)
        words = _with(words, words_of(offer), waiting)
    change_offer(session, offer, words, by=by, at=at)
    return waiting


def relied_on(before: OfferWords, after: OfferWords) -> tuple[str, ...]:
    """Name what a change of an offer touches that a reader relies on."""
    return tuple(
        name
        for name in differing(before, after)
        if not (name == "places" and after.places < before.places)
        and not (name == "text" and after.text.split() == before.text.split())
    )


def change_offer(
    session: Session, offer: Offer, words: OfferWords, *, by: Actor, at: datetime
) -> None:
    """Write what an offer says, for everybody to read; nothing is done where it says so already."""
    changed = differing(words_of(offer), words)
    if not changed:
        return
    take_over(session, offer, words)
    version = grow(session, offer)
    record(session, "offer", "edited", offer.id, by=by, at=at, fields=changed, version=version)
    matches.end_what_waits_in_vain(session, offer, at=at)


def take_over_change(
    session: Session, offer: Offer, wanted: Mapping[str, Any], *, at: datetime
) -> None:
    """Let an offer say what its employer wanted, beside all that it says by now.

    Raises
    ------
    TooFewPlaces
        If more places are taken by now.
    """
    words = replace(words_of(offer), **wanted)
    if words.places < offer.places_taken:
        raise TooFewPlaces(offer.places_taken)
    take_over(session, offer, words)
    grow(session, offer)
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


def publish_offer(
    session: Session, offer: Offer, *, by: Actor, at: datetime, seen: int | None = None
) -> None:
    """Publish an offer of a verified employer; its contact is told.

    Parameters
    ----------
    seen : int, optional
        The version that whoever publishes has read.

    Raises
    ------
    NotTheSame
        If the employer has changed it since it was read.
    NotOpenForMatching
        If the employer is not verified.
    ConflictOfInterest
        If the actor works there.
    """
    has_no_stake(offer.employer, "publish", by)
    may_move(OFFER_MOVES, "offer", "publish", offer.state, by)
    if seen is not None and seen != offer.version:
        raise NotTheSame("offer")
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
    want_no_more(session, offer, by=by, at=at)
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


def _with(words: OfferWords, others: OfferWords, names: tuple[str, ...]) -> OfferWords:
    """Give the words, but for some names what others say."""
    return replace(words, **{name: getattr(others, name) for name in names})


def _tell_contact(session: Session, offer: Offer, subject: str, *, at: datetime) -> None:
    if offer.contact is not None:
        letters.queue(session, subject, offer.contact, at=at, offer=offer)
