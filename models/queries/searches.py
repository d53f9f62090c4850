"""Questions about the searches that students keep."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.errors import NotFound
from models.offers import Offer
from models.people import Account, Student
from models.queries.offers import only_public
from models.searches import Search, ToldOffer
from models.words import ProfileState


def get_search(session: Session, search_id: int) -> Search:
    """Give a kept search, or raise NotFound."""
    search = session.get(Search, search_id)
    if search is None:
        raise NotFound("search", search_id)
    return search


def find_search_named(session: Session, student_id: int, name: str) -> Search | None:
    """Give the search that a student keeps under a name, if there is one."""
    return session.scalar(
        select(Search).where(Search.student_id == student_id, Search.name == name)
    )


def list_searches(session: Session, student_id: int) -> Sequence[Search]:
    """List what a student keeps, oldest first."""
    query = select(Search).where(Search.student_id == student_id)
    return session.scalars(query.order_by(Search.id)).all()


def count_searches(session: Session, student_id: int) -> int:
    """Count what a student keeps."""
    query = select(func.count(Search.id)).where(Search.student_id == student_id)
    return session.scalar(query) or 0


def list_students_to_write_to(session: Session, since: datetime) -> Sequence[Student]:
    """List those who want letters and whose searches were not looked at since a time, by id.

    Never somebody with a protected identity, who has left, or who cannot sign in.
    """
    wants = select(Search.student_id).where(
        Search.letter_since.is_not(None),
        Search.looked_at.is_(None) | (Search.looked_at < since),
    )
    query = (
        select(Student)
        .join(Account, Account.id == Student.account_id)
        .where(
            Student.id.in_(wants),
            Student.is_protected.is_(False),
            Student.state != ProfileState.LEFT,
            Account.active,
        )
    )
    return session.scalars(query.order_by(Student.id)).all()


def list_offers_told(session: Session, letter_id: int) -> Sequence[ToldOffer]:
    """List what a letter tells of and anybody may still read, in the order in which it does."""
    told = select(ToldOffer).join(Offer, Offer.id == ToldOffer.offer_id)
    query = only_public(told).where(ToldOffer.letter_id == letter_id)
    return session.scalars(query.order_by(ToldOffer.id)).all()


def list_offers_told_last(session: Session, student_id: int) -> Sequence[ToldOffer]:
    """List what the newest letter told a student of."""
    newest = select(func.max(ToldOffer.letter_id)).where(ToldOffer.student_id == student_id)
    letter_id = session.scalar(newest)
    return list_offers_told(session, letter_id) if letter_id else ()
