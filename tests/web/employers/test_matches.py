"""An employer answers, meets first and withdraws; others' matches do not exist."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.employers import Employer
from models.matches import Match
from models.notices import Letter
from models.operations import profiles, students
from models.people import Account, Student
from models.words import MatchState, Reason, Role, Side
from tests.builders import (
    NOW,
    a_confirmed_match,
    a_coordinator,
    a_student,
    a_suggestion,
    an_account,
    an_agreed_match,
    an_offer,
    an_offered_match,
    as_student,
    say,
)
from tests.web.anew import look_anew
from tests.web.browsing import form_of, forms_of, send

SignIn = Callable[[Account], None]
SECRET = {"name": "Ängla Hemlig", "phone": "070-555 11 22"}


@pytest.fixture
def student(session: Session) -> Student:
    """Give a candidate with something to read about."""
    student = a_student(
        session,
        email="angla@example.org",
        text="Jag målar båtar.",
        programme="Informatik",
        **SECRET,
    )
    profiles.set_skills(session, student, {"svetsning": 4}, by=as_student(student), at=NOW)
    return student


@pytest.fixture
def match(session: Session, employer: Employer, student: Student) -> Match:
    """Give a match that waits for both."""
    match = an_offered_match(session, offer=an_offer(session, employer=employer), student=student)
    session.commit()
    return match


def page_of(match: Match) -> str:
    return f"/employer/matches/{match.id}"


def answer(client: FlaskClient, match: Match, **values: Any) -> Any:
    """Send one of the two forms of the answer."""
    form = form_of(client.get(page_of(match)), f"{page_of(match)}/answer")
    return send(client, form, **values)


def test_the_candidate_is_read_about_without_a_name(
    client: FlaskClient, match: Match, student: Student
) -> None:
    page = client.get(page_of(match)).text
    for words in ("Informatik", "svetsning", "Jag målar båtar.", "Swedish", student.number):
        assert words in page
    for secret in ("Ängla", "angla@example.org", "070-555"):
        assert secret not in page
    assert "Answer by Monday 15 March 2027." in page


def test_both_yes_share_the_contacts(session: Session, client: FlaskClient, match: Match) -> None:
    assert answer(client, match, says="yes").location == page_of(match)
    page = client.get(page_of(match)).text
    assert "we wait for the student" in page
    assert "Ängla" not in page
    look_anew(session)
    say(session, match, Side.STUDENT)
    session.commit()
    page = client.get(page_of(match)).text
    for shared in ("Ängla Hemlig", "angla@example.org", "070-555 11 22"):
        assert shared in page


def test_a_protected_student_is_reached_through_the_working_group(
    session: Session, client: FlaskClient, match: Match, student: Student
) -> None:
    students.protect(session, student, is_protected=True, by=a_coordinator(session), at=NOW)
    for side in Side:
        say(session, match, side)
    session.commit()
    page = client.get(page_of(match)).text
    assert "The working group passes on" in page
    for secret in ("Ängla", "angla@example.org", "070-555", "Jag målar båtar."):
        assert secret not in page
    assert "Ängla" not in client.get("/employer").text


def test_a_no_has_a_reason_and_ends_it(session: Session, client: FlaskClient, match: Match) -> None:
    refused = answer(client, match, says="no", reason="", words="Vi söker någon med körkort, åäö.")
    assert refused.status_code == 422
    assert "Vi söker någon med körkort, åäö." in refused.text
    assert '<details class="kp-confirm" open>' in refused.text
    taken = answer(client, match, says="no", reason="skills", words="Körkort behövs.")
    assert taken.status_code == 303
    look_anew(session)
    assert (match.state, match.reason) == (MatchState.DECLINED, Reason.SKILLS)
    page = client.get(page_of(match)).text
    assert "You said no" in page
    assert "Jag målar båtar." not in page


@pytest.mark.parametrize(
    "values", [{}, {"says": "maybe"}, {"says": "no", "reason": "gold"}, {"says": "no"}]
)
def test_half_an_answer_gets_words(
    session: Session, client: FlaskClient, match: Match, values: dict[str, str]
) -> None:
    refused = answer(client, match, **values)
    assert refused.status_code == 422
    assert "kp-errors" in refused.text
    look_anew(session)
    assert match.answers == []


def test_a_yes_sent_twice_is_one_answer(
    session: Session, client: FlaskClient, match: Match
) -> None:
    form = form_of(client.get(page_of(match)), f"{page_of(match)}/answer")
    answers = [send(client, form, says="yes") for _each in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    look_anew(session)
    assert [(each.side, each.says_yes) for each in match.answers] == [(Side.EMPLOYER, True)]


def test_whoever_said_yes_cannot_say_no_instead(client: FlaskClient, match: Match) -> None:
    form = form_of(client.get(page_of(match)), f"{page_of(match)}/answer")
    send(client, form, says="yes")
    again = form_of(client.get("/employer"), "/logout").values["csrf_token"]
    answer_no = {"says": "no", "reason": "skills", "words": "", "csrf_token": again}
    late = client.post(f"{page_of(match)}/answer", data=answer_no)
    assert late.status_code == 409
    assert "The first answer stands." in late.text


def test_a_place_that_went_to_another_is_told_kindly(
    session: Session, client: FlaskClient, match: Match
) -> None:
    form = form_of(client.get(page_of(match)), f"{page_of(match)}/answer")
    an_agreed_match(session, offer=match.offer)
    session.commit()
    late = send(client, form, says="yes")
    assert late.status_code == 409
    page = client.get(page_of(match)).text
    assert "went to another candidate" in page
    assert not any(form.action.endswith("/answer") for form in forms_of(page))


def test_meeting_first_shares_contacts_once_and_gives_time(
    session: Session, client: FlaskClient, match: Match
) -> None:
    form = form_of(client.get(page_of(match)), f"{page_of(match)}/meet")
    sent = [send(client, form) for _each in range(2)]
    assert [each.location for each in sent] == [page_of(match)] * 2
    page = client.get(page_of(match)).text
    assert "Ängla Hemlig" in page
    assert "Answer by Wednesday 31 March 2027." in page
    assert not any(form.action.endswith("/meet") for form in forms_of(page))
    letters = session.scalars(select(Letter.subject).where(Letter.match_id == match.id)).all()
    assert letters.count("match_meeting_student") == 1


@pytest.mark.parametrize("state", [MatchState.OFFERED, MatchState.AGREED])
def test_a_match_is_withdrawn_with_a_reason(
    session: Session, client: FlaskClient, employer: Employer, state: MatchState
) -> None:
    make = an_agreed_match if state is MatchState.AGREED else an_offered_match
    match = make(session, offer=an_offer(session, employer=employer))
    session.commit()
    address = f"{page_of(match)}/withdraw"
    form = form_of(client.get(address), address)
    assert send(client, form, reason="").status_code == 422
    form = form_of(client.get(address), address)
    assert send(client, form, reason="no_longer_offered").location == page_of(match)
    look_anew(session)
    assert match.state is MatchState.WITHDRAWN
    assert match.offer.places_taken == 0
    assert client.get(address).status_code == 409


def test_reasons_are_given_without_what_the_student_ranked(
    session: Session, client: FlaskClient, employer: Employer, student: Student
) -> None:
    offer = an_offer(session, employer=employer)
    suggestion = a_suggestion(session, student=student, offer=offer)
    match = an_offered_match(session, offer=offer, student=student)
    match.suggestion_id = suggestion.id
    session.commit()
    page = client.get(page_of(match)).text
    assert "wish" not in page.lower()


VERBS = ("answer", "meet", "withdraw", "interrupt", "complete", "evaluate")


def test_a_match_of_another_does_not_exist(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    other = an_offered_match(session)
    own_unknown = a_confirmed_match(session, offer=an_offer(session, employer=employer))
    session.commit()
    token = form_of(client.get("/employer"), "/logout").values["csrf_token"]
    for number in (other.id, own_unknown.id, 999_999):
        assert client.get(f"/employer/matches/{number}").status_code == 404
        for verb in VERBS:
            sent = client.post(f"/employer/matches/{number}/{verb}", data={"csrf_token": token})
            assert sent.status_code == 404
    look_anew(session)
    assert other.answers == []


@pytest.mark.parametrize("role", [Role.STUDENT, Role.COORDINATOR, Role.STEERING, Role.ADMIN])
def test_the_pages_do_not_exist_for_other_roles(
    session: Session, client: FlaskClient, sign_in: SignIn, role: Role
) -> None:
    match = an_offered_match(session)
    sign_in(an_account(session, role))
    assert client.get(page_of(match)).status_code == 404


def test_somebody_signed_out_is_led_to_sign_in(session: Session, client: FlaskClient) -> None:
    match = an_offered_match(session)
    session.commit()
    assert client.get(page_of(match)).location == f"/login?next={page_of(match)}"
