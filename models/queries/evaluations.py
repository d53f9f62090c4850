"""Questions about what both sides thought of a completed placement."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from models.matches import Evaluation, Match
from models.offers import Offer
from models.words import MatchState, Side


def find_evaluation(session: Session, match_id: int, side: Side) -> Evaluation | None:
    """Give what a side has told of a match, if it has."""
    return session.scalar(
        select(Evaluation).where(Evaluation.match_id == match_id, Evaluation.side == side)
    )


def list_matches_to_evaluate(session: Session, employer_id: int) -> Sequence[Match]:
    """List the completed matches of an employer that it has told nothing of, newest first."""
    told = exists().where(Evaluation.match_id == Match.id, Evaluation.side == Side.EMPLOYER)
    query = (
        select(Match)
        .options(joinedload(Match.offer))
        .join(Match.offer)
        .where(Offer.employer_id == employer_id, Match.state == MatchState.COMPLETED, ~told)
    )
    return session.scalars(query.order_by(Match.moved_at.desc(), Match.id.desc())).all()
