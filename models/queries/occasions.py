"""Questions about events for schools, and how many pupils they reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.errors import NotFound
from models.occasions import Occasion, OccasionSession
from models.queries.at_once import Sort
from models.schools import ClassBooking
from models.words import HOLDS_SEATS, ClassBookingState, OccasionState

T = TypeVar("T")


@dataclass(frozen=True)
class Turnout:
    """How many an event reached, and what their teachers thought of it.

    Parameters
    ----------
    classes, pupils : int
        Who hold seats, or held them.
    came : int
        Pupils who came, of the classes whose attendance is noted.
    answers : int
        How many teachers answered the three questions.
    good, curious : float or None
        The means of their answers, from 1 to 5; None where nobody has answered.
    """

    classes: int
    pupils: int
    came: int
    answers: int
    good: float | None
    curious: float | None


def get_occasion(session: Session, occasion_id: int) -> Occasion:
    """Give an event, or raise NotFound."""
    occasion = session.get(Occasion, occasion_id)
    if occasion is None:
        raise NotFound("occasion", occasion_id)
    return occasion


def get_public_occasion(session: Session, occasion_id: int) -> Occasion:
    """Give an event that is or was published, or raise NotFound."""
    occasion = get_occasion(session, occasion_id)
    if occasion.state not in {OccasionState.PUBLISHED, OccasionState.CLOSED}:
        raise NotFound("occasion", occasion_id)
    return occasion


def get_occasion_session(session: Session, session_id: int) -> OccasionSession:
    """Give a session of an event, or raise NotFound."""
    found = session.get(OccasionSession, session_id)
    if found is None:
        raise NotFound("occasion_session", session_id)
    return found


def find_occasion_session(session: Session, session_id: int) -> OccasionSession | None:
    """Give a session of an event, if it is there still."""
    return session.get(OccasionSession, session_id)


def list_occasions(session: Session, state: OccasionState | None = None) -> Sequence[Occasion]:
    """List events with their sessions, what was written last first."""
    query = select(Occasion).options(selectinload(Occasion.sessions))
    if state is not None:
        query = query.where(Occasion.state == state)
    return session.scalars(query.order_by(Occasion.id.desc())).all()


def list_public_occasions(session: Session, at: datetime) -> Sequence[Occasion]:
    """List published events that are not over, the next first."""
    last = _ends().having(func.max(OccasionSession.ends_at) > at).subquery()
    query = (
        select(Occasion)
        .join(last, last.c.occasion_id == Occasion.id)
        .options(selectinload(Occasion.sessions))
        .where(Occasion.state == OccasionState.PUBLISHED)
    )
    return session.scalars(query.order_by(last.c.first_starts_at, Occasion.id)).all()


def list_occasions_to_close(session: Session, before: datetime) -> Sequence[Occasion]:
    """List published events whose last session ended before a time."""
    last = _ends().having(func.max(OccasionSession.ends_at) < before).subquery()
    query = (
        select(Occasion)
        .join(last, last.c.occasion_id == Occasion.id)
        .where(Occasion.state == OccasionState.PUBLISHED)
    )
    return session.scalars(query.order_by(Occasion.id)).all()


def sessions_to_mark(at: datetime) -> Sort[OccasionSession]:
    """Say which sessions are over, with classes of which nobody has noted whether they came."""
    open_bookings = select(ClassBooking.session_id).where(
        ClassBooking.state == ClassBookingState.CONFIRMED
    )
    return Sort(
        OccasionSession,
        OccasionSession.id,
        (OccasionSession.ends_at < at) & OccasionSession.id.in_(open_bookings),
        OccasionSession.ends_at,
        [joinedload(OccasionSession.occasion)],
    )


def get_turnouts(session: Session, occasion_ids: Sequence[int]) -> dict[int, Turnout]:
    """Give how many each of some events reached, in one question."""
    held = ClassBooking.state.in_(HOLDS_SEATS)
    query = (
        select(
            OccasionSession.occasion_id,
            func.count(case((held, ClassBooking.id))),
            func.coalesce(func.sum(case((held, ClassBooking.pupils))), 0),
            func.coalesce(func.sum(func.coalesce(ClassBooking.pupils_came, 0)), 0),
            func.count(ClassBooking.evaluated_at),
            func.avg(ClassBooking.good),
            func.avg(ClassBooking.curious),
        )
        .join(ClassBooking, ClassBooking.session_id == OccasionSession.id)
        .where(OccasionSession.occasion_id.in_(occasion_ids))
        .group_by(OccasionSession.occasion_id)
    )
    found = {
        row[0]: Turnout(*row[1:5], *(None if mean is None else float(mean) for mean in row[5:7]))
        for row in session.execute(query)
    }
    nobody = Turnout(0, 0, 0, 0, None, None)
    return {occasion_id: found.get(occasion_id, nobody) for occasion_id in occasion_ids}


def count_booked(session: Session, activity_id: int) -> int:
    """Count the pupils whose classes hold or held seats at the events of an activity."""
    query = _of_activity(select(func.sum(ClassBooking.pupils)), activity_id)
    return session.scalar(query.where(ClassBooking.state.in_(HOLDS_SEATS))) or 0


def count_took_part(session: Session, activity_id: int) -> int:
    """Count the pupils who came to the events of an activity."""
    query = _of_activity(select(func.sum(ClassBooking.pupils_came)), activity_id)
    return session.scalar(query) or 0


def _ends() -> Select[int, datetime]:
    return select(
        OccasionSession.occasion_id,
        func.min(OccasionSession.starts_at).label("first_starts_at"),
    ).group_by(OccasionSession.occasion_id)


def _of_activity(query: Select[T], activity_id: int) -> Select[T]:
    return (
        query.join(OccasionSession, OccasionSession.id == ClassBooking.session_id)
        .join(Occasion, Occasion.id == OccasionSession.occasion_id)
        .where(Occasion.activity_id == activity_id)
    )
