"""Several pairs of a proposal confirmed at once: what that would do, and then exactly that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import DomainError, NotTheSame, SpokenFor, WrongState
from models.matches import Match
from models.operations.hindrances import can_be_confirmed
from models.operations.matches import confirm
from models.policy import DEFAULT, Policy
from models.queries.matches import count_matches_asked_by_offer
from models.queries.proposals import Pair
from models.queries.reviews import list_students_spoken_for
from models.queries.teams import find_partners_of
from models.rounds import Round
from models.words import Kind


@dataclass(frozen=True)
class Step:
    """A pair, and why it would be left out, if it would."""

    pair: Pair
    refusal: DomainError | None


def plan(
    session: Session, round_: Round, pairs: Sequence[Pair], *, by: Actor, policy: Policy = DEFAULT
) -> list[Step]:
    """Say what confirming some pairs one after the other would do. Changes nothing.

    Left out is what could not be confirmed by itself, and beyond that whoever is asked or placed
    elsewhere, or seeks a thesis together with another, who would be confirmed too: that is for
    somebody to decide who looks at the one pair.
    """
    asked = count_matches_asked_by_offer(session, {offer.id for _, _, offer, _ in pairs})
    students = {student.id for _, student, _, _ in pairs}
    spoken_for = {*list_students_spoken_for(session, round_.kind, students)}
    if round_.kind is Kind.THESIS:
        spoken_for |= find_partners_of(session, students).keys()
    steps = []
    for pair in pairs:
        _suggestion, student, offer, match = pair
        refusal = _acted_on(match) or (SpokenFor(student.id) if student.id in spoken_for else None)
        refusal = refusal or _refusal(round_, pair, asked.get(offer.id, 0), by, policy)
        if refusal is None:
            asked[offer.id] = asked.get(offer.id, 0) + 1
            spoken_for.add(student.id)
        steps.append(Step(pair, refusal))
    return steps


def confirm_all(
    session: Session,
    round_: Round,
    pairs: Sequence[Pair],
    *,
    by: Actor,
    at: datetime,
    policy: Policy = DEFAULT,
) -> list[Match]:
    """Confirm the pairs that somebody has seen listed, all of them or none.

    Raises
    ------
    NotTheSame
        If one of them would be left out now: what was seen is not what would be done.
    NotAllowed
        If this actor may not.
    """
    if any(step.refusal for step in plan(session, round_, pairs, by=by, policy=policy)):
        raise NotTheSame("proposal")
    return [
        confirm(session, round_, student, offer, suggestion=suggestion, by=by, at=at, policy=policy)
        for suggestion, student, offer, _match in pairs
    ]


def _acted_on(match: Match | None) -> DomainError | None:
    return WrongState("match", "confirm", match.state) if match else None


def _refusal(
    round_: Round, pair: Pair, asked: int, by: Actor, policy: Policy
) -> DomainError | None:
    _suggestion, student, offer, _match = pair
    try:
        can_be_confirmed(round_, student, offer, asked=asked, by=by, policy=policy)
    except DomainError as refusal:
        return refusal
    return None
