"""Questions about employers and the people there."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.employers import Contact, Employer
from models.errors import NotFound
from models.keys import fold
from models.words import EmployerState


def get_employer(session: Session, employer_id: int) -> Employer:
    """Give an employer with its contacts, or raise NotFound."""
    query = (
        select(Employer).options(selectinload(Employer.contacts)).where(Employer.id == employer_id)
    )
    employer = session.scalar(query)
    if employer is None:
        raise NotFound("employer", employer_id)
    return employer


def get_public_employer(session: Session, employer_id: int) -> Employer:
    """Give an employer that anybody may read of, or raise NotFound.

    One that is paused or not verified hides, as its offers do.
    """
    query = select(Employer).where(
        Employer.id == employer_id, Employer.state == EmployerState.VERIFIED
    )
    employer = session.scalar(query)
    if employer is None:
        raise NotFound("employer", employer_id)
    return employer


def find_employer(session: Session, organisation_number: str, unit: str = "") -> Employer | None:
    """Give the unit of an organisation number (ten digits), if it is registered."""
    return session.scalar(
        select(Employer).where(
            Employer.organisation_number == organisation_number, Employer.unit == unit
        )
    )


def find_contact_of_account(session: Session, account_id: int) -> Contact | None:
    """Give the contact that an account is, the first where it is several."""
    return session.scalar(
        select(Contact).where(Contact.account_id == account_id).order_by(Contact.id).limit(1)
    )


def list_employers(
    session: Session,
    *,
    state: EmployerState | None = None,
    words: str = "",
    limit: int = 50,
    offset: int = 0,
) -> Sequence[Employer]:
    """List employers in Swedish order; ``words`` is looked for in name, unit and number."""
    query = select(Employer).options(selectinload(Employer.contacts))
    if state is not None:
        query = query.where(Employer.state == state)
    if words:
        query = query.where(Employer.search_key.contains(fold(words), autoescape=True))
    return session.scalars(
        query.order_by(Employer.sort_key, Employer.id).limit(limit).offset(offset)
    ).all()


def count_employers(
    session: Session, *, state: EmployerState | None = None, words: str = ""
) -> int:
    """Count what `list_employers` would list without a limit."""
    query = select(func.count(Employer.id))
    if state is not None:
        query = query.where(Employer.state == state)
    if words:
        query = query.where(Employer.search_key.contains(fold(words), autoescape=True))
    return session.scalar(query) or 0
