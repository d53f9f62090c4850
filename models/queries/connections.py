"""Questions about people who say that they speak for an employer that is registered already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Exists, exists, func, select
from sqlalchemy.orm import Session, lazyload

from models.audit import Event
from models.employers import Contact, Employer
from models.people import Account

THING, ASKED = "employer", "connection asked"


@dataclass(frozen=True)
class Connection:
    """Somebody who waits to speak for an employer, and since when."""

    employer: Employer
    account: Account
    asked_at: datetime


def list_connections_asked(session: Session) -> Sequence[Connection]:
    """List those who wait to be connected with an employer, who asked first first."""
    rows = session.execute(
        select(Employer, Account, func.min(Event.at))
        .options(lazyload(Account.roles))
        .join(Event, (Event.thing_id == Employer.id) & (Event.thing == THING))
        .join(Account, Account.id == Event.account_id)
        .where(Event.verb == ASKED, Account.active, ~_is_connected())
        .group_by(Employer.id, Account.id)
        .order_by(func.min(Event.id))
    )
    return [Connection(employer, account, asked_at) for employer, account, asked_at in rows]


def has_asked_to_connect(
    session: Session, account_id: int, *, employer_id: int | None = None
) -> bool:
    """Whether an account waits to be connected, with one employer or with any."""
    query = (
        select(Event.id)
        .join(Employer, (Event.thing_id == Employer.id) & (Event.thing == THING))
        .join(Account, Account.id == Event.account_id)
        .where(Event.verb == ASKED, Account.id == account_id, ~_is_connected())
    )
    if employer_id is not None:
        query = query.where(Employer.id == employer_id)
    return session.scalar(query.limit(1)) is not None


def _is_connected() -> Exists:
    return exists().where(Contact.employer_id == Employer.id, Contact.account_id == Account.id)
