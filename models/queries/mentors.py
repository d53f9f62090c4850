"""Questions about who could be a student's next mentor."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, lazyload

from models.matches import Match
from models.offers import Offer
from models.queries.offers import only_public
from models.rounds import Round, Suggestion
from models.words import Kind


def list_next_mentors(
    session: Session, student_id: int, run_id: int | None, limit: int = 8
) -> Sequence[Offer]:
    """List mentorships that a run found for a student, best first.

    Only those with a place left, and none that somebody has acted on for the student already.
    """
    of_kind = select(Round.id).where(Round.kind == Kind.MENTORSHIP)
    acted_on = select(Match.offer_id).where(
        Match.student_id == student_id, Match.round_id.in_(of_kind)
    )
    query = (
        only_public(select(Offer).options(lazyload(Offer.levels), joinedload(Offer.employer)))
        .join(Suggestion, Suggestion.offer_id == Offer.id)
        .where(
            Suggestion.run_id == run_id,
            Suggestion.student_id == student_id,
            Offer.places_taken < Offer.places,
            Offer.id.not_in(acted_on),
        )
        .order_by(Suggestion.student_rank.is_(None), Suggestion.student_rank, Offer.id)
    )
    return session.scalars(query.limit(limit)).all()
