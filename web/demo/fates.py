"""What becomes of a match in the demo, each fate walked by the operations themselves."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session, sessionmaker

from models.actors import SYSTEM, Actor
from models.database import writing
from models.days import day_in_sweden
from models.matches import Match
from models.operations.answers import answer, ask_to_meet
from models.operations.matches import expire, offer_match, withdraw
from models.operations.placements import complete, evaluate, interrupt, place
from models.policy import Policy
from models.queries.matches import get_match
from models.words import Kind, MatchState, Reason, Role, Side

# The working group writes down what both said: that is how most of it happens in a small town.
AS_STUDENT = Actor(Role.COORDINATOR, for_role=Role.STUDENT)
AS_EMPLOYER = Actor(Role.COORDINATOR, for_role=Role.EMPLOYER)

SUPERVISORS = ("Gun Ankarsdotter", "Olle Kättingby", "Mirja Flottholm", "Sixten Pollarp")


class Fate(StrEnum):
    """Where a match has come."""

    OFFERED = "offered"
    SAID_YES = "said yes"
    EMPLOYER_SAID_YES = "employer said yes"
    WANTS_TO_MEET = "wants to meet"
    AGREED = "agreed"
    DECLINED_BY_STUDENT = "declined by student"
    DECLINED_BY_EMPLOYER = "declined by employer"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    PLACED = "placed"
    INTERRUPTED = "interrupted"
    COMPLETED = "completed"
    COMPLETED_AND_TOLD = "completed and told"


PLACED = {Fate.PLACED, Fate.INTERRUPTED, Fate.COMPLETED, Fate.COMPLETED_AND_TOLD}
CARRIED_THROUGH = {Fate.COMPLETED, Fate.COMPLETED_AND_TOLD}

SPEAKS = {Side.STUDENT: AS_STUDENT, Side.EMPLOYER: AS_EMPLOYER}
NO_BECAUSE = {Side.STUDENT: Reason.PLACE, Side.EMPLOYER: Reason.SKILLS}
BOTH = ((Side.STUDENT, True), (Side.EMPLOYER, True))
SAID: dict[Fate, tuple[tuple[Side, bool], ...]] = {
    Fate.SAID_YES: ((Side.STUDENT, True),),
    Fate.EMPLOYER_SAID_YES: ((Side.EMPLOYER, True),),
    Fate.DECLINED_BY_STUDENT: ((Side.STUDENT, False),),
    Fate.DECLINED_BY_EMPLOYER: ((Side.EMPLOYER, False),),
    **dict.fromkeys((Fate.AGREED, *sorted(PLACED)), BOTH),
}


def befall(
    sessions: sessionmaker[Session],
    match_id: int,
    fate: Fate,
    *,
    at: datetime,
    by: Actor,
    policy: Policy,
) -> None:
    """Let a match come to its fate: offered at a time, answered some days later, and so on."""
    with writing(sessions) as session:
        match = get_match(session, match_id)
        if match.state is MatchState.CONFIRMED:
            offer_match(session, match, by=SYSTEM, at=at, policy=policy)
        _answer(session, match, fate, at, by, policy)
        if fate in PLACED:
            _place(session, match, at + timedelta(days=3), by)
        if fate is Fate.INTERRUPTED:
            _interrupt(session, match, by)
        if fate in CARRIED_THROUGH:
            _carry_through(session, match, by, tells=fate is Fate.COMPLETED_AND_TOLD)


def _answer(
    session: Session, match: Match, fate: Fate, at: datetime, by: Actor, policy: Policy
) -> None:
    soon, later = at + timedelta(days=1, hours=2), at + timedelta(days=2, hours=4)
    if fate is Fate.EXPIRED:
        expire(session, match, at=(match.reply_by or at) + timedelta(minutes=1))
    elif fate is Fate.WANTS_TO_MEET:
        ask_to_meet(session, match, by=AS_EMPLOYER, at=soon, policy=policy)
    elif fate is Fate.WITHDRAWN:
        withdraw(session, match, by=by, at=soon, reason=Reason.STUDIES_CHANGED)
    for side, says_yes in SAID.get(fate, ()):
        answer(
            session,
            match,
            side,
            says_yes,
            by=SPEAKS[side],
            at=soon if side is Side.STUDENT else later,
            reason=None if says_yes else NO_BECAUSE[side],
        )


def _place(session: Session, match: Match, at: datetime, by: Actor) -> None:
    is_thesis = match.kind is Kind.THESIS
    place(
        session,
        match,
        by=by,
        at=at,
        starts_on=_first_day(match, at),
        ends_on=match.offer.ends_on,
        supervisor=SUPERVISORS[match.id % len(SUPERVISORS)],
        academic_supervisor="Ragnhild Tavelsjödotter" if is_thesis else "",
        examiner="Valter Högbodén" if is_thesis else "",
    )


def _first_day(match: Match, at: datetime) -> date:
    """Give the day that both agreed on: a mentor and a student meet as soon as they can."""
    if match.kind is not Kind.MENTORSHIP:
        return match.offer.starts_on
    return min(match.offer.starts_on, day_in_sweden(at + timedelta(days=2)))


def _interrupt(session: Session, match: Match, by: Actor) -> None:
    """End a placement early, some weeks into it."""
    placed_at = match.placed_at or match.moved_at
    first = match.starts_on or day_in_sweden(placed_at)
    at = placed_at + (first - day_in_sweden(placed_at)) + timedelta(days=16)
    interrupt(
        session,
        match,
        by=by,
        at=at,
        on=day_in_sweden(at),
        reason=Reason.DID_NOT_WORK_OUT,
    )


def _carry_through(session: Session, match: Match, by: Actor, *, tells: bool) -> None:
    days = (match.offer.ends_on - day_in_sweden(match.moved_at)).days + 2
    at = match.moved_at + timedelta(days=days)
    complete(session, match, by=by, at=at)
    if tells:
        told_at = at + timedelta(days=3)
        evaluate(
            session,
            match,
            Side.STUDENT,
            by=AS_STUDENT,
            at=told_at,
            rating=4 + match.id % 2,
            would_again=True,
            words="Jag fick göra saker på riktigt, och någon hade alltid tid för frågor.",
        )
        evaluate(
            session,
            match,
            Side.EMPLOYER,
            by=AS_EMPLOYER,
            at=told_at,
            rating=5,
            would_again=True,
            words="En nyfiken student som lämnade oss med bättre rutiner än vi hade.",
        )
