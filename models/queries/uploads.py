"""Questions about spreadsheets that were handed in, and about whom their rows may be."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, load_only, selectinload

from models.employers import Employer
from models.errors import NotFound
from models.offers import Offer
from models.people import Student
from models.uploads import Upload
from models.words import Kind, ProfileState


class KnownStudent(NamedTuple):
    """A student that a row may be."""

    id: int
    name: str
    email: str
    source: str | None
    # Their own, or gone: a file changes nothing of it.
    is_kept: bool
    # With a protected identity: known by number alone, and by the very address.
    is_protected: bool


class KnownOffer(NamedTuple):
    """An offer that a row may be."""

    id: int
    employer_id: int
    kind: Kind
    title: str
    source: str | None


def get_upload(session: Session, upload_id: int) -> Upload:
    """Give a spreadsheet that was handed in, or raise NotFound."""
    upload = session.get(Upload, upload_id)
    if upload is None:
        raise NotFound("upload", upload_id)
    return upload


def find_own_upload(session: Session, account_id: int | None, upload_id: int) -> Upload | None:
    """Give a spreadsheet of an account, if it is there."""
    query = select(Upload).where(Upload.id == upload_id, Upload.by_id == account_id)
    return session.scalar(query)


def find_upload_without_rows(session: Session, upload_id: int) -> Upload | None:
    """Give a spreadsheet, if it is there; its rows are read when they are asked for."""
    query = select(Upload).where(Upload.id == upload_id)
    return session.scalar(query.options(defer(Upload.rows)))


def list_uploads_waiting(session: Session) -> Sequence[int]:
    """List the numbers of the spreadsheets that wait for the worker, oldest first."""
    query = select(Upload.id).where(Upload.asked_at.is_not(None))
    return session.scalars(query.order_by(Upload.asked_at, Upload.id)).all()


def list_uploads(session: Session, account_id: int) -> Sequence[Upload]:
    """List the spreadsheets of an account without their rows, the newest first."""
    query = (
        select(Upload)
        .where(Upload.by_id == account_id)
        .options(
            load_only(
                Upload.holds,
                Upload.file,
                Upload.uploaded_at,
                Upload.imported_at,
                Upload.asked_at,
                Upload.counts,
            )
        )
    )
    return session.scalars(query.order_by(Upload.id.desc())).all()


def list_known_students(session: Session) -> Sequence[KnownStudent]:
    """List whom the rows of a file of students may be."""
    query = (
        select(
            Student.id,
            Student.name,
            Student.email,
            Student.source,
            (Student.account_id.is_not(None) | (Student.state == ProfileState.LEFT)),
            Student.is_protected,
        )
        .where(Student.erased_at.is_(None))
        .order_by(Student.id)
    )
    return [KnownStudent(*row) for row in session.execute(query)]


def list_known_employers(session: Session) -> Sequence[Employer]:
    """List which employers the rows of a file may be of."""
    query = select(Employer).options(selectinload(Employer.contacts))
    return session.scalars(query.order_by(Employer.id)).all()


def list_known_offers(session: Session, employer_ids: Collection[int]) -> Sequence[KnownOffer]:
    """List which offers of some employers the rows of a file may be."""
    query = (
        select(Offer.id, Offer.employer_id, Offer.kind, Offer.title, Offer.source)
        .where(Offer.employer_id.in_(employer_ids))
        .order_by(Offer.id)
    )
    return [KnownOffer(*row) for row in session.execute(query)]
