"""What both sides answer, and what the second yes brings about.

Guard, change, record, queue the letters; nothing is changed when they raise.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.days import add_working_days, end_of_day, last_day_until
from models.errors import (
    AlreadyAnswered,
    NoPlaceLeft,
    NotAllowed,
    NotOpenForMatching,
    WrongState,
)
from models.matches import Answer, Match
from models.offers import Offer
from models.operations import letters, matches
from models.operations.events import record
from models.operations.guards import all_told
from models.operations.joining import tell_partner
from models.operations.moving import give_reason, move_match, pair_of
from models.policy import DEFAULT, Policy
from models.queries.matches import list_open_of_student
from models.words import EmployerState, MatchState, Reason, Role, Side

OTHER = {Side.STUDENT: Side.EMPLOYER, Side.EMPLOYER: Side.STUDENT}


def answer(
    session: Session,
    match: Match,
    side: Side,
    says_yes: bool,
    *,
    by: Actor,
    at: datetime,
    reason: Reason | None = None,
    words: str = "",
) -> None:
    """Write down a side's yes or no. The second yes makes the match agreed; a no declines it.

    The same answer given twice changes nothing.

    Raises
    ------
    NotAllowed
        If the actor does not speak for this side.
    AlreadyAnswered
        If the side has said otherwise before.
    WrongState
        If the match is not offered (the place may have gone to another), or the reply time is over.
    NotOpenForMatching
        If it is a yes, and the employer is paused.
    Missing
        If a no has no reason.
    NoPlaceLeft
        If this would be the second yes, and no place is left.
    """
    if by.speaks_as != Role(side.value):
        raise NotAllowed("answer")
    given = match.answer_of(side)
    if given is not None and given.says_yes == says_yes:
        return
    _can_be_answered(match, side, says_yes, at)
    if not says_yes:
        all_told(reason=reason)
    elif match.answer_of(OTHER[side]) is not None and match.offer.places_left == 0:
        raise NoPlaceLeft(match.offer_id)
    match.answers.append(
        Answer(
            side=side,
            says_yes=says_yes,
            by_id=by.account_id,
            contact_id=by.contact_id,
            at=at,
            reason=reason,
            reason_words=words.strip(),
        )
    )
    record(
        session,
        "match",
        "answered",
        match.id,
        by=by,
        at=at,
        side=side,
        says_yes=says_yes,
        **pair_of(match),
    )
    if not says_yes:
        _decline(session, match, side, reason, words, by=by, at=at)
    elif all(match.answer_of(each) is not None for each in Side):
        _agree(session, match, at=at)


def ask_to_meet(
    session: Session, match: Match, *, by: Actor, at: datetime, policy: Policy = DEFAULT
) -> None:
    """Share the contacts of both, since the employer wants to meet first; once, with more time.

    Raises
    ------
    NotAllowed
        If the actor does not speak for the employer.
    WrongState
        If the match does not wait for the employer's answer, the reply time is over, or a meeting
        was asked for before.
    NotOpenForMatching
        If the employer is paused.
    """
    if by.speaks_as is not Role.EMPLOYER:
        raise NotAllowed("meet")
    if (
        not match.awaits(Side.EMPLOYER)
        or match.reply_by is None
        or match.meeting_asked_at is not None
    ):
        raise WrongState("match", "meet", match.state)
    if at > match.reply_by:
        raise WrongState("match", "meet", MatchState.EXPIRED)
    _employer_is_there(match)
    match.meeting_asked_at = at
    last_day = last_day_until(match.reply_by)
    match.reply_by = end_of_day(
        add_working_days(last_day, policy.extension_working_days, policy.pauses)
    )
    record(
        session,
        "match",
        "meeting asked",
        match.id,
        by=by,
        at=at,
        reply_by=match.reply_by,
        **pair_of(match),
    )
    letters.tell_both(session, match, "meeting", at=at)


def _can_be_answered(match: Match, side: Side, says_yes: bool, at: datetime) -> None:
    given = match.answer_of(side)
    if given is not None:
        raise AlreadyAnswered(given.says_yes)
    thing, verb = "match", "agree" if says_yes else "decline"
    if match.state is not MatchState.OFFERED or match.reply_by is None:
        raise WrongState(thing, verb, match.state)
    if at > match.reply_by:
        raise WrongState(thing, verb, MatchState.EXPIRED)
    if says_yes:
        _employer_is_there(match)


def _employer_is_there(match: Match) -> None:
    """Refuse what would lead on to an employer that is paused."""
    if match.offer.employer.state is not EmployerState.VERIFIED:
        raise NotOpenForMatching("employer")


def _agree(session: Session, match: Match, *, at: datetime) -> None:
    """Take a place at the second yes; a writer reads the count, the database holds the limit."""
    match.offer.places_taken += 1
    match.agreed_at = at
    move_match(session, match, "agree", by=SYSTEM, at=at)
    letters.tell_both(session, match, "agreed", at=at)
    _end_what_competes(session, match, at=at)


def competing(session: Session, match: Match) -> list[Match]:
    """List the student's other open matches of the same kind whose periods overlap this one's."""
    others = [each for each in list_open_of_student(session, match.student_id) if each is not match]
    asked = match.asked_offer
    return [
        other for other in others if other.kind is match.kind and _overlap(other.asked_offer, asked)
    ]


def _end_what_competes(session: Session, match: Match, *, at: datetime) -> None:
    for other in competing(session, match):
        matches.withdraw(session, other, by=SYSTEM, at=at, reason=Reason.FOUND_OTHER)
    matches.end_what_waits_in_vain(session, match.offer, at=at)


def _overlap(one: Offer, other: Offer) -> bool:
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on


def _decline(
    session: Session,
    match: Match,
    side: Side,
    reason: Reason | None,
    words: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    give_reason(match, reason, words)
    move_match(session, match, "decline", by=by, at=at, side=side)
    letters.tell(session, match, OTHER[side], "declined", at=at)
    tell_partner(session, match, at=at)
