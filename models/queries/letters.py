"""Questions about letters and links."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload, undefer

from models.employers import Contact
from models.errors import LinkInvalid, LinkOver, NotFound
from models.invitations import Invitation
from models.matches import Match
from models.notices import NEEDS_A_PERSON, Letter, Link
from models.offers import Offer, Sharing
from models.schools import Teacher
from models.words import LetterState, LinkEnd, LinkPurpose

# A letter that has been "sending" for longer belongs to a job that was killed.
LOST_AFTER = timedelta(minutes=5)


def get_letter(session: Session, letter_id: int) -> Letter:
    """Give a letter, or raise NotFound."""
    letter = session.get(Letter, letter_id)
    if letter is None:
        raise NotFound("letter", letter_id)
    return letter


def get_letter_to_print(session: Session, letter_id: int) -> Letter:
    """Give a letter that a person must tell to somebody without an account, or raise NotFound."""
    letter = get_letter(session, letter_id)
    if letter.state not in NEEDS_A_PERSON or letter.account_id is not None:
        raise NotFound("letter", letter_id)
    return letter


def find_letter_once(session: Session, once: str) -> Letter | None:
    """Give the letter that told this news, if one did."""
    return session.scalar(select(Letter).where(Letter.once == once))


def list_letters_to_send(session: Session, at: datetime, limit: int = 50) -> Sequence[Letter]:
    """List letters whose time has come, also those a killed job left half-way, oldest first."""
    return session.scalars(select(Letter).where(_is_due(at)).order_by(Letter.id).limit(limit)).all()


def find_letter_to_send(session: Session, letter_id: int, at: datetime) -> Letter | None:
    """Give a letter if its time has come and no other job has taken it meanwhile."""
    return session.scalar(select(Letter).where(Letter.id == letter_id, _is_due(at)))


def list_letters_held(session: Session, limit: int = 100) -> Sequence[Letter]:
    """List letters that a person must tell: no address, protected identity, or not delivered."""
    stuck = Letter.state.in_(NEEDS_A_PERSON)
    with_people = joinedload(Offer.contact), joinedload(Offer.sharing).joinedload(Sharing.employer)
    query = select(Letter).options(
        joinedload(Letter.account),
        joinedload(Letter.student),
        joinedload(Letter.contact).joinedload(Contact.employer),
        joinedload(Letter.invitation).joinedload(Invitation.employer),
        joinedload(Letter.member),
        joinedload(Letter.meeting),
        joinedload(Letter.teacher).joinedload(Teacher.booking),
        joinedload(Letter.teacher).joinedload(Teacher.request),
        joinedload(Letter.resident),
        joinedload(Letter.offer).options(*with_people),
        joinedload(Letter.match).options(undefer(Match.asked_words), joinedload(Match.student)),
        joinedload(Letter.match).joinedload(Match.offer).options(*with_people),
    )
    return session.scalars(query.where(stuck).order_by(Letter.id).limit(limit)).all()


def list_letters_of_match(session: Session, match_id: int) -> Sequence[Letter]:
    """List the letters about a match, oldest first."""
    return session.scalars(
        select(Letter).where(Letter.match_id == match_id).order_by(Letter.id)
    ).all()


def count_letters(session: Session, state: LetterState) -> int:
    """Count the letters in a state."""
    return session.scalar(select(func.count(Letter.id)).where(Letter.state == state)) or 0


def hash_token(token: str) -> str:
    """Give what is stored of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def list_links_of_match(session: Session, match_id: int) -> Sequence[Link]:
    """List the links to a match that are not ended."""
    query = select(Link).where(Link.match_id == match_id, Link.revoked_at.is_(None))
    return session.scalars(query.order_by(Link.id)).all()


def list_links_of_contact(session: Session, contact_id: int) -> Sequence[Link]:
    """List the links that somebody at an employer holds and that are not ended."""
    query = select(Link).where(Link.contact_id == contact_id, Link.revoked_at.is_(None))
    return session.scalars(query.order_by(Link.id)).all()


def list_links_of_employer(session: Session, employer_id: int) -> Sequence[Link]:
    """List the links to matches of an employer's offers that are not ended."""
    offers = select(Offer.id).where(Offer.employer_id == employer_id)
    query = (
        select(Link).join(Link.match).where(Match.offer_id.in_(offers), Link.revoked_at.is_(None))
    )
    return session.scalars(query.order_by(Link.id)).all()


def list_letters_waiting_for(session: Session, contact_id: int) -> Sequence[Letter]:
    """List the letters to somebody at an employer that have not left."""
    waits = Letter.state.in_([LetterState.QUEUED, LetterState.HELD, LetterState.FAILED])
    query = select(Letter).where(Letter.contact_id == contact_id, waits)
    return session.scalars(query.order_by(Letter.id)).all()


def get_link(session: Session, token: str, purpose: LinkPurpose, at: datetime) -> Link:
    """Give the link that a token opens.

    Raises
    ------
    LinkOver
        If the match has moved on from what the link was for; its holder may know how it ended.
    LinkInvalid
        Whatever else is wrong with it.
    """
    link = session.scalar(select(Link).where(Link.token_hash == hash_token(token)))
    if link is None or link.purpose is not purpose or link.expires_at < at:
        raise LinkInvalid
    if link.revoked_because is LinkEnd.MATCH_MOVED:
        raise LinkOver(link.id)
    if link.revoked_at is not None:
        raise LinkInvalid
    return link


def get_link_by_id(session: Session, link_id: int) -> Link:
    """Give a link, whatever has become of it, or raise NotFound."""
    link = session.get(Link, link_id)
    if link is None:
        raise NotFound("link", link_id)
    return link


def _is_due(at: datetime) -> ColumnElement[bool]:
    due = (Letter.state == LetterState.QUEUED) & (Letter.send_after <= at)
    lost = (Letter.state == LetterState.SENDING) & (Letter.send_after <= at - LOST_AFTER)
    return due | lost
