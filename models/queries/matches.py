"""Questions about matches."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload

from models.days import day_in_sweden
from models.errors import NotFound
from models.matches import Match
from models.offers import Offer
from models.rounds import Round
from models.words import ASKED, Kind, MatchState, Side

OPEN = (MatchState.CONFIRMED, MatchState.OFFERED, MatchState.AGREED)
# Before a match is offered, nobody outside the working group knows of it.
KNOWN_TO_BOTH = Match.offered_at.is_not(None)


def _with_pair() -> Select[Match]:
    return select(Match).options(
        joinedload(Match.student),
        joinedload(Match.offer).joinedload(Offer.contact),
        joinedload(Match.round),
    )


def get_match(session: Session, match_id: int) -> Match:
    """Give a match with its pair, or raise NotFound."""
    match = session.scalar(_with_pair().where(Match.id == match_id))
    if match is None:
        raise NotFound("match", match_id)
    return match


def find_match(session: Session, round_id: int, student_id: int, offer_id: int) -> Match | None:
    """Give the match of a pair in a round, if somebody acted on it."""
    return session.scalar(
        _with_pair().where(
            Match.round_id == round_id, Match.student_id == student_id, Match.offer_id == offer_id
        )
    )


def list_matches_of_student(session: Session, student_id: int) -> Sequence[Match]:
    """List what the student knows of: everything that was offered, newest first."""
    query = _with_pair().options(joinedload(Match.offer).lazyload(Offer.levels))
    known = query.where(Match.student_id == student_id, KNOWN_TO_BOTH)
    return session.scalars(known.order_by(Match.moved_at.desc(), Match.id.desc())).all()


def list_matches_of_employer(session: Session, employer_id: int) -> Sequence[Match]:
    """List what the employer knows of: everything that was offered, newest first."""
    known = _with_pair().where(
        Match.offer_id.in_(select(Offer.id).where(Offer.employer_id == employer_id)),
        KNOWN_TO_BOTH,
    )
    return session.scalars(known.order_by(Match.moved_at.desc(), Match.id.desc())).all()


def list_matches_of_round(
    session: Session, round_id: int, *, states: Sequence[MatchState] = ()
) -> Sequence[Match]:
    """List the matches of a round, or those in some states, by offer and student."""
    query = _with_pair().where(Match.round_id == round_id)
    if states:
        query = query.where(Match.state.in_(states))
    return session.scalars(query.order_by(Match.offer_id, Match.student_id)).all()


def list_matches_of_kind(session: Session, kind: Kind) -> Sequence[Match]:
    """List the matches of a kind in all its rounds, by id: what a run has to respect."""
    rounds = select(Round.id).where(Round.kind == kind)
    return session.scalars(_with_pair().where(Match.round_id.in_(rounds)).order_by(Match.id)).all()


def list_matches_of_offer(session: Session, offer_id: int) -> Sequence[Match]:
    """List every match of an offer, whatever came of it, newest first."""
    query = _with_pair().where(Match.offer_id == offer_id)
    return session.scalars(query.order_by(Match.moved_at.desc(), Match.id.desc())).all()


def list_all_matches_of_student(session: Session, student_id: int) -> Sequence[Match]:
    """List every match of a student, also what only the working group knows of, newest first."""
    query = _with_pair().where(Match.student_id == student_id)
    return session.scalars(query.order_by(Match.moved_at.desc(), Match.id.desc())).all()


def list_matches_of_students(
    session: Session, student_ids: Sequence[int]
) -> dict[int, list[Match]]:
    """List every match of some students, newest first, by the student's id."""
    query = _with_pair().where(Match.student_id.in_(student_ids))
    found: dict[int, list[Match]] = {student_id: [] for student_id in student_ids}
    for match in session.scalars(query.order_by(Match.moved_at.desc(), Match.id.desc())):
        found[match.student_id].append(match)
    return found


def list_all_matches_of_employer(session: Session, employer_id: int) -> Sequence[Match]:
    """List every match of an employer's offers, also those nobody there knows of, newest first."""
    offers = select(Offer.id).where(Offer.employer_id == employer_id)
    query = _with_pair().where(Match.offer_id.in_(offers))
    return session.scalars(query.order_by(Match.moved_at.desc(), Match.id.desc())).all()


def list_open_of_offer(session: Session, offer_id: int) -> Sequence[Match]:
    """List the matches of an offer that are confirmed, offered or agreed."""
    query = _with_pair().where(Match.offer_id == offer_id, Match.state.in_(OPEN))
    return session.scalars(query.order_by(Match.id)).all()


def list_open_of_student(session: Session, student_id: int) -> Sequence[Match]:
    """List the matches of a student that are confirmed, offered or agreed."""
    query = _with_pair().where(Match.student_id == student_id, Match.state.in_(OPEN))
    return session.scalars(query.order_by(Match.id)).all()


def list_matches_awaiting_employer(
    session: Session, employer_id: int, at: datetime
) -> Sequence[Match]:
    """List the matches that wait for an employer's answer, while there is time for it."""
    of_employer = Match.offer_id.in_(select(Offer.id).where(Offer.employer_id == employer_id))
    return _awaiting_employer(session, of_employer, at)


def list_matches_awaiting_contact(
    session: Session, contact_id: int, at: datetime
) -> Sequence[Match]:
    """List the matches that wait for the answer of somebody at an employer, while there is time."""
    of_contact = Match.offer_id.in_(select(Offer.id).where(Offer.contact_id == contact_id))
    return _awaiting_employer(session, of_contact, at)


def count_matches_asked(session: Session, offer_id: int) -> int:
    """Count the candidates who are asked, or about to be, for the places that are left."""
    asked = select(func.count(Match.id)).where(Match.offer_id == offer_id, Match.state.in_(ASKED))
    return session.scalar(asked) or 0


def count_matches_asked_by_offer(session: Session, offer_ids: Iterable[int]) -> dict[int, int]:
    """Count the same for several offers at once, by offer."""
    query = (
        select(Match.offer_id, func.count(Match.id))
        .where(Match.offer_id.in_(set(offer_ids)), Match.state.in_(ASKED))
        .group_by(Match.offer_id)
    )
    return dict(session.execute(query).all())


def count_matches_by_state(
    session: Session, *, round_id: int | None = None, kind: Kind | None = None
) -> dict[MatchState, int]:
    """Count the matches in each state, of one round or kind, or of all."""
    query = select(Match.state, func.count(Match.id)).group_by(Match.state)
    if round_id is not None:
        query = query.where(Match.round_id == round_id)
    if kind is not None:
        query = query.where(Match.round_id.in_(select(Round.id).where(Round.kind == kind)))
    found = dict(session.execute(query).all())
    return {state: found.get(state, 0) for state in MatchState}


def list_matches_to_offer(session: Session, at: datetime, grace: timedelta) -> Sequence[Match]:
    """List the confirmed matches of rolling rounds whose time to undo is over, oldest first."""
    query = (
        _with_pair()
        .join(Match.round)
        .where(Match.state == MatchState.CONFIRMED, Round.is_rolling, Match.moved_at <= at - grace)
    )
    return session.scalars(query.order_by(Match.moved_at, Match.id)).all()


def list_matches_to_remind(session: Session, at: datetime) -> Sequence[Match]:
    """List the offered matches whose reminder is due."""
    query = _with_pair().where(Match.state == MatchState.OFFERED, Match.remind_at < at)
    return session.scalars(query.order_by(Match.remind_at, Match.id)).all()


def list_matches_to_expire(session: Session, at: datetime) -> Sequence[Match]:
    """List the offered matches whose reply time is over."""
    query = _with_pair().where(Match.state == MatchState.OFFERED, Match.reply_by < at)
    return session.scalars(query.order_by(Match.reply_by, Match.id)).all()


def list_matches_to_complete(session: Session, at: datetime) -> Sequence[Match]:
    """List the placements whose last day is over."""
    query = _with_pair().where(Match.state == MatchState.PLACED, Match.ends_on < day_in_sweden(at))
    return session.scalars(query.order_by(Match.ends_on, Match.id)).all()


def list_matches_in_state(session: Session, state: MatchState, limit: int = 200) -> Sequence[Match]:
    """List the matches in a state, those that moved longest ago first."""
    query = _with_pair().where(Match.state == state)
    return session.scalars(query.order_by(Match.moved_at, Match.id).limit(limit)).all()


def _awaiting_employer(
    session: Session, whose: ColumnElement[bool], at: datetime
) -> Sequence[Match]:
    query = _with_pair().where(whose, Match.state == MatchState.OFFERED, Match.reply_by >= at)
    found = session.scalars(query.order_by(Match.id)).all()
    return [match for match in found if match.awaits(Side.EMPLOYER)]
