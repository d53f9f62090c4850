"""Questions about what was decided: confirmed, rejected, and answered with yes or no.

A decision is told with the suggestion that it was made from, as the run kept it. What was undone is
no decision; of a pair that was confirmed and then rejected, the rejection is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from models.audit import Event
from models.matches import Answer, Match
from models.offers import Offer
from models.rounds import Run, Suggestion
from models.words import Kind, MatchState, Reason, Side, Voice

# What came in between, and says nothing of how a student and an offer fit.
NOT_ABOUT_THE_PAIR = frozenset(
    {
        Reason.FOUND_OTHER,
        Reason.NO_LONGER_SEEKS,
        Reason.NO_LONGER_OFFERED,
        Reason.STUDIES_CHANGED,
        Reason.CONFLICT_OF_INTEREST,
        Reason.ILLNESS_OR_PRIVATE,
    }
)


@dataclass(frozen=True)
class Decided:
    """A decision about a suggestion.

    Parameters
    ----------
    by : Voice
    says_yes : bool
    at : datetime
    reason : Reason, optional
        Of a no.
    match_id, student_id, offer_id : int
    kind : Kind
    run_id : int
        The run that suggested the pair.
    weights_version : str
        What it was suggested with.
    student_rank, offer_rank : int, optional
        Where the pair stood on the student's and on the offer's list.
    is_proposed : bool
        Whether the matcher's allocation had the pair.
    score, p_student, p_employer : float
    terms : mapping
        The terms of the score and what they rest on, as the run kept them.
    """

    by: Voice
    says_yes: bool
    at: datetime
    reason: Reason | None
    match_id: int
    student_id: int
    offer_id: int
    kind: Kind
    run_id: int
    weights_version: str
    student_rank: int | None
    offer_rank: int | None
    is_proposed: bool
    score: float
    p_student: float
    p_employer: float
    terms: Mapping[str, Any]

    @property
    def is_about_the_pair(self) -> bool:
        """Whether it says how the two fit, and not only what came in between."""
        return self.says_yes or self.reason not in NOT_ABOUT_THE_PAIR


def list_decisions(session: Session, kind: Kind | None = None) -> Sequence[Decided]:
    """List what was decided about suggestions, by coordinators and by both sides, oldest first."""
    found = [*_by_coordinators(session, kind), *_by_sides(session, kind)]
    return sorted(found, key=lambda each: (each.at, each.match_id, each.by))


def count_matches_without_suggestion(session: Session, kind: Kind | None = None) -> int:
    """Count the matches that were made by hand: there is nothing that a score could be held to."""
    query = select(func.count(Match.id)).where(Match.suggestion_id.is_(None))
    if kind is not None:
        query = query.join(Offer, Offer.id == Match.offer_id).where(Offer.kind == kind)
    return session.scalar(query) or 0


def _by_coordinators(session: Session, kind: Kind | None) -> Iterator[Decided]:
    confirmed = dict(
        session.execute(
            select(Event.thing_id, func.max(Event.at))
            .where(Event.thing == "match", Event.verb == "confirmed")
            .group_by(Event.thing_id)
        ).all()
    )
    for match, suggestion, offer_kind, version in session.execute(_suggested(kind)):
        says_yes = match.state is not MatchState.REJECTED
        # The chain knows when a match was confirmed; the match itself only when it moved last.
        at = confirmed.get(match.id, match.moved_at) if says_yes else match.moved_at
        reason = None if says_yes else match.reason
        yield _decided(
            Voice.COORDINATOR, says_yes, at, reason, match, suggestion, offer_kind, version
        )


def _by_sides(session: Session, kind: Kind | None) -> Iterator[Decided]:
    query = _suggested(kind).add_columns(Answer).join(Answer, Answer.match_id == Match.id)
    by = {Side.STUDENT: Voice.STUDENT, Side.EMPLOYER: Voice.EMPLOYER}
    for match, suggestion, offer_kind, version, answer in session.execute(query):
        yield _decided(
            by[answer.side],
            answer.says_yes,
            answer.at,
            answer.reason,
            match,
            suggestion,
            offer_kind,
            version,
        )


def _suggested(kind: Kind | None) -> Select[Match, Suggestion, Kind, str | None]:
    query = (
        select(Match, Suggestion, Offer.kind, Run.weights_version)
        .join(Suggestion, Suggestion.id == Match.suggestion_id)
        .join(Run, Run.id == Suggestion.run_id)
        .join(Offer, Offer.id == Match.offer_id)
        .where(Run.weights_version.is_not(None))
        .order_by(Match.id)
    )
    return query if kind is None else query.where(Offer.kind == kind)


def _decided(
    by: Voice,
    says_yes: bool,
    at: datetime,
    reason: Reason | None,
    match: Match,
    suggestion: Suggestion,
    kind: Kind,
    version: str | None,
) -> Decided:
    return Decided(
        by=by,
        says_yes=says_yes,
        at=at,
        reason=reason,
        match_id=match.id,
        student_id=match.student_id,
        offer_id=match.offer_id,
        kind=kind,
        run_id=suggestion.run_id,
        weights_version=version or "",
        student_rank=suggestion.student_rank,
        offer_rank=suggestion.offer_rank,
        is_proposed=suggestion.is_proposed,
        score=suggestion.score,
        p_student=suggestion.p_student,
        p_employer=suggestion.p_employer,
        terms=suggestion.terms,
    )
