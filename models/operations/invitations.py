"""Colleagues invited to an employer, and let in. All who speak for it have the same rights.

Whoever invites learns nothing of the address: only its letter tells whether it has an account.
Guard, change, record, queue the letter; nothing is changed when they raise.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Contact, Employer
from models.errors import (
    LinkInvalid,
    NotAllowed,
    NotOpenForMatching,
    TooMany,
    WrongState,
)
from models.invitations import Invitation
from models.keys import normal_email
from models.operations import letters
from models.operations.accounts import row_of
from models.operations.employer_rows import renew_keys
from models.operations.events import record
from models.operations.guards import all_told
from models.operations.versions import grow
from models.people import Account
from models.policy import DEFAULT, Policy
from models.queries.employers import find_contact_of_account
from models.queries.invitations import find_open_invitation, list_open_invitations
from models.words import EmployerState, Language, Role

# So many may be on their way at a time: nobody uses the service to write to a whole register.
MOST_OPEN = 10


def invite_colleague(
    session: Session,
    employer: Employer,
    *,
    email: str,
    by: Actor,
    at: datetime,
    language: Language = Language.SWEDISH,
    policy: Policy = DEFAULT,
) -> Invitation | None:
    """Invite somebody by address. Who is invited already gets a new letter, and more time.

    Returns
    -------
    Invitation or None
        None when somebody with the address speaks for the employer already.

    Raises
    ------
    NotAllowed
        If the actor does not speak for the employer.
    Missing
        If no address is told.
    NotOpenForMatching
        If the employer is not verified: nobody knows yet who would be writing in its name.
    TooMany
        If as many as may are on their way.
    """
    _speaks_for(employer, "invite", by)
    all_told(email=email.strip())
    if employer.state not in {EmployerState.VERIFIED, EmployerState.PAUSED}:
        raise NotOpenForMatching("employer")
    address = normal_email(email)
    if any(each.account_id and each.email == address for each in employer.contacts):
        return None
    invitation = find_open_invitation(session, employer.id, address)
    if invitation is None:
        if len(list_open_invitations(session, employer.id)) >= MOST_OPEN:
            raise TooMany("invitation", MOST_OPEN)
        invitation = Invitation(employer=employer, email=address, invited_by_id=by.account_id)
        session.add(invitation)
    invitation.language, invitation.invited_at = language, at
    invitation.expires_at = at + timedelta(days=policy.invitation_days)
    session.flush()
    told = {"invitation": invitation.id}
    record(session, "employer", "colleague invited", employer.id, by=by, at=at, **told)
    letters.queue(session, "colleague_invited", invitation, at=at)
    return invitation


def revoke_invitation(session: Session, invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """Take an invitation back: its link opens nothing any more. Twice is once.

    Raises
    ------
    NotAllowed
        If the actor does not speak for the employer.
    WrongState
        If it was accepted meanwhile: then it is a colleague who is removed.
    """
    _speaks_for(invitation.employer, "revoke_invitation", by)
    if invitation.accepted_at is not None:
        raise WrongState("invitation", "revoke", "accepted")
    if invitation.revoked_at is not None:
        return
    invitation.revoked_at = at
    session.flush()
    told = {"invitation": invitation.id}
    record(session, "employer", "invitation revoked", invitation.employer_id, by=by, at=at, **told)


def accept_invitation(
    session: Session, invitation: Invitation, account: Account, *, at: datetime
) -> Contact:
    """Let an account speak for the employer, as whoever reads the address's letters wants.

    Raises
    ------
    LinkInvalid
        If it was accepted, taken back, or its time is over.
    NotAllowed
        If the account speaks for another employer: one account speaks for one.
    """
    if not invitation.is_open(at):
        raise LinkInvalid
    employer = invitation.employer
    own = find_contact_of_account(session, account.id)
    if own is not None and own.employer_id != employer.id:
        raise NotAllowed("accept_invitation")
    contact = own or _waiting_contact(invitation) or _new_contact(invitation, account)
    contact.account = account
    invitation.accepted_at, invitation.contact = at, contact
    if Role.EMPLOYER not in account.role_names:
        account.roles.append(row_of(session, Role.EMPLOYER))
    session.flush()
    renew_keys(employer)
    told = {"contact": contact.id, "invitation": invitation.id, "version": grow(session, employer)}
    by = Actor(Role.EMPLOYER, account.id)
    record(session, "employer", "colleague joined", employer.id, by=by, at=at, **told)
    return contact


def _waiting_contact(invitation: Invitation) -> Contact | None:
    """Give the contact with the address that a coordinator took down on the phone."""
    return next(
        (
            each
            for each in invitation.employer.contacts
            if each.account_id is None and each.email == invitation.email
        ),
        None,
    )


def _new_contact(invitation: Invitation, account: Account) -> Contact:
    contact = Contact(name=account.name, email=account.email, language=account.language)
    invitation.employer.contacts.append(contact)
    return contact


def _speaks_for(employer: Employer, verb: str, by: Actor) -> None:
    """Refuse everybody but those whose account speaks for the employer."""
    speakers = {each.account_id for each in employer.contacts}
    if by.role is not Role.EMPLOYER or by.account_id is None or by.account_id not in speakers:
        raise NotAllowed(verb)
