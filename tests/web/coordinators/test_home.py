"""The work list: what waits stands there, once, with a link to where it is done."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.actors import Actor
from models.operations import rounds
from models.operations.check_ins import tell_how_it_goes
from models.operations.connections import ask_to_connect
from models.operations.enquiries import enquire
from models.operations.ideas import IdeaWords, submit_idea, write_idea
from models.operations.offers import edit_offer, submit_offer
from models.operations.profiles import set_visibility
from models.operations.students import protect
from models.queries.changes import find_change
from models.words import (
    ActivityState,
    Going,
    Kind,
    Language,
    MatchState,
    Role,
    Side,
    SourceState,
    Visibility,
)
from tests.builders import (
    NOW,
    SUMMER,
    a_coordinator,
    a_match_in,
    a_need,
    a_placed_match,
    a_round,
    a_source,
    a_student,
    an_account,
    an_activity,
    an_agreed_match,
    an_employer,
    an_offer,
    an_offered_match,
    as_employer,
    as_student,
    offer_words,
    say,
)
from tests.builders.schools import a_booking, a_school_request
from tests.web.counting import queries_counted

# Eleven questions: who asks, what can be many, and all sorts of the rest; and the beginning.
MOST_QUERIES = 12


def an_interruption(session: Session) -> str:
    return f"/coordinator/matches/{a_match_in(session, MatchState.INTERRUPTED).id}"


def a_placement_that_goes_badly(session: Session) -> str:
    match = a_placed_match(session)
    by = as_student(match.student)
    tell_how_it_goes(session, match, Side.STUDENT, Going.BADLY, by=by, at=NOW, words="Ensamt")
    return f"/coordinator/matches/{match.id}"


def a_round_to_sign(session: Session) -> str:
    round_, by = a_round(session), a_coordinator(session)
    rounds.close_round(session, round_, by=by, at=NOW)
    rounds.request_publication(session, round_, by=by, at=NOW)
    return f"/coordinator/rounds/{round_.id}"


def a_round_to_close(session: Session) -> str:
    round_ = a_round(session)
    round_.opens_on, round_.closes_on = date(2027, 1, 1), date(2027, 2, 28)
    return f"/coordinator/rounds/{round_.id}"


def an_employer_to_verify(session: Session) -> str:
    return f"/coordinator/employers/{an_employer(session, verified=False).id}"


def somebody_to_connect(session: Session) -> str:
    employer, account = an_employer(session), an_account(session, Role.EMPLOYER)
    by = Actor(Role.EMPLOYER, account_id=account.id)
    ask_to_connect(session, employer, account, by=by, at=NOW)
    return f"/coordinator/employers/{employer.id}"


def an_offer_to_review(session: Session) -> str:
    offer = an_offer(session, published=False)
    submit_offer(session, offer, by=as_employer(offer), at=NOW)
    return f"/coordinator/offers/{offer.id}"


def a_match_to_place(session: Session) -> str:
    return f"/coordinator/matches/{an_agreed_match(session).id}"


def a_silent_match(session: Session) -> str:
    match = an_offered_match(session)
    match.reply_by = NOW
    return f"/coordinator/matches/{match.id}"


def a_place_without_candidate(session: Session) -> str:
    match = an_offered_match(session)
    say(session, match, Side.STUDENT, says_yes=False)
    return f"/coordinator/rounds/{match.round_id}/review?offer={match.offer_id}"


def a_change_to_look_at(session: Session) -> str:
    offer = an_offer(session)
    words = offer_words(title="Ett annat arbete")
    edit_offer(session, offer, words, by=Actor(Role.EMPLOYER), at=NOW)
    change = find_change(session, offer)
    assert change is not None
    return f"/coordinator/changes/{change.id}"


def an_idea_to_review(session: Session) -> str:
    student = a_student(session)
    words = IdeaWords(Kind.THESIS, "Tång", "Jag vill mäta.", Language.SWEDISH, *SUMMER)
    idea = write_idea(session, student, words, by=as_student(student), at=NOW)
    submit_idea(session, idea, by=as_student(student), at=NOW)
    return f"/coordinator/ideas/{idea.id}"


def an_enquiry_to_settle(session: Session) -> str:
    student, offer = a_student(session), an_offer(session)
    set_visibility(session, student, Visibility.ALL, by=as_student(student), at=NOW)
    by = Actor(Role.EMPLOYER, account_id=an_account(session, Role.EMPLOYER).id)
    enquire(session, offer.employer, student, offer, by=by, at=NOW)
    return f"/coordinator/students/{student.id}"


def a_teacher_who_waits(session: Session) -> str:
    return f"/coordinator/events/requests/{a_school_request(session).id}"


def classes_to_mark(session: Session) -> str:
    place = a_booking(session).session
    place.starts_at, place.ends_at = NOW - timedelta(hours=5), NOW - timedelta(hours=3)
    place.remind_at = None
    return f"/coordinator/events/{place.occasion_id}"


def somebody_to_recognise(session: Session) -> str:
    return f"/coordinator/students/{a_student(session).id}"


def a_need_to_look_at(session: Session) -> str:
    need = a_need(session)
    need.looked_at = None
    return f"/coordinator/needs/{need.id}"


def a_letter_to_tell(session: Session) -> str:
    an_employer(session, contact_email="", contact_phone="0611-1234")
    return "/coordinator/letters#letter-"


def money_to_report(session: Session) -> str:
    source = a_source(session, SourceState.GRANTED, report_due_on=NOW.date())
    return f"/coordinator/activities/{source.activity_id}"


def an_activity_to_review(session: Session) -> str:
    return f"/coordinator/activities/{an_activity(session, ActivityState.PROPOSED).id}"


WAITS = (
    an_interruption,
    a_placement_that_goes_badly,
    a_round_to_sign,
    a_round_to_close,
    an_employer_to_verify,
    somebody_to_connect,
    an_offer_to_review,
    a_change_to_look_at,
    a_match_to_place,
    a_silent_match,
    a_place_without_candidate,
    an_idea_to_review,
    an_enquiry_to_settle,
    a_need_to_look_at,
    a_teacher_who_waits,
    classes_to_mark,
    somebody_to_recognise,
    money_to_report,
    an_activity_to_review,
    a_letter_to_tell,
)


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("make", WAITS)
def test_what_waits_stands_in_the_work_list(
    client: FlaskClient, session: Session, make: Callable[[Session], str]
) -> None:
    assert "kp-empty" in client.get("/coordinator").text
    address = make(session)
    session.commit()
    page = client.get("/coordinator").text
    assert f'href="{address}' in page
    assert "kp-empty" not in page


@pytest.mark.usefixtures("coordinator")
def test_the_most_urgent_stands_first(client: FlaskClient, session: Session) -> None:
    addresses = [make(session) for make in WAITS]
    session.commit()
    page = client.get("/coordinator").text
    found = [page.index(f'href="{address}') for address in addresses]
    assert found == sorted(found)


@pytest.mark.usefixtures("coordinator")
def test_no_name_of_a_student_stands_in_the_work_list(
    client: FlaskClient, session: Session
) -> None:
    for make in WAITS:
        make(session)
    student = a_student(session, name="Vega Hemlig")
    protect(session, student, True, by=a_coordinator(session), at=NOW)
    session.commit()
    page = client.get("/coordinator").text
    assert "Vega Hemlig" not in page
    assert f"/coordinator/students/{student.id}" not in page


@pytest.mark.usefixtures("coordinator")
def test_the_work_list_asks_no_more_when_more_waits(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    counts = []
    for _time in range(2):
        for make in WAITS:
            make(session)
        session.commit()
        with queries_counted(app) as asked:
            client.get("/coordinator")
        counts.append(asked.count)
        for make in WAITS:
            make(session)
    assert counts[0] == counts[1] <= MOST_QUERIES


def test_the_first_page_of_a_coordinator_is_in_the_menu(
    client: FlaskClient, coordinator: object
) -> None:
    assert coordinator
    assert 'href="/coordinator"' in client.get("/").text
