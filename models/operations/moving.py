"""The one place where a match gets its state: guarded by the table, written to the chain."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.matches import Match
from models.moves import MOVES
from models.operations.events import record
from models.operations.guards import may_move
from models.operations.links import end_links_behind
from models.words import Reason

PAST = {
    "confirm": "confirmed",
    "reject": "rejected",
    "offer": "offered",
    "agree": "agreed",
    "decline": "declined",
    "expire": "expired",
    "fill": "filled",
    "withdraw": "withdrawn",
    "place": "placed",
    "interrupt": "interrupted",
    "complete": "completed",
}


def move_match(
    session: Session, match: Match, verb: str, *, by: Actor, at: datetime, **details: object
) -> None:
    """Move a match along the table, write it down, and end the links that are behind it now.

    Raises
    ------
    NotAllowed, WrongState
        As the table of moves says; nothing is changed then.
    """
    source = match.state
    target = may_move(MOVES, "match", verb, source, by).target
    match.state, match.moved_at = target, at  # type: ignore[assignment]  # only "undo" leads to none
    session.add(match)
    session.flush()
    record(
        session,
        "match",
        PAST[verb],
        match.id,
        by=by,
        at=at,
        source=source,
        target=target,
        **pair_of(match),
        **details,
    )
    end_links_behind(session, match, at=at)


def give_reason(match: Match, reason: Reason | None, words: str) -> None:
    """Keep why it ended: a word of the list, and free words that no event ever holds."""
    match.reason, match.reason_words = reason, words.strip()


def pair_of(match: Match) -> dict[str, int]:
    """Give the ids that every event of a match names."""
    return {"round": match.round_id, "student": match.student_id, "offer": match.offer_id}
