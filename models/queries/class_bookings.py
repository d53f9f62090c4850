"""Questions about classes that are booked."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from models.errors import NotFound
from models.occasions import Occasion, OccasionSession
from models.schools import ClassBooking, Teacher
from models.words import HOLDS_SEATS, ClassBookingState, OccasionState


def get_class_booking(session: Session, booking_id: int) -> ClassBooking:
    """Give a class's booking, or raise NotFound."""
    booking = session.get(ClassBooking, booking_id)
    if booking is None:
        raise NotFound("class_booking", booking_id)
    return booking


def get_teacher(session: Session, teacher_id: int) -> Teacher:
    """Give who booked or asked, or raise NotFound."""
    teacher = session.get(Teacher, teacher_id)
    if teacher is None:
        raise NotFound("teacher", teacher_id)
    return teacher


def list_waiting(session: Session, session_id: int) -> Sequence[ClassBooking]:
    """List the classes that wait for seats at a session, in the order in which they came."""
    query = select(ClassBooking).where(
        ClassBooking.session_id == session_id, ClassBooking.state == ClassBookingState.WAITING
    )
    return session.scalars(query.order_by(ClassBooking.waits_since, ClassBooking.id)).all()


def list_bookings_of_session(session: Session, session_id: int) -> Sequence[ClassBooking]:
    """List everything that was booked at a session, in the order in which it was asked for."""
    query = select(ClassBooking).where(ClassBooking.session_id == session_id)
    return session.scalars(query.order_by(ClassBooking.asked_at, ClassBooking.id)).all()


def list_classes_expected(session: Session, session_id: int) -> Sequence[ClassBooking]:
    """List the classes that hold or held seats at a session, by the name of their school."""
    query = select(ClassBooking).where(
        ClassBooking.session_id == session_id, ClassBooking.state.in_(HOLDS_SEATS)
    )
    return session.scalars(query.order_by(ClassBooking.school, ClassBooking.id)).all()


def list_bookings_of_occasion(session: Session, occasion_id: int) -> Sequence[ClassBooking]:
    """List everything that was booked at an event, session by session, with the teachers."""
    query = (
        select(ClassBooking)
        .join(ClassBooking.session)
        .options(contains_eager(ClassBooking.session), joinedload(ClassBooking.teacher))
        .where(OccasionSession.occasion_id == occasion_id)
    )
    return session.scalars(
        query.order_by(
            OccasionSession.starts_at, OccasionSession.id, ClassBooking.asked_at, ClassBooking.id
        )
    ).all()


def list_bookings_to_remind(session: Session, at: datetime) -> Sequence[ClassBooking]:
    """List classes that hold seats at a session that is near, and were not reminded."""
    query = (
        select(ClassBooking)
        .join(ClassBooking.session)
        .join(OccasionSession.occasion)
        .where(
            ClassBooking.state == ClassBookingState.CONFIRMED,
            ClassBooking.reminded_at.is_(None),
            OccasionSession.remind_at <= at,
            OccasionSession.starts_at > at,
            Occasion.state == OccasionState.PUBLISHED,
        )
    )
    return session.scalars(query.order_by(ClassBooking.id)).all()
