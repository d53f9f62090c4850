"""Fill an empty database with the demo: the files beside this one, and a story told of them."""

import csv
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session, sessionmaker

from models.actors import SYSTEM, Actor
from models.database import writing
from models.employers import Employer
from models.operations.accounts import actor_of, make_account
from models.operations.employers import pause_employer, refuse_employer, verify_employer
from models.operations.erasures import ask
from models.operations.offers import publish_offer, send_back_offer, submit_offer, withdraw_offer
from models.operations.students import leave, protect, recognise_student
from models.people import Student
from models.queries.accounts import find_account
from models.queries.employers import list_employers
from models.queries.offers import list_offers
from models.queries.students import list_students
from models.words import EmployerState, Language, Role
from web.accounts.passwords import hash_password
from web.clock import now
from web.config import policy
from web.demo import story
from web.imports import offers as offer_files
from web.imports import students as student_files
from web.imports.employers import EmployerRow, find_or_register
from web.imports.report import Report
from web.session import sessions
from web.tables.columns import OFFERS, STUDENTS
from web.tables.reading import read_table

PASSWORD = "kajplats-demo"  # noqa: S105 - known to everybody: a demo only answers this machine
Step = Callable[[str], AbstractContextManager[None]]
Sessions = sessionmaker[Session]


@dataclass(frozen=True)
class DemoAccount:
    """Somebody one can sign in as."""

    email: str
    name: str
    role: Role
    shown: str


ACCOUNTS = (
    DemoAccount("student@example.org", "Elsa Vimpelkvist", Role.STUDENT, "a student"),
    DemoAccount("employer@example.org", "Jorun Styrbordh", Role.EMPLOYER, "an employer"),
    DemoAccount(
        "coordinator@example.org", "Kerstin Landfästesson", Role.COORDINATOR, "a coordinator"
    ),
    DemoAccount(
        "coordinator2@example.org", "Tor Bryggmark", Role.COORDINATOR, "the second coordinator"
    ),
    DemoAccount("steering@example.org", "Alva Farledsdotter", Role.STEERING, "the steering group"),
    DemoAccount("admin@example.org", "Nils Kajutman", Role.ADMIN, "the administrator"),
)

# Employers and offers that are not as far as the others, so that every list has something in it.
WAITING, REFUSED, PAUSED = 2, 1, 1
DRAFTS = ("o088", "o089")
WAIT_FOR_REVIEW = ("o003", "o085", "o086", "o087")
SENT_BACK = {"o004": "Skriv gärna vad ni betalar och vem som handleder, så publicerar vi."}
WITHDRAWN = ("o090",)


def load_demo(app: Flask, step: Step) -> None:
    """Load everything; each step that takes a while is told."""
    with app.app_context():
        today = now()
        hashed = hash_password(PASSWORD)
        with step("Loading students, employers and offers"):
            make_accounts(sessions(), hashed, at=today - timedelta(days=1500))
            load_employers(sessions(), at=today - timedelta(days=400))
            load_offers(sessions(), at=today - timedelta(days=40))
            load_students(sessions(), at=today - timedelta(days=35))
        story.tell(sessions(), policy(), today, step)


def make_accounts(sessions: Sessions, hashed: str, *, at: datetime) -> None:
    """Make the accounts that people sign in with."""
    with writing(sessions) as session:
        for account in ACCOUNTS:
            make_account(
                session,
                email=account.email,
                name=account.name,
                roles=[account.role],
                password_hash=hashed,
                confirmed_at=at,
                by=SYSTEM,
                at=at,
            )


def load_employers(sessions: Sessions, *, at: datetime) -> None:
    """Register the employers; most are verified, one is refused and one paused."""
    with writing(sessions) as session:
        for row in _rows_of_employers():
            find_or_register(session, row, by=SYSTEM, at=at, report=Report())
        employers = sorted(list_employers(session, limit=200), key=lambda employer: employer.id)
        by = actor(session, "coordinator@example.org")
        # The last ones of the file have no offers: they wait, or were refused.
        known, others = employers[: -WAITING - REFUSED], employers[-WAITING - REFUSED :]
        for employer in known:
            verify_employer(session, employer, by=by, at=at + timedelta(days=1))
        refuse_employer(session, others[0], by=by, at=at + timedelta(days=1))
        pause_employer(session, known[-PAUSED], by=by, at=at + timedelta(days=200))
        _give_account(session, known[0])


def load_offers(sessions: Sessions, *, at: datetime) -> None:
    """Import the offers; most are published."""
    with _demo_file("offers.csv") as path:
        table = read_table(path, OFFERS, OFFERS.columns)
    offer_files.take_over(sessions, offer_files.rows_of(table), at=at)
    with writing(sessions) as session:
        by = actor(session, "coordinator@example.org")
        for offer in sorted(list_offers(session, limit=200), key=lambda offer: offer.id):
            key = (offer.source or "").removeprefix("file:")
            if key in DRAFTS:
                continue
            submit_offer(session, offer, by=offer_files.FOR_EMPLOYER, at=at + timedelta(days=1))
            if key in SENT_BACK:
                send_back_offer(
                    session, offer, by=by, at=at + timedelta(days=2), comment=SENT_BACK[key]
                )
            elif key not in WAIT_FOR_REVIEW and offer.employer.state is EmployerState.VERIFIED:
                publish_offer(session, offer, by=by, at=at + timedelta(days=2))
            if key in WITHDRAWN:
                withdraw_offer(session, offer, by=by, at=at + timedelta(days=20))


def load_students(sessions: Sessions, *, at: datetime) -> None:
    """Import the students and hand their profiles in; most are known to be students."""
    with _demo_file("students.csv") as path:
        table = read_table(path, STUDENTS, STUDENTS.columns)
    student_files.take_over(sessions, table, at=at, policy=policy(), submit=True)
    with writing(sessions) as session:
        by = actor(session, "coordinator@example.org")
        students = sorted(list_students(session, limit=500), key=lambda student: student.id)
        for student in students[:-6]:
            recognise_student(session, student, by=by, at=at + timedelta(days=1))
        protect(session, students[-7], True, by=by, at=at + timedelta(days=1))
        leave(session, students[-8], by=SYSTEM, at=at + timedelta(days=9))
        _ask_to_be_erased(session, students[-8], at=at + timedelta(days=33))
        account = find_account(session, students[0].email)
        if account is not None:
            students[0].account = account


def _ask_to_be_erased(session: Session, student: Student, *, at: datetime) -> None:
    student.account = make_account(
        session, email=student.email, name=student.name, roles=[Role.STUDENT], confirmed_at=at,
        by=SYSTEM, at=at,
    )  # fmt: skip
    ask(session, student.account, by=actor_of(student.account), at=at)


def actor(session: Session, email: str) -> Actor:
    """Give somebody of the staff as operations know them."""
    account = find_account(session, email)
    if account is None:
        msg = f"the demo has no account {email}"
        raise LookupError(msg)
    return Actor(min(account.role_names), account.id)


def _give_account(session: Session, employer: Employer) -> None:
    for contact in employer.contacts:
        contact.account = find_account(session, contact.email)


def _rows_of_employers() -> Iterator[EmployerRow]:
    with _demo_file("employers.csv") as path, path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            language = Language(row.pop("language"))
            yield EmployerRow(**row, language=language)


def _demo_file(name: str) -> AbstractContextManager[Path]:
    return as_file(files("web.demo") / name)
