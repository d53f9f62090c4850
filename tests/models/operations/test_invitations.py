"""A colleague is let in by whoever speaks for the employer, once, in time, and by nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import (
    LinkInvalid,
    NotAllowed,
    NotOpenForMatching,
    OnlyContact,
    TooMany,
    WrongState,
)
from models.invitations import Invitation
from models.notices import Letter
from models.operations.contacts import remove_contact
from models.operations.invitations import (
    MOST_OPEN,
    accept_invitation,
    invite_colleague,
    revoke_invitation,
)
from models.people import Account
from models.queries.invitations import find_open_invitation, list_open_invitations
from models.queries.personal import count_records, get_person
from models.words import Role
from tests.builders import (
    NOW,
    a_colleague,
    a_coordinator,
    an_account,
    an_employer,
    an_invitation,
)

LATER = NOW + timedelta(days=14, seconds=1)


def speaking(account: Account) -> Actor:
    return Actor(Role.EMPLOYER, account.id)


class TestInviting:
    def test_a_letter_goes_to_the_address_and_again_to_who_is_asked_again(
        self, session: Session
    ) -> None:
        employer = an_employer(session)
        by = speaking(a_colleague(session, employer))
        for day in (0, 3):
            at = NOW + timedelta(days=day)
            again = invite_colleague(session, employer, email=" Bo@Example.org", by=by, at=at)
        [invitation] = list_open_invitations(session, employer.id)
        assert invitation is again
        assert (invitation.email, invitation.expires_at) == (
            "bo@example.org",
            NOW + timedelta(days=17),
        )
        assert find_open_invitation(session, employer.id, "BO@example.org") is invitation
        letters = session.scalars(select(Letter).where(Letter.invitation_id == invitation.id))
        assert [each.subject for each in letters] == ["colleague_invited"] * 2

    def test_it_is_the_same_whether_or_not_the_address_has_an_account(
        self, session: Session
    ) -> None:
        employer = an_employer(session)
        by = speaking(a_colleague(session, employer))
        known = an_account(session, Role.STUDENT)
        for email in (known.email, "nobody@example.org"):
            assert invite_colleague(session, employer, email=email, by=by, at=NOW) is not None

    def test_who_is_there_already_is_not_invited(self, session: Session) -> None:
        employer = an_employer(session)
        account = a_colleague(session, employer)
        by = speaking(account)
        assert invite_colleague(session, employer, email=account.email, by=by, at=NOW) is None

    def test_nobody_else_invites(self, session: Session) -> None:
        employer, other = an_employer(session), an_employer(session)
        stranger = speaking(a_colleague(session, other))
        for by in (stranger, Actor(Role.EMPLOYER), a_coordinator(session)):
            with pytest.raises(NotAllowed):
                invite_colleague(session, employer, email="bo@example.org", by=by, at=NOW)

    def test_an_employer_that_nobody_has_verified_writes_to_nobody(self, session: Session) -> None:
        employer = an_employer(session, verified=False)
        by = speaking(a_colleague(session, employer))
        with pytest.raises(NotOpenForMatching):
            invite_colleague(session, employer, email="bo@example.org", by=by, at=NOW)

    def test_not_more_than_a_few_are_on_their_way(self, session: Session) -> None:
        employer = an_employer(session)
        account = a_colleague(session, employer)
        for _each in range(MOST_OPEN):
            an_invitation(session, employer=employer, by=account)
        with pytest.raises(TooMany):
            an_invitation(session, employer=employer, by=account)


class TestAccepting:
    def test_the_account_speaks_for_the_employer_from_now_on_and_once(
        self, session: Session
    ) -> None:
        invitation, account = an_invitation(session), an_account(session, Role.STUDENT)
        contact = accept_invitation(session, invitation, account, at=NOW)
        assert (contact.account, contact.employer) == (account, invitation.employer)
        assert Role.EMPLOYER in account.role_names
        with pytest.raises(LinkInvalid):
            accept_invitation(session, invitation, an_account(session), at=NOW)

    def test_a_contact_taken_down_on_the_phone_becomes_the_colleague(
        self, session: Session
    ) -> None:
        employer = an_employer(session)
        [known] = employer.contacts
        invitation = an_invitation(session, employer=employer, email=known.email)
        account = an_account(session, Role.EMPLOYER, email=known.email)
        assert accept_invitation(session, invitation, account, at=NOW) is known

    def test_nothing_opens_when_it_is_too_late_or_taken_back(self, session: Session) -> None:
        late, taken = an_invitation(session), an_invitation(session)
        revoke_invitation(session, taken, by=Actor(Role.EMPLOYER, taken.invited_by_id), at=NOW)
        for invitation, at in ((late, LATER), (taken, NOW)):
            with pytest.raises(LinkInvalid):
                accept_invitation(session, invitation, an_account(session), at=at)

    def test_an_account_speaks_for_one_employer(self, session: Session) -> None:
        invitation = an_invitation(session)
        account = a_colleague(session, an_employer(session))
        with pytest.raises(NotAllowed):
            accept_invitation(session, invitation, account, at=NOW)
        assert invitation.accepted_at is None


class TestRevoking:
    def test_only_who_speaks_for_the_employer_takes_it_back(self, session: Session) -> None:
        invitation = an_invitation(session)
        stranger = speaking(a_colleague(session, an_employer(session)))
        with pytest.raises(NotAllowed):
            revoke_invitation(session, invitation, by=stranger, at=NOW)
        colleague = speaking(a_colleague(session, invitation.employer))
        for _time in range(2):
            revoke_invitation(session, invitation, by=colleague, at=NOW)
        assert list_open_invitations(session, invitation.employer_id) == []

    def test_who_has_joined_is_removed_instead(self, session: Session) -> None:
        invitation = an_invitation(session)
        accept_invitation(session, invitation, an_account(session), at=NOW)
        by = Actor(Role.EMPLOYER, invitation.invited_by_id)
        with pytest.raises(WrongState):
            revoke_invitation(session, invitation, by=by, at=NOW)


class TestRemoving:
    def test_a_colleague_is_signed_out_and_their_invitations_end(self, session: Session) -> None:
        employer = an_employer(session)
        one, other = a_colleague(session, employer), a_colleague(session, employer)
        invitation, key = an_invitation(session, employer=employer, by=other), other.fs_uniquifier
        [contact] = [each for each in employer.contacts if each.account_id == other.id]
        remove_contact(session, contact, by=speaking(one), at=NOW)
        assert other.fs_uniquifier != key
        assert not invitation.is_open(NOW)
        assert contact not in employer.contacts

    def test_nobody_of_another_employer_and_no_link_removes(self, session: Session) -> None:
        employer = an_employer(session)
        a_colleague(session, employer)
        contact = employer.contacts[0]
        stranger = speaking(a_colleague(session, an_employer(session)))
        for by in (stranger, Actor(Role.EMPLOYER, contact_id=contact.id)):
            with pytest.raises(NotAllowed):
                remove_contact(session, contact, by=by, at=NOW)

    def test_the_last_one_stays(self, session: Session) -> None:
        account = an_account(session, Role.EMPLOYER)
        employer = an_employer(session, account=account)
        with pytest.raises(OnlyContact):
            remove_contact(session, employer.contacts[0], by=speaking(account), at=NOW)


def test_an_invitation_is_in_the_file_of_who_sent_it_and_of_who_got_it(session: Session) -> None:
    got = an_account(session, Role.EMPLOYER)
    invitation = an_invitation(session, email=got.email)
    for account in (got, invitation.invited_by):
        assert count_records(session, get_person(session, account))["invitations"] == 1
    other = an_account(session, Role.EMPLOYER)
    assert "invitations" not in count_records(session, get_person(session, other))
    assert session.scalar(select(Invitation)) is invitation
