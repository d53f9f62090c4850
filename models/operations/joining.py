"""Matches of two students that go together until they are asked; then each answers alone."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.matches import Match
from models.offers import Offer
from models.operations import letters
from models.operations.hindrances import goes_together
from models.people import Student
from models.queries.matches import find_match
from models.queries.rounds import find_suggestion
from models.queries.teams import find_partner, find_partner_match
from models.rounds import Round, Suggestion
from models.teams import JointMatch
from models.words import Kind, MatchState, Side


def partner_to_match(
    session: Session, round_: Round, student: Student, offer: Offer
) -> Student | None:
    """Give who is confirmed together with a student: a thesis's partner nobody has acted on yet."""
    partner = find_partner(session, student.id) if offer.kind is Kind.THESIS else None
    if partner is None or find_match(session, round_.id, partner.id, offer.id) is not None:
        return None
    return partner


def put_together(
    session: Session, match: Match, partner: Match, *, suggestion: Suggestion | None
) -> None:
    """Note that two matches were confirmed together; the second gets what the run found for it."""
    if suggestion is not None:
        pair = (partner.student_id, partner.offer_id)
        found = find_suggestion(session, suggestion.run_id, *pair)
        partner.suggestion_id = found.id if found else None
    session.add_all(
        [
            JointMatch(match_id=match.id, partner_id=partner.id),
            JointMatch(match_id=partner.id, partner_id=match.id),
        ]
    )
    session.flush()


def together_with(session: Session, match: Match) -> tuple[Match, ...]:
    """Give the match that goes together with one now: none, or its partner's."""
    if not match.id or match.offered_at is not None:
        return ()
    partner = goes_together(match, find_partner_match(session, match.id))
    return (partner,) if partner else ()


def tell_partner(session: Session, match: Match, *, at: datetime) -> None:
    """Tell the partner of a match that came to nothing: theirs stands, and they answer alone."""
    partner = find_partner_match(session, match.id)
    if partner is None:
        return
    waits = partner.state is MatchState.OFFERED and (partner.reply_by or at) > at
    if waits or partner.state is MatchState.AGREED:
        once = f"alone:{partner.id}"
        letters.tell(session, partner, Side.STUDENT, "alone", at=at, once=once)
