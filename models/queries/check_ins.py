"""Questions about how placements go, as both sides tell it while they are under way."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, joinedload

from models.check_ins import CheckIn
from models.days import day_in_sweden
from models.employers import Employer
from models.errors import NotFound
from models.matches import Match
from models.offers import Offer
from models.policy import DEFAULT, Policy
from models.words import Going, MatchState, Side


def get_check_in(session: Session, check_in_id: int) -> CheckIn:
    """Give what a side has told, or raise NotFound."""
    check_in = session.get(CheckIn, check_in_id)
    if check_in is None:
        raise NotFound("check-in", check_in_id)
    return check_in


def find_check_in(session: Session, match_id: int, side: Side) -> CheckIn | None:
    """Give what a side has told of a placement, if it has."""
    return session.scalar(select(CheckIn).where(CheckIn.match_id == match_id, CheckIn.side == side))


def list_check_ins_of_match(session: Session, match_id: int) -> Sequence[CheckIn]:
    """List what both sides have told of a placement, for the working group alone."""
    query = select(CheckIn).where(CheckIn.match_id == match_id)
    return session.scalars(query.order_by(CheckIn.id)).all()


def list_check_ins_that_sound_bad(session: Session, limit: int = 100) -> Sequence[CheckIn]:
    """List what did not sound well and nobody has looked after, the worst first."""
    query = (
        select(CheckIn)
        .options(
            joinedload(CheckIn.match).joinedload(Match.student),
            joinedload(CheckIn.match).joinedload(Match.offer).lazyload(Offer.levels),
            joinedload(CheckIn.match)
            .joinedload(Match.offer)
            .joinedload(Offer.employer)
            .joinedload(Employer.contacts),
            joinedload(CheckIn.match).lazyload(Match.answers),
        )
        .join(CheckIn.match)
        .where(
            CheckIn.going != Going.WELL,
            CheckIn.looked_after_at.is_(None),
            Match.state == MatchState.PLACED,
        )
    )
    is_not_worst = CheckIn.going != Going.BADLY
    query = query.order_by(is_not_worst, CheckIn.at, CheckIn.id).limit(limit)
    return session.scalars(query).unique().all()


def list_matches_to_check_in(session: Session, employer_id: int) -> Sequence[Match]:
    """List the placements of an employer that it was asked about and has told nothing of."""
    told = exists().where(CheckIn.match_id == Match.id, CheckIn.side == Side.EMPLOYER)
    query = (
        select(Match)
        .options(joinedload(Match.offer))
        .join(Match.offer)
        .where(Offer.employer_id == employer_id, _is_asked(), ~told)
    )
    return session.scalars(query.order_by(Match.check_in_asked_at, Match.id)).all()


def list_check_ins_to_give(session: Session, student_id: int) -> Sequence[Match]:
    """List the placements of a student that they were asked about and have told nothing of."""
    told = exists().where(CheckIn.match_id == Match.id, CheckIn.side == Side.STUDENT)
    query = (
        select(Match)
        .options(joinedload(Match.offer))
        .where(Match.student_id == student_id, _is_asked(), ~told)
    )
    return session.scalars(query.order_by(Match.check_in_asked_at, Match.id)).all()


def list_matches_to_ask_how_it_goes(
    session: Session, at: datetime, policy: Policy = DEFAULT
) -> Sequence[Match]:
    """List the placements whose two sides are to be asked, as `is_to_be_asked` says of one."""
    today = day_in_sweden(at)
    query = select(Match).where(
        Match.state == MatchState.PLACED,
        Match.check_in_asked_at.is_(None),
        Match.starts_on <= today - timedelta(days=policy.check_in_days),
        Match.ends_on > today,
    )
    return session.scalars(query.order_by(Match.starts_on, Match.id)).all()


def _is_asked() -> ColumnElement[bool]:
    return (Match.state == MatchState.PLACED) & Match.check_in_asked_at.is_not(None)
