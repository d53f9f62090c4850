"""What the rules keep no longer is cleared away, and a report says how much it was."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.enquiries import Enquiry
from models.jobs import SentForm
from models.notices import Letter
from models.operations.check_ins import tell_how_it_goes
from models.operations.links import make_link
from models.operations.retention import clear
from models.queries.retention import count_kept, count_to_clear, find_last_report
from models.retention import RULES, Rule
from models.schools import ClassBooking, Teacher
from models.searches import ToldOffer
from models.tables import Base
from models.viewers import Viewer
from models.words import Going, LinkPurpose, Side
from tests.builders import (
    NOW,
    a_close_up,
    a_coordinator,
    a_hint,
    a_note,
    a_placed_match,
    a_resident,
    a_rolling_round,
    a_student,
    an_employer,
    an_invitation,
    an_offer,
    an_offered_match,
    an_upload,
    as_student,
)
from tests.builders.schools import a_booking, a_school_request, an_asked_booking

SECOND = timedelta(seconds=1)


def a_sent_form(session: Session, at: datetime) -> SentForm:
    form = SentForm(
        actor="account:1", key=str(at), digest="0" * 64, status=303, location="/", at=at
    )
    session.add(form)
    session.flush()
    return form


def a_link(session: Session, expires_at: datetime) -> None:
    match = an_offered_match(session)
    assert match.offer.contact is not None
    purpose, contact = LinkPurpose.ANSWER, match.offer.contact
    make_link(session, purpose, match, contact, at=NOW, expires_at=expires_at)


def a_close_up_asked(session: Session, at: datetime) -> None:
    a_close_up(session).asked_at = at


def an_invitation_until(session: Session, at: datetime) -> None:
    invitation = an_invitation(session)
    invitation.invited_at, invitation.expires_at = at - timedelta(days=14), at
    session.flush()


def a_check_in_told(session: Session, at: datetime) -> None:
    match = a_placed_match(session)
    by = as_student(match.student)
    tell_how_it_goes(session, match, Side.STUDENT, Going.WELL, by=by, at=at)


def a_hint_given(session: Session, at: datetime) -> None:
    a_hint(session, at=at)


def a_note_written(session: Session, at: datetime) -> None:
    a_note(session, at=at)


def a_viewer(session: Session, at: datetime) -> None:
    offer = an_offer(session)
    account_id = a_coordinator(session).account_id
    round_id = a_rolling_round(session).id
    session.add(Viewer(account_id=account_id, round_id=round_id, offer_id=offer.id, at=at))
    session.flush()


def an_upload_touched(session: Session, at: datetime) -> None:
    an_upload(session).changed_at = at


def an_enquiry(session: Session, at: datetime) -> None:
    about = {"employer": an_employer(session), "student": a_student(session)}
    session.add(Enquiry(**about, at=at))
    session.flush()


def an_offer_told(session: Session, at: datetime) -> None:
    session.add(ToldOffer(student_id=a_student(session).id, offer=an_offer(session), at=at))
    session.flush()


def a_booking_asked_until(session: Session, at: datetime) -> None:
    an_asked_booking(session).asked_until = at
    session.flush()


def a_request_asked_until(session: Session, at: datetime) -> None:
    a_school_request(session, confirmed=False).asked_until = at
    session.flush()


def a_request_asked(session: Session, at: datetime) -> None:
    a_school_request(session).asked_at = at
    session.flush()


def a_teacher_about(session: Session, at: datetime) -> None:
    teacher = a_booking(session).teacher
    assert teacher is not None
    teacher.about_at = at


def a_resident_until(session: Session, at: datetime) -> None:
    a_resident(session).kept_until = at
    session.flush()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.records)
def test_its_last_moment_counts_and_nothing_before(session: Session, rule: Rule) -> None:
    make = {
        "sent_forms": a_sent_form,
        "links": a_link,
        "invitations": an_invitation_until,
        "close_ups": a_close_up_asked,
        "check_ins": a_check_in_told,
        "hints": a_hint_given,
        "notes": a_note_written,
        "viewers": a_viewer,
        "enquiries": an_enquiry,
        "told_offers": an_offer_told,
        "residents": a_resident_until,
        "uploads": an_upload_touched,
        "unconfirmed_bookings": a_booking_asked_until,
        "unconfirmed_requests": a_request_asked_until,
        "teachers": a_teacher_about,
        "school_requests": a_request_asked,
    }[rule.records]
    last = NOW - timedelta(days=rule.days)
    make(session, last)
    make(session, last - SECOND)
    assert (count_kept(session, rule), count_to_clear(session, rule, NOW)) == (2, 1)
    assert clear(session, at=NOW)[rule.records] == 1
    assert (count_kept(session, rule), count_to_clear(session, rule, NOW)) == (1, 0)
    assert [getattr(each, rule.since.key) for each in session.scalars(select(rule.table))] == [last]


def test_a_teacher_goes_and_how_many_came_stays(session: Session) -> None:
    booking, asked = a_booking(session), an_asked_booking(session)
    assert booking.teacher is not None
    booking.teacher.about_at = NOW - timedelta(days=366)
    asked.asked_until = NOW - timedelta(days=6)
    session.flush()
    clear(session, at=NOW)
    session.expire_all()
    assert booking.teacher is None
    assert (booking.pupils, booking.session.taken) == (20, 20)
    assert session.scalar(select(func.count(ClassBooking.id))) == 1
    assert session.scalar(select(func.count(Teacher.id))) == 0
    assert session.scalar(select(func.count(Letter.id)).where(Letter.teacher_id > 0)) == 0


def test_the_report_stands_in_the_chain(session: Session) -> None:
    assert find_last_report(session) is None
    a_sent_form(session, NOW - timedelta(days=31))
    clear(session, at=NOW)
    report = find_last_report(session)
    assert report is not None
    assert report.details == {
        "cleared": {rule.records: 0 for rule in RULES} | {"sent_forms": 1},
        "days": {rule.records: rule.days for rule in RULES},
    }


def test_clearing_twice_is_clearing_once(session: Session) -> None:
    a_sent_form(session, NOW - timedelta(days=31))
    assert clear(session, at=NOW)["sent_forms"] == 1
    assert clear(session, at=NOW)["sent_forms"] == 0


def test_a_rule_names_a_table_of_ours_once() -> None:
    tables = {mapper.class_ for mapper in Base.registry.mappers}
    assert {rule.table for rule in RULES} <= tables
    assert len({rule.records for rule in RULES}) == len(RULES)
