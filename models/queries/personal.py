"""Questions about one person: which rows are theirs, in every table, and what is kept of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.employers import Contact
from models.keys import normal_email
from models.people import Account, Student
from models.personal import PARTS
from models.persons import Part, Person


def get_person(session: Session, account: Account) -> Person:
    """Give the person that an account is of, by all the rows they are in."""
    student = select(Student.id).where(Student.account_id == account.id)
    contacts = select(Contact.id).where(Contact.account_id == account.id).order_by(Contact.id)
    return Person(account.id, session.scalar(student), tuple(session.scalars(contacts)))


def find_person(session: Session, email: str) -> Person | None:
    """Give the person with an address, with or without an account, if anybody has it."""
    address = normal_email(email)
    account = session.scalar(select(Account).where(Account.email == address))
    if account is not None:
        return get_person(session, account)
    student = select(Student.id).where(Student.email == address)
    contacts = select(Contact.id).where(Contact.email == address, Contact.email != "")
    found = Person(
        None, session.scalar(student), tuple(session.scalars(contacts.order_by(Contact.id)))
    )
    return found if found.student_id is not None or found.contact_ids else None


def list_rows(session: Session, part: Part, person: Person) -> Sequence[Mapping[str, Any]]:
    """List a part's rows of a person, each with the columns that the person is given."""
    columns = [part.table.c[name] for name in part.columns]
    query = select(*columns).where(part.rows(person)).order_by(*part.table.primary_key.columns)
    return [
        {name: _cut(part, name, value, person) for name, value in row.items()}
        for row in session.execute(query).mappings()
    ]


def count_rows(session: Session, part: Part, person: Person) -> int:
    """Count a part's rows of a person."""
    query = select(func.count()).select_from(part.table).where(part.rows(person))
    return session.scalar(query) or 0


def count_records(session: Session, person: Person) -> dict[str, int]:
    """Count the rows of a person by class of records; classes without one are left out."""
    counted: dict[str, int] = {}
    for part in PARTS:
        count = count_rows(session, part, person)
        if count:
            counted[part.records] = counted.get(part.records, 0) + count
    return counted


def _cut(part: Part, name: str, value: Any, person: Person) -> Any:
    return part.cut[name](value, person) if name in part.cut else value
