"""Matches, led along the table of moves as far as a test wants them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.actors import SYSTEM
from models.matches import Match
from models.offers import Offer
from models.operations import answers, matches, placements
from models.people import Student
from models.policy import DEFAULT, Policy
from models.rounds import Round
from models.words import MatchState, Reason, Side
from tests.builders.employers import an_offer, as_employer
from tests.builders.people import a_coordinator, a_student, as_student
from tests.builders.rounds import a_rolling_round
from tests.builders.time import NOW, SUMMER

# When every reply time and every placement is over.
LATER = NOW + timedelta(days=365)


def a_confirmed_match(
    session: Session,
    *,
    offer: Offer | None = None,
    student: Student | None = None,
    round_: Round | None = None,
    policy: Policy = DEFAULT,
) -> Match:
    """Make a match that a coordinator has confirmed, in the rolling round unless told otherwise."""
    offer = offer or an_offer(session)
    return matches.confirm(
        session,
        round_ or a_rolling_round(session, offer.kind),
        student or a_student(session),
        offer,
        by=a_coordinator(session),
        at=NOW,
        policy=policy,
    )


def an_offered_match(
    session: Session,
    *,
    offer: Offer | None = None,
    student: Student | None = None,
    policy: Policy = DEFAULT,
    at: datetime = NOW,
) -> Match:
    """Make a match that both sides have been told of."""
    match = a_confirmed_match(session, offer=offer, student=student, policy=policy)
    matches.offer_match(session, match, by=SYSTEM, at=at, policy=policy)
    return match


def say(
    session: Session,
    match: Match,
    side: Side,
    says_yes: bool = True,
    *,
    at: datetime = NOW,
    reason: Reason | None = None,
) -> None:
    """Let a side answer for itself; a no gets a reason."""
    by = as_student(match.student) if side is Side.STUDENT else as_employer(match.offer)
    if not says_yes:
        reason = reason or Reason.FOUND_OTHER
    answers.answer(session, match, side, says_yes, by=by, at=at, reason=reason)


def an_agreed_match(session: Session, **given: Any) -> Match:
    """Make a match to which both have said yes."""
    match = an_offered_match(session, **given)
    for side in Side:
        say(session, match, side)
    return match


def a_placed_match(session: Session, **given: Any) -> Match:
    """Make a match whose student has somewhere to start."""
    match = an_agreed_match(session, **given)
    placements.place(
        session,
        match,
        by=a_coordinator(session),
        at=NOW,
        starts_on=SUMMER[0],
        ends_on=SUMMER[1],
        supervisor="Kim Lind",
        academic_supervisor="Ada Berg",
        examiner="Bo Ek",
    )
    return match


def a_match_in(session: Session, state: MatchState) -> Match:
    """Make a match and lead it to a state along the table of moves."""
    by, at = a_coordinator(session), NOW
    match = _on_the_way_to(session, state)
    if state is MatchState.REJECTED:
        pair = (match.round, match.student, match.offer)
        matches.reject(session, *pair, by=by, at=at, reason=Reason.SKILLS)
    elif state is MatchState.DECLINED:
        say(session, match, Side.EMPLOYER, says_yes=False)
    elif state is MatchState.EXPIRED:
        matches.expire(session, match, at=LATER)
    elif state is MatchState.FILLED:
        matches.fill(session, match, at=at)
    elif state is MatchState.WITHDRAWN:
        matches.withdraw(session, match, by=by, at=at, reason=Reason.OTHER)
    elif state is MatchState.INTERRUPTED:
        on, reason = SUMMER[0], Reason.DID_NOT_WORK_OUT
        placements.interrupt(session, match, by=by, at=at, on=on, reason=reason)
    elif state is MatchState.COMPLETED:
        placements.complete(session, match, by=by, at=at)
    return match


def _on_the_way_to(session: Session, state: MatchState) -> Match:
    if state in {MatchState.CONFIRMED, MatchState.REJECTED}:
        return a_confirmed_match(session)
    if state is MatchState.AGREED:
        return an_agreed_match(session)
    if state in {MatchState.PLACED, MatchState.INTERRUPTED, MatchState.COMPLETED}:
        return a_placed_match(session)
    return an_offered_match(session)
