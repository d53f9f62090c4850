"""Hints on pairs: given, changed and taken back by the working group, before anything is matched.

A hint moves no match and tells nobody. It counts from the round's next run on; what was suggested
before stays as it was written. Nothing is changed when an operation raises.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import EnoughRequired, NotAllowed, NotOpenForMatching, WrongState
from models.hints import Hint
from models.offers import Offer
from models.operations.events import record
from models.operations.guards import all_told, has_no_stake, is_not_oneself
from models.people import Student
from models.queries.hints import find_hint, list_required
from models.queries.matches import find_match
from models.rounds import Round
from models.words import (
    HintReason,
    HintWish,
    OfferState,
    ProfileState,
    Role,
    RoundState,
)


def give_hint(
    session: Session,
    round_: Round,
    student: Student,
    offer: Offer,
    *,
    wish: HintWish,
    reason: HintReason,
    words: str = "",
    by: Actor,
    at: datetime,
) -> Hint:
    """Say what the working group wants for a pair; said anew, it replaces what was said before.

    Parameters
    ----------
    words : str
        In the coordinator's own words, read by the working group alone; needed where the reason
        is "other".

    Raises
    ------
    NotAllowed, ConflictOfInterest
        If this actor may not, works for the employer, or is the student.
    NotOpenForMatching
        If the round, the student or the offer cannot be matched now.
    WrongState
        If somebody has acted on the pair: the match says it all.
    Missing
        If the reason is another one, and not told in words.
    EnoughRequired
        If the student has to be placed elsewhere, or every place that is left has to go to others.
    """
    by_id = _may_say(student, offer, by)
    _can_be_hinted(session, round_, student, offer)
    if reason is HintReason.OTHER:
        all_told(reason_words=words)
    if wish is HintWish.REQUIRE:
        _can_be_required(session, round_, student, offer)
    hint = find_hint(session, round_.id, student.id, offer.id)
    if hint is None:
        hint = Hint(round=round_, student=student, offer=offer)
        session.add(hint)
    hint.wish, hint.reason, hint.words = wish, reason, words
    hint.by_id, hint.at = by_id, at
    session.flush()
    record(session, "hint", "given", hint.id, by=by, at=at, **_told(hint))
    return hint


def take_hint_back(session: Session, hint: Hint, *, by: Actor, at: datetime) -> None:
    """Take a hint back: later runs know nothing of it. That it was there stands in the history."""
    _may_say(hint.student, hint.offer, by)
    record(session, "hint", "taken back", hint.id, by=by, at=at, **_told(hint))
    session.delete(hint)
    session.flush()


def _may_say(student: Student, offer: Offer, by: Actor) -> int:
    """Give the account of a coordinator who may say something of a pair."""
    if by.role is not Role.COORDINATOR or by.account_id is None:
        raise NotAllowed("hint")
    has_no_stake(offer.employer, "hint", by)
    is_not_oneself(student, "hint", by)
    return by.account_id


def _can_be_hinted(session: Session, round_: Round, student: Student, offer: Offer) -> None:
    if round_.state not in {RoundState.OPEN, RoundState.CLOSED} or round_.kind is not offer.kind:
        raise NotOpenForMatching("round")
    if student.state is not ProfileState.SUBMITTED or student.is_protected:
        raise NotOpenForMatching("student")
    if offer.state is not OfferState.PUBLISHED:
        raise NotOpenForMatching("offer")
    match = find_match(session, round_.id, student.id, offer.id)
    if match is not None:
        raise WrongState("match", "hint", match.state)


def _can_be_required(session: Session, round_: Round, student: Student, offer: Offer) -> None:
    """Refuse what no allocation could hold: one place for two, or one student at two."""
    others = list_required(session, round_.id, student_id=student.id, offer_id=offer.id)
    if any(other.student_id == student.id for other in others):
        raise EnoughRequired("student")
    if len(others) >= offer.places_left:
        raise EnoughRequired("offer")


def _told(hint: Hint) -> dict[str, object]:
    """Give what the history keeps: ids and words of the system, never a coordinator's own words."""
    return {
        "round": hint.round_id,
        "student": hint.student_id,
        "offer": hint.offer_id,
        "wish": hint.wish,
        "reason": hint.reason,
    }
