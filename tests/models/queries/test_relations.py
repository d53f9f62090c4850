"""What somebody must be to a thing before a page about it is theirs."""

from sqlalchemy.orm import Session

from models.matches import Match
from models.queries.relations import (
    has_profile,
    is_own_match_of_employer,
    is_own_match_of_student,
    is_own_need,
    is_own_offer,
    speaks_for_employer,
)
from models.words import Role
from tests.builders import (
    a_colleague,
    a_confirmed_match,
    a_need,
    an_account,
    an_offered_match,
)


def employers_account(session: Session, match: Match) -> int:
    """Give the match's contact an account."""
    account = an_account(session, Role.EMPLOYER)
    assert match.offer.contact is not None
    match.offer.contact.account = account
    session.flush()
    return account.id


def test_a_match_is_its_students_once_they_were_told(session: Session) -> None:
    told, hidden = an_offered_match(session), a_confirmed_match(session)
    for match, is_theirs in ((told, True), (hidden, False)):
        account_id = match.student.account_id
        assert account_id is not None
        assert is_own_match_of_student(session, account_id, match_id=match.id) is is_theirs
        other = an_account(session, Role.STUDENT).id
        assert not is_own_match_of_student(session, other, match_id=match.id)


def test_a_match_is_its_employers_once_they_were_told(session: Session) -> None:
    told, hidden = an_offered_match(session), a_confirmed_match(session)
    for match, is_theirs in ((told, True), (hidden, False)):
        account_id = employers_account(session, match)
        assert is_own_match_of_employer(session, account_id, match_id=match.id) is is_theirs
        assert is_own_offer(session, account_id, offer_id=match.offer_id)
    stranger = an_account(session, Role.EMPLOYER).id
    assert not is_own_match_of_employer(session, stranger, match_id=told.id)
    assert not is_own_offer(session, stranger, offer_id=told.offer_id)


def test_a_student_is_nothing_to_the_employers_side_of_their_match(session: Session) -> None:
    match = an_offered_match(session)
    account_id = match.student.account_id
    assert account_id is not None
    assert not is_own_match_of_employer(session, account_id, match_id=match.id)
    assert has_profile(session, account_id)
    assert not speaks_for_employer(session, account_id)


def test_a_contact_speaks_for_an_employer_and_has_no_profile(session: Session) -> None:
    account_id = employers_account(session, an_offered_match(session))
    assert speaks_for_employer(session, account_id)
    assert not has_profile(session, account_id)


def test_a_need_is_its_employers_own_and_a_branch_s_is_nobodys(session: Session) -> None:
    need, branch = a_need(session), a_need(session, branch="Vården i Ådalen")
    assert need.employer is not None
    own, stranger = a_colleague(session, need.employer), an_account(session, Role.EMPLOYER)
    assert is_own_need(session, own.id, need_id=need.id)
    assert not is_own_need(session, stranger.id, need_id=need.id)
    assert not is_own_need(session, own.id, need_id=branch.id)
    assert not is_own_need(session, own.id, need_id=999)


def test_what_does_not_exist_is_nobodys(session: Session) -> None:
    account_id = an_account(session, Role.STUDENT).id
    assert not is_own_match_of_student(session, account_id, match_id=999)
    assert not is_own_match_of_employer(session, account_id, match_id=999)
    assert not is_own_offer(session, account_id, offer_id=999)
