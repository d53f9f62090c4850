"""Queue a letter in the transaction that gives the reason for it; a job words and sends it."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Contact
from models.errors import NotAllowed, WrongState
from models.invitations import Invitation
from models.matches import Match
from models.meetings import Meeting
from models.members import SteeringMember
from models.notices import NEEDS_A_PERSON, Letter
from models.offers import Offer
from models.operations.events import record
from models.people import Account, Student
from models.queries.letters import find_letter_once
from models.residents import Resident
from models.schools import Teacher
from models.words import EmployerState, LetterState, Role, Side

Receiver = Account | Student | Contact | Invitation | SteeringMember | Teacher | Resident

MAX_ATTEMPTS = 6
# The last letter that somebody gets: that they are erased.
LAST = "erasure_done"
# The letter that says what of somebody has to be kept for now.
KEPT = "erasure_kept"
# What stands where the address of somebody was who is erased: ".invalid" is nobody's (RFC 2606).
NO_ADDRESS = "erased-{}@erased.invalid"


def queue(
    session: Session,
    subject: str,
    receiver: Receiver,
    *,
    at: datetime,
    match: Match | None = None,
    offer: Offer | None = None,
    meeting: Meeting | None = None,
    once: str | None = None,
) -> Letter | None:
    """Queue a letter to one receiver.

    Parameters
    ----------
    subject : str
        The name of the letter: ``web/templates/letters/<subject>``.
    receiver : Account, Student, Contact, Invitation, SteeringMember, Teacher or Resident
        Somebody with a protected identity, or without an address, gets it from a coordinator:
        the letter is held and stands in the work list.
    once : str, optional
        A key of the news: a second letter with the same key is not written, and None is given.
    """
    if once is not None and find_letter_once(session, once) is not None:
        return None
    letter = Letter(
        subject=subject,
        account_id=receiver.id if isinstance(receiver, Account) else None,
        student_id=receiver.id if isinstance(receiver, Student) else None,
        contact_id=receiver.id if isinstance(receiver, Contact) else None,
        invitation_id=receiver.id if isinstance(receiver, Invitation) else None,
        member_id=receiver.id if isinstance(receiver, SteeringMember) else None,
        teacher_id=receiver.id if isinstance(receiver, Teacher) else None,
        resident_id=receiver.id if isinstance(receiver, Resident) else None,
        match_id=match.id if match else None,
        meeting_id=meeting.id if meeting else None,
        offer_id=offer.id if offer else (match.offer_id if match else None),
        once=once,
        state=_first_state(receiver),
        queued_at=at,
        send_after=at,
    )
    session.add(letter)
    session.flush()
    return letter


def tell(
    session: Session, match: Match, side: Side, news: str, *, at: datetime, once: str | None = None
) -> None:
    """Queue a letter about a match to one of its sides; its name is ``match_<news>_<side>``."""
    receiver = match.student if side is Side.STUDENT else match.offer.contact
    if receiver is not None:
        queue(session, f"match_{news}_{side}", receiver, at=at, match=match, once=once)


def tell_both(session: Session, match: Match, news: str, *, at: datetime) -> None:
    """Queue a letter about a match to both sides."""
    for side in Side:
        tell(session, match, side, news, at=at)


def begin_sending(session: Session, letter: Letter, *, at: datetime) -> None:
    """Mark a letter as being sent. Committed before it leaves, so that a killed job is seen."""
    letter.state = LetterState.SENDING
    letter.attempts += 1
    letter.send_after = at


def mark_sent(session: Session, letter: Letter, *, at: datetime) -> None:
    """Note that the letter left, or that its news was told."""
    letter.state = LetterState.SENT
    letter.sent_at = at
    letter.failure = ""
    if letter.subject == LAST and letter.account is not None:
        # Its address was kept for this letter alone.
        letter.account.email = NO_ADDRESS.format(letter.account.id)


def tell_in_person(session: Session, letter: Letter, *, by: Actor, at: datetime) -> None:
    """Note that a coordinator told a letter's news by phone or in a meeting.

    Raises
    ------
    NotAllowed, WrongState
        If whoever says so is no coordinator, or the letter leaves by itself or has left.
    """
    if by.role is not Role.COORDINATOR:
        raise NotAllowed("tell")
    if letter.state not in NEEDS_A_PERSON:
        raise WrongState("letter", "tell", letter.state)
    mark_sent(session, letter, at=at)
    record(session, "letter", "told", letter.id, by=by, at=at)


def mark_failed(session: Session, letter: Letter, failure: str, *, at: datetime) -> None:
    """Note that it did not leave: tried again, later each time, and at last given to people."""
    given_up = letter.attempts >= MAX_ATTEMPTS
    letter.state = LetterState.FAILED if given_up else LetterState.QUEUED
    letter.failure = failure[:120]
    letter.send_after = at + timedelta(minutes=2**letter.attempts)
    session.flush()


def hold(session: Session, letter: Letter) -> None:
    """Give a letter to people: what came up since it was queued must not leave by itself."""
    letter.state = LetterState.HELD
    session.flush()


def hand_over(session: Session, letter: Letter, contact: Contact) -> None:
    """Give a letter that has not left to somebody else at the employer."""
    letter.contact_id, letter.state = contact.id, _first_state(contact)
    session.flush()


def must_be_told_by_a_person(receiver: Receiver) -> bool:
    """Whether no letter may leave: a protected identity, no address, or an employer on pause."""
    if isinstance(receiver, Student) and receiver.is_protected:
        return True
    if isinstance(receiver, Contact) and receiver.employer.state is EmployerState.PAUSED:
        return True
    return not receiver.email


def _first_state(receiver: Receiver) -> LetterState:
    return LetterState.HELD if must_be_told_by_a_person(receiver) else LetterState.QUEUED
