"""What needs a coordinator today, and anyone's status while they are on the phone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, lazyload, selectinload

from models.activities import Activity
from models.changes import Change
from models.check_ins import CheckIn
from models.days import day_in_sweden
from models.employers import Contact, Employer
from models.enquiries import Enquiry
from models.funding import FundingSource
from models.ideas import Idea
from models.keys import digits_of, fold
from models.matches import Match
from models.needs import Need
from models.notices import Letter
from models.occasions import OccasionSession
from models.offers import Offer
from models.people import Student
from models.queries import changes, enquiries, ideas, needs, school_requests
from models.queries.activities import list_activities_waiting
from models.queries.at_once import Sort, list_at_once
from models.queries.check_ins import list_check_ins_that_sound_bad
from models.queries.connections import Connection, list_connections_asked
from models.queries.funding import list_sources_to_follow
from models.queries.letters import list_letters_held
from models.queries.occasions import sessions_to_mark
from models.queries.rounds import rounds_waiting
from models.queries.waiting import (
    INTERRUPTED,
    NEXT_CANDIDATE,
    NOT_SENT,
    SILENT,
    TO_PLACE,
    get_matches_waiting,
)
from models.rounds import Round
from models.schools import SchoolRequest
from models.words import (
    ActivityState,
    EmployerState,
    OfferState,
    ProfileState,
    RoundState,
    SourceState,
)

# So many digits are a phone or organisation number, never the number of a student or an offer.
DIGITS_OF_NO_ID = 9
# So many of a kind are listed; who has more to do begins with these.
MOST = 100


@dataclass(frozen=True)
class WorkList:
    """Everything that waits for a coordinator, most urgent first."""

    interrupted: Sequence[Match]
    check_ins: Sequence[CheckIn]
    to_sign: Sequence[Round]
    to_close: Sequence[Round]
    employers: Sequence[Employer]
    connections: Sequence[Connection]
    offers: Sequence[Offer]
    changes: Sequence[Change]
    not_sent: Sequence[Match]
    to_place: Sequence[Match]
    silent: Sequence[Match]
    next_candidate: Sequence[Match]
    ideas: Sequence[Idea]
    enquiries: Sequence[Enquiry]
    needs: Sequence[Need]
    school_requests: Sequence[SchoolRequest]
    to_mark: Sequence[OccasionSession]
    to_recognise: Sequence[Student]
    reports_due: Sequence[FundingSource]
    decisions_expected: Sequence[FundingSource]
    activities: Sequence[Activity]
    activities_over: Sequence[Activity]
    letters: Sequence[Letter]

    @property
    def count(self) -> int:
        """How many things wait."""
        return sum(len(things) for things in vars(self).values())


@dataclass(frozen=True)
class Found:
    """What one search box found."""

    students: Sequence[Student] = field(default_factory=list)
    employers: Sequence[Employer] = field(default_factory=list)
    offers: Sequence[Offer] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many were found."""
        return len(self.students) + len(self.employers) + len(self.offers)


def get_work_list(session: Session, at: datetime) -> WorkList:
    """Give what needs a coordinator now: one question for many sorts, others for the long ones."""
    matches = get_matches_waiting(session, at)
    today = day_in_sweden(at)
    few = list_at_once(session, _sorts_of_few(at), MOST)
    sources = list_sources_to_follow(session, today)
    activities = list_activities_waiting(session, today)
    return WorkList(
        interrupted=matches[INTERRUPTED],
        check_ins=list_check_ins_that_sound_bad(session),
        to_sign=[round_ for round_ in few["rounds"] if round_.state is RoundState.CLOSED],
        to_close=[round_ for round_ in few["rounds"] if round_.state is RoundState.OPEN],
        employers=_to_verify(session),
        connections=list_connections_asked(session),
        offers=_to_review(session),
        changes=few["changes"],
        not_sent=matches[NOT_SENT],
        to_place=matches[TO_PLACE],
        silent=matches[SILENT],
        next_candidate=matches[NEXT_CANDIDATE],
        ideas=few["ideas"],
        enquiries=few["enquiries"],
        needs=few["needs"],
        school_requests=few["school_requests"],
        to_mark=few["to_mark"],
        to_recognise=_to_recognise(session),
        reports_due=[each for each in sources if each.state is SourceState.GRANTED],
        decisions_expected=[each for each in sources if each.state is SourceState.APPLIED],
        activities=[each for each in activities if each.state is ActivityState.PROPOSED],
        activities_over=[each for each in activities if each.state is ActivityState.RUNNING],
        letters=list_letters_held(session),
    )


def find_anyone(session: Session, words: str, limit: int = 20) -> Found:
    """Find students, employers and offers by name, address, phone, title or number."""
    key = fold(words)
    if not key:
        return Found()
    # A number is found however it is written, with or without spaces, hyphens and +46.
    digits = digits_of(words)
    number = int(digits) if 0 < len(digits) < DIGITS_OF_NO_ID else -1
    students = select(Student).where(
        Student.search_key.contains(digits or key, autoescape=True) | (Student.id == number),
        Student.is_protected.is_(False),
        Student.erased_at.is_(None),
    )
    employers = select(Employer).options(selectinload(Employer.contacts))
    employers = employers.where(
        Employer.search_key.contains(digits or key, autoescape=True)
        | Employer.contacts.any(Contact.name.icontains(words.strip(), autoescape=True))
        | Employer.contacts.any(Contact.email.icontains(words.strip(), autoescape=True))
    )
    offers = select(Offer).where(
        Offer.search_key.contains(key, autoescape=True) | (Offer.id == number)
    )
    return Found(
        session.scalars(students.order_by(Student.sort_key, Student.id).limit(limit)).all(),
        session.scalars(employers.order_by(Employer.sort_key, Employer.id).limit(limit)).all(),
        session.scalars(offers.order_by(Offer.id.desc()).limit(limit)).all(),
    )


def _sorts_of_few(at: datetime) -> dict[str, Sort[Any]]:
    return {
        "rounds": rounds_waiting(day_in_sweden(at)),
        "changes": changes.TO_REVIEW,
        "ideas": ideas.TO_REVIEW,
        "enquiries": enquiries.TO_SETTLE,
        "needs": needs.TO_LOOK_AT,
        "school_requests": school_requests.TO_ANSWER,
        "to_mark": sessions_to_mark(at),
    }


def _to_verify(session: Session) -> Sequence[Employer]:
    query = select(Employer).where(Employer.state == EmployerState.REGISTERED)
    return session.scalars(query.order_by(Employer.sort_key, Employer.id).limit(MOST)).all()


def _to_review(session: Session) -> Sequence[Offer]:
    query = select(Offer).options(lazyload(Offer.levels))
    query = query.where(Offer.state == OfferState.SUBMITTED)
    return session.scalars(query.order_by(Offer.id.desc()).limit(MOST)).all()


def _to_recognise(session: Session) -> Sequence[Student]:
    query = select(Student).where(
        Student.state == ProfileState.SUBMITTED,
        Student.recognised_at.is_(None),
        Student.is_protected.is_(False),
    )
    return session.scalars(query.order_by(Student.submitted_at, Student.id).limit(MOST)).all()
