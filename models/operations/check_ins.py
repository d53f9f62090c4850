"""Some weeks into a placement both sides are asked how it goes, and somebody acts on what is bad.

Guard, change, record, queue the letters; nothing is changed when they raise. Events tell that a
side has told, never what: a history is read by more people than the answer is.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.check_ins import CheckIn
from models.days import day_in_sweden
from models.errors import AlreadyAnswered, NotAllowed, WrongState
from models.matches import Match
from models.operations import letters
from models.operations.events import record
from models.operations.guards import has_no_stake
from models.operations.moving import pair_of
from models.policy import DEFAULT, Policy
from models.queries.check_ins import find_check_in
from models.words import Going, MatchState, Role, Side


def ask_how_it_goes(
    session: Session, match: Match, *, at: datetime, policy: Policy = DEFAULT
) -> None:
    """Ask both sides of a placement how it goes, once; who has told already is not asked.

    Raises
    ------
    WrongState
        If nobody has started, the placement is over, or both were asked before.
    """
    if not is_to_be_asked(match, at, policy):
        raise WrongState("match", "ask_how_it_goes", match.state)
    match.check_in_asked_at = at
    session.flush()
    for side in Side:
        if find_check_in(session, match.id, side) is None:
            once = f"check-in:{match.id}:{side}"
            letters.tell(session, match, side, "check_in", at=at, once=once)
    record(session, "match", "check-in asked", match.id, by=SYSTEM, at=at, **pair_of(match))


def is_to_be_asked(match: Match, at: datetime, policy: Policy = DEFAULT) -> bool:
    """Whether so much of a placement has passed that both are to be asked, and it goes on."""
    if match.state is not MatchState.PLACED or match.check_in_asked_at is not None:
        return False
    if match.starts_on is None or match.ends_on is None:
        return False
    today = day_in_sweden(at)
    return match.starts_on + timedelta(days=policy.check_in_days) <= today < match.ends_on


def tell_how_it_goes(
    session: Session,
    match: Match,
    side: Side,
    going: Going,
    *,
    by: Actor,
    at: datetime,
    words: str = "",
) -> CheckIn:
    """Write down how a side says that it goes, once. The same told twice changes nothing.

    Raises
    ------
    NotAllowed
        If the actor does not speak for the side.
    WrongState
        If the placement is not under way.
    AlreadyAnswered
        If the side has told otherwise before.
    """
    if by.speaks_as != Role(side.value):
        raise NotAllowed("tell_how_it_goes")
    if match.state is not MatchState.PLACED:
        raise WrongState("match", "tell_how_it_goes", match.state)
    told = find_check_in(session, match.id, side)
    if told is not None:
        if (told.going, told.words) != (going, words.strip()):
            raise AlreadyAnswered(answer=True)
        return told
    check_in = CheckIn(
        match=match, side=side, going=going, words=words.strip(), at=at,
        by_id=by.account_id, contact_id=by.contact_id,
    )  # fmt: skip
    session.add(check_in)
    session.flush()
    record(session, "match", "checked in", match.id, by=by, at=at, side=side, **pair_of(match))
    return check_in


def look_after(session: Session, check_in: CheckIn, *, by: Actor, at: datetime) -> None:
    """Note that somebody has done something about what did not sound well. Twice is once.

    Raises
    ------
    NotAllowed, ConflictOfInterest
        If whoever says so is no coordinator, or works for the employer.
    """
    if by.role is not Role.COORDINATOR:
        raise NotAllowed("look_after")
    has_no_stake(check_in.match.offer.employer, "look_after", by)
    if check_in.looked_after_at is not None:
        return
    check_in.looked_after_at, check_in.looked_after_by_id = at, by.account_id
    session.flush()
    told = {"side": check_in.side, **pair_of(check_in.match)}
    record(session, "match", "check-in looked after", check_in.match_id, by=by, at=at, **told)
