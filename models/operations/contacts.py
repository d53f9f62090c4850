"""The people at an employer: added, changed, and gone. A link to answer follows its person."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Contact, Employer
from models.errors import NotAllowed, OnlyContact
from models.keys import normal_email
from models.operations import letters
from models.operations.accounts import new_key
from models.operations.employer_rows import change_columns, renew_keys
from models.operations.events import record
from models.operations.guards import all_told
from models.operations.links import end_links
from models.operations.versions import grow
from models.queries.invitations import list_open_invitations
from models.queries.letters import list_letters_waiting_for, list_links_of_contact
from models.queries.matches import list_matches_awaiting_contact
from models.queries.offers import list_offers_of_contact
from models.words import Language, LinkEnd, Role, Side

EDITABLE = frozenset({"name", "title", "email", "phone", "language"})
REACH = ("name", "email", "phone")
# Another name or address is another person, as far as anybody knows.
WHO = frozenset({"name", "email"})


def add_contact(
    session: Session,
    employer: Employer,
    *,
    name: str,
    by: Actor,
    at: datetime,
    title: str = "",
    email: str = "",
    phone: str = "",
    language: Language = Language.SWEDISH,
) -> Contact:
    """Add a person at an employer.

    Raises
    ------
    Missing
        If the name, or both ways to reach the person, are not told.
    """
    all_told(contact_name=name.strip(), reach=email.strip() or phone.strip())
    contact = Contact(
        name=name.strip(),
        title=title.strip(),
        email=normal_email(email),
        phone=phone.strip(),
        language=language,
    )
    employer.contacts.append(contact)
    renew_keys(employer)
    version = grow(session, employer)
    told = {"employer": employer.id, "version": version}
    record(session, "contact", "added", contact.id, by=by, at=at, **told)
    return contact


def edit_contact(
    session: Session, contact: Contact, *, by: Actor, at: datetime, **changes: str
) -> None:
    """Change how a person at an employer is reached.

    When it is another person by now, the links of the one before end, and what waits for an answer
    is sent anew.

    Raises
    ------
    Missing
        If the name, or both ways to reach the person, would be empty.
    """
    if "email" in changes:
        changes["email"] = normal_email(changes["email"])
    left = {name: changes.get(name, getattr(contact, name)).strip() for name in REACH}
    all_told(contact_name=left["name"], reach=left["email"] or left["phone"])
    changed = change_columns(contact, EDITABLE, changes)
    renew_keys(contact.employer)
    if not changed:
        return
    told = {"fields": changed, "version": grow(session, contact.employer)}
    record(session, "contact", "edited", contact.id, by=by, at=at, **told)
    if WHO.intersection(changed):
        _end_links_of(session, contact, at=at)
        for match in list_matches_awaiting_contact(session, contact.id, at):
            letters.tell(session, match, Side.EMPLOYER, "offered", at=at)


def remove_contact(session: Session, contact: Contact, *, by: Actor, at: datetime) -> None:
    """Note that a person is at the employer no more. Twice is once.

    Nothing opens for them from now on, neither by an account nor by a link nor by an invitation of
    theirs, and they are signed out everywhere. Their offers, and the letters that have not left, go
    to the first of those who remain.

    Raises
    ------
    NotAllowed
        If the actor is no coordinator, no colleague of theirs, nor the service itself.
    OnlyContact
        If nobody else is reached there.
    """
    employer = contact.employer
    if by.role not in {Role.COORDINATOR, Role.SYSTEM} and not _is_colleague(employer, by):
        raise NotAllowed("remove_contact")
    if contact.left_at is not None:
        return
    others = [each for each in employer.contacts if each is not contact]
    if not others:
        raise OnlyContact(employer.id)
    waiting = list_matches_awaiting_contact(session, contact.id, at)
    _end_links_of(session, contact, at=at)
    _hand_over(session, contact, others[0])
    _shut_out(session, contact, at=at)
    contact.left_at, contact.account, contact.email, contact.phone = at, None, "", ""
    session.flush()
    session.refresh(employer, ["contacts"])
    renew_keys(employer)
    told = {"employer": employer.id, "to": others[0].id, "version": grow(session, employer)}
    record(session, "contact", "removed", contact.id, by=by, at=at, **told)
    for match in waiting:
        letters.tell(session, match, Side.EMPLOYER, "offered", at=at)


def _end_links_of(session: Session, contact: Contact, *, at: datetime) -> None:
    links = list_links_of_contact(session, contact.id)
    end_links(session, links, LinkEnd.CONTACT_CHANGED, at=at)


def _is_colleague(employer: Employer, by: Actor) -> bool:
    speakers = {each.account_id for each in employer.contacts}
    return by.role is Role.EMPLOYER and by.account_id is not None and by.account_id in speakers


def _shut_out(session: Session, contact: Contact, *, at: datetime) -> None:
    """Sign somebody out everywhere, and take back whom they have invited."""
    if contact.account is None:
        return
    contact.account.fs_uniquifier = new_key()
    for invitation in list_open_invitations(
        session, contact.employer_id, by_account_id=contact.account_id
    ):
        invitation.revoked_at = at


def _hand_over(session: Session, contact: Contact, successor: Contact) -> None:
    for offer in list_offers_of_contact(session, contact.id):
        offer.contact = successor
    for letter in list_letters_waiting_for(session, contact.id):
        letters.hand_over(session, letter, successor)
    session.flush()
