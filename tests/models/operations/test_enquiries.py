"""An employer tells the working group of its interest; a coordinator sees to it."""

import pytest
from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Employer
from models.errors import NotAllowed, NotFound, NotOpenForMatching
from models.operations.employers import pause_employer
from models.operations.enquiries import enquire, settle
from models.operations.profiles import set_visibility
from models.people import Student
from models.queries.enquiries import TO_SETTLE, list_enquiries_to_settle
from models.words import Role, Visibility
from tests.builders import (
    NOW,
    a_coordinator,
    a_student,
    an_account,
    an_employer,
    an_offer,
    as_student,
)


@pytest.fixture
def listed(session: Session) -> Student:
    student = a_student(session)
    set_visibility(session, student, Visibility.ALL, by=as_student(student), at=NOW)
    return student


@pytest.fixture
def employer(session: Session) -> Employer:
    return an_employer(session)


def somebody(session: Session) -> Actor:
    return Actor(Role.EMPLOYER, account_id=an_account(session, Role.EMPLOYER).id)


def test_twice_is_once_and_another_offer_is_news(
    session: Session, employer: Employer, listed: Student
) -> None:
    by, offer = somebody(session), an_offer(session, employer=employer)
    first = enquire(session, employer, listed, None, by=by, at=NOW)
    assert enquire(session, employer, listed, None, by=by, at=NOW) is first
    assert enquire(session, employer, listed, offer, by=by, at=NOW) is first
    assert first.offer is offer
    assert session.scalars(TO_SETTLE.query).all() == [first]


def test_a_coordinator_settles_it_and_asked_anew_it_waits_again(
    session: Session, employer: Employer, listed: Student
) -> None:
    by, coordinator = somebody(session), a_coordinator(session)
    enquiry = enquire(session, employer, listed, None, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        settle(session, enquiry, by=by, at=NOW)
    for _twice in range(2):
        settle(session, enquiry, by=coordinator, at=NOW)
    assert session.scalars(TO_SETTLE.query).all() == []
    enquire(session, employer, listed, None, by=by, at=NOW)
    assert list_enquiries_to_settle(session, listed.id) == [enquiry]


def test_who_does_not_show_the_profile_cannot_be_asked_about(
    session: Session, employer: Employer, listed: Student
) -> None:
    by = somebody(session)
    set_visibility(session, listed, Visibility.OFFERED, by=as_student(listed), at=NOW)
    with pytest.raises(NotFound):
        enquire(session, employer, listed, None, by=by, at=NOW)


def test_only_a_verified_employer_asks_and_for_its_own_published_offers(
    session: Session, employer: Employer, listed: Student
) -> None:
    by = somebody(session)
    with pytest.raises(NotFound):
        enquire(session, employer, listed, an_offer(session), by=by, at=NOW)
    draft = an_offer(session, employer=employer, published=False)
    with pytest.raises(NotOpenForMatching):
        enquire(session, employer, listed, draft, by=by, at=NOW)
    pause_employer(session, employer, by=a_coordinator(session), at=NOW)
    with pytest.raises(NotOpenForMatching):
        enquire(session, employer, listed, None, by=by, at=NOW)
