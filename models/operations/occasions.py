"""What happens to an event for schools: written, published, closed, or cancelled with a letter."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import NotAllowed, NotTheSame, WrongState
from models.moves import OCCASION_MOVES
from models.occasions import Occasion
from models.operations.events import record
from models.operations.guards import all_told, may_move
from models.operations.seats import move_booking, tell_teacher
from models.queries.class_bookings import list_bookings_of_occasion
from models.words import ClassBookingState, Language, OccasionKind, OccasionState, Role

PAST = {"publish": "published", "close": "closed", "cancel": "cancelled"}
CAN_BE_CHANGED = frozenset({OccasionState.DRAFT, OccasionState.PUBLISHED})
# Who hears that it is cancelled: whoever has only asked holds a link that says so.
BOOKED = frozenset({ClassBookingState.CONFIRMED, ClassBookingState.WAITING})


@dataclass(frozen=True)
class OccasionWords:
    """Everything that the working group says of an event."""

    kind: OccasionKind
    title: str
    text: str
    language: Language
    place: str
    books_from: datetime
    books_until: datetime
    reminder_days: int = 7
    activity_id: int | None = None


def write_occasion(session: Session, words: OccasionWords, *, by: Actor, at: datetime) -> Occasion:
    """Write a draft of an event.

    Raises
    ------
    NotAllowed, Missing
        If another than the working group does, or it has no title.
    """
    is_working_group("write_occasion", by)
    all_told(title=words.title)
    occasion = Occasion(created_at=at, moved_at=at, **vars(words))
    session.add(occasion)
    session.flush()
    record(session, "occasion", "drafted", occasion.id, by=by, at=at, kind=occasion.kind)
    return occasion


def edit_occasion(
    session: Session,
    occasion: Occasion,
    words: OccasionWords,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Change what is said of an event, also when it is published.

    Raises
    ------
    NotAllowed, Missing, WrongState
        If another than the working group does, it has no title, or is over.
    """
    is_working_group("edit_occasion", by)
    all_told(title=words.title)
    can_be_changed(occasion)
    changed = [name for name, value in vars(words).items() if getattr(occasion, name) != value]
    for name in changed:
        setattr(occasion, name, getattr(words, name))
    if changed:
        for place in occasion.sessions:
            place.set_reminder()
        session.flush()
        record(session, "occasion", "edited", occasion.id, by=by, at=at, fields=changed)


def publish_occasion(
    session: Session, occasion: Occasion, *, seen: int, by: Actor, at: datetime
) -> None:
    """Let schools see an event, and book from the time that it says.

    Raises
    ------
    NotAllowed, WrongState, Missing, NotTheSame
        As the table of moves says, if it has no text or no session, or was changed since it was
        read.
    """
    may_move(OCCASION_MOVES, "occasion", "publish", occasion.state, by)
    all_told(text=occasion.text, sessions=list(occasion.sessions))
    if seen != occasion.version:
        raise NotTheSame("occasion")
    _move(session, occasion, "publish", by=by, at=at)


def close_occasion(session: Session, occasion: Occasion, *, by: Actor, at: datetime) -> None:
    """End an event when its last session is over.

    Raises
    ------
    NotAllowed, WrongState
        As the table of moves says, or if a session is still to come.
    """
    may_move(OCCASION_MOVES, "occasion", "close", occasion.state, by)
    if any(place.ends_at > at for place in occasion.sessions):
        raise WrongState("occasion", "close", occasion.state)
    _move(session, occasion, "close", by=by, at=at)


def cancel_occasion(
    session: Session, occasion: Occasion, *, reason: str, by: Actor, at: datetime
) -> None:
    """Cancel an event and what is booked of it, but for what has begun; all who booked are told.

    Raises
    ------
    NotAllowed, WrongState, Missing
        As the table of moves says, or if there is no reason.
    """
    all_told(reason=reason.strip())
    may_move(OCCASION_MOVES, "occasion", "cancel", occasion.state, by)
    occasion.reason = reason.strip()
    _move(session, occasion, "cancel", by=by, at=at)
    for booking in list_bookings_of_occasion(session, occasion.id):
        is_open = booking.state in BOOKED | {ClassBookingState.ASKED}
        if is_open and booking.session.starts_at > at:
            was_booked = booking.state in BOOKED
            move_booking(session, booking, "cancel", by=by, at=at)
            if was_booked:
                tell_teacher(session, booking, "cancelled", at=at)


def is_working_group(verb: str, by: Actor) -> None:
    """Refuse everybody but the working group."""
    if by.role is not Role.COORDINATOR:
        raise NotAllowed(verb)


def can_be_changed(occasion: Occasion) -> None:
    """Refuse what is over."""
    if occasion.state not in CAN_BE_CHANGED:
        raise WrongState("occasion", "edit", occasion.state)


def _move(session: Session, occasion: Occasion, verb: str, *, by: Actor, at: datetime) -> None:
    source = occasion.state
    row = may_move(OCCASION_MOVES, "occasion", verb, source, by)
    occasion.state, occasion.moved_at = OccasionState(str(row.target)), at
    session.flush()
    told = {"source": source, "target": row.target}
    record(session, "occasion", PAST[verb], occasion.id, by=by, at=at, **told)
