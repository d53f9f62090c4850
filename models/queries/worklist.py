"""What needs a coordinator today, and anyone's status while they are on the phone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.changes import Change
from models.check_ins import CheckIn
from models.employers import Contact, Employer
from models.enquiries import Enquiry
from models.keys import digits_of, fold
from models.matches import Match
from models.notices import Letter
from models.offers import Offer
from models.people import Student
from models.queries.changes import list_changes_to_review
from models.queries.check_ins import list_check_ins_that_sound_bad
from models.queries.connections import Connection, list_connections_asked
from models.queries.employers import list_employers
from models.queries.enquiries import list_enquiries_to_settle
from models.queries.letters import list_letters_held
from models.queries.matches import list_matches_in_state, list_matches_not_sent
from models.queries.offers import list_offers
from models.queries.rounds import list_rounds_to_sign
from models.rounds import Round
from models.words import ASKED, EmployerState, MatchState, OfferState, ProfileState

# A side is shown as silent when so little of the reply time is left.
SOON = timedelta(days=3)
# So many digits are a phone or organisation number, never the number of a student or an offer.
DIGITS_OF_NO_ID = 9


@dataclass(frozen=True)
class WorkList:
    """Everything that waits for a coordinator, most urgent first."""

    interrupted: Sequence[Match]
    check_ins: Sequence[CheckIn]
    to_sign: Sequence[Round]
    employers: Sequence[Employer]
    connections: Sequence[Connection]
    offers: Sequence[Offer]
    changes: Sequence[Change]
    not_sent: Sequence[Match]
    to_place: Sequence[Match]
    silent: Sequence[Match]
    next_candidate: Sequence[Match]
    enquiries: Sequence[Enquiry]
    to_recognise: Sequence[Student]
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
    """Give what needs a coordinator now."""
    return WorkList(
        interrupted=_open_again(session, MatchState.INTERRUPTED),
        check_ins=list_check_ins_that_sound_bad(session),
        to_sign=list_rounds_to_sign(session),
        employers=list_employers(session, state=EmployerState.REGISTERED),
        connections=list_connections_asked(session),
        offers=list_offers(session, state=OfferState.SUBMITTED),
        changes=list_changes_to_review(session),
        not_sent=list_matches_not_sent(session),
        to_place=list_matches_in_state(session, MatchState.AGREED),
        silent=_silent(session, at),
        next_candidate=_ended_with_places_left(session, at),
        enquiries=list_enquiries_to_settle(session),
        to_recognise=_to_recognise(session),
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


def _open_again(session: Session, state: MatchState) -> Sequence[Match]:
    # An interruption is dealt with once the student has another match, or has left.
    later = select(Match.student_id).where(
        Match.state.in_(
            [MatchState.CONFIRMED, MatchState.OFFERED, MatchState.AGREED, MatchState.PLACED]
        )
    )
    query = (
        select(Match)
        .options(joinedload(Match.student), joinedload(Match.offer))
        .join(Match.student)
        .where(
            Match.state == state,
            Match.student_id.not_in(later),
            Student.state == ProfileState.SUBMITTED,
        )
    )
    return session.scalars(query.order_by(Match.moved_at, Match.id)).all()


def _silent(session: Session, at: datetime) -> Sequence[Match]:
    query = (
        select(Match)
        .options(joinedload(Match.student), joinedload(Match.offer))
        .where(Match.state == MatchState.OFFERED, Match.reply_by < at + SOON)
    )
    return session.scalars(query.order_by(Match.reply_by, Match.id)).all()


def _ended_with_places_left(session: Session, at: datetime) -> Sequence[Match]:
    ended = [MatchState.DECLINED, MatchState.EXPIRED, MatchState.WITHDRAWN]
    asked = select(Match.offer_id).where(Match.state.in_(ASKED))
    query = (
        select(Match)
        .options(joinedload(Match.student), joinedload(Match.offer))
        .join(Match.offer)
        .where(
            Match.state.in_(ended),
            Match.offered_at.is_not(None),
            Match.moved_at > at - timedelta(days=30),
            Offer.state == OfferState.PUBLISHED,
            Offer.places_taken < Offer.places,
            Offer.id.not_in(asked),
        )
    )
    newest: dict[int, Match] = {}
    for match in session.scalars(query.order_by(Match.moved_at, Match.id)):
        newest[match.offer_id] = match
    return list(newest.values())


def _to_recognise(session: Session) -> Sequence[Student]:
    query = select(Student).where(
        Student.state == ProfileState.SUBMITTED,
        Student.recognised_at.is_(None),
        Student.is_protected.is_(False),
    )
    return session.scalars(query.order_by(Student.submitted_at, Student.id).limit(100)).all()
