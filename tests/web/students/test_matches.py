"""A student's match: read, answered, withdrawn from, stopped early and looked back on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.actors import SYSTEM
from models.matches import Match
from models.operations import answers, matches
from models.people import Account, Student
from models.queries.letters import list_letters_of_match
from models.queries.matches import get_match
from models.words import MatchState, Reason, Side
from tests.builders import (
    NOW,
    SUMMER,
    a_match_in,
    a_placed_match,
    an_agreed_match,
    an_offer,
    an_offered_match,
    as_employer,
    say,
)
from tests.web.browsing import Form, form_of, forms_of, send
from tests.web.students.looking import look_anew

SignIn = Callable[[Account], None]
KNOWN = [state for state in MatchState if state not in {MatchState.CONFIRMED, MatchState.REJECTED}]
NO = {"says": "no", "reason": "place"}
HUGE = "å" * 20_000


@pytest.fixture
def offered(session: Session, student: Student) -> Match:
    """Give a match that waits for both."""
    match = an_offered_match(session, student=student)
    session.commit()
    return match


def path(match: Match, what: str = "") -> str:
    """Give the address of a match, or of one of its moves."""
    return f"/student/matches/{match.id}{what}"


def answer(client: FlaskClient, match: Match, **words: Any) -> TestResponse:
    """Press yes or no on the page of a match."""
    return send(client, form_of(client.get(path(match)), path(match, "/answer")), **words)


def state_of(session: Session, match: Match) -> MatchState:
    """Give where a match stands now."""
    look_anew(session)
    return get_match(session, match.id).state


def given(session: Session, match: Match) -> list[tuple[Side, bool]]:
    """Give the answers that are written down."""
    look_anew(session)
    return [(each.side, each.says_yes) for each in get_match(session, match.id).answers]


@pytest.mark.parametrize("state", KNOWN)
def test_a_match_is_shown_wherever_it_stands(
    session: Session, client: FlaskClient, sign_in: SignIn, state: MatchState
) -> None:
    match = a_match_in(session, state)
    assert match.student.account is not None
    sign_in(match.student.account)
    page = client.get(path(match))
    assert page.status_code == 200
    assert match.offer.title in page.text
    assert "kp-timeline" in page.text
    for what in ("/withdraw", "/interrupt", "/evaluate"):
        assert client.get(path(match, what)).status_code == 200, what


@pytest.mark.parametrize("state", [MatchState.CONFIRMED, MatchState.REJECTED])
def test_what_the_student_is_not_told_of_is_not_there(
    session: Session, client: FlaskClient, sign_in: SignIn, state: MatchState
) -> None:
    match = a_match_in(session, state)
    assert match.student.account is not None
    sign_in(match.student.account)
    assert client.get(path(match)).status_code == 404


def test_it_says_until_when_with_day_and_date(client: FlaskClient, offered: Match) -> None:
    text = client.get(path(offered)).text
    assert "måndag 15 mars 2027" in text


def test_a_yes_is_written_down_and_waits_for_the_employer(
    session: Session, client: FlaskClient, offered: Match
) -> None:
    assert answer(client, offered, says="yes").location == path(offered)
    assert given(session, offered) == [(Side.STUDENT, True)]
    assert state_of(session, offered) is MatchState.OFFERED
    page = client.get(path(offered))
    assert not any(form.action == path(offered, "/answer") for form in forms_of(page))
    assert "kp-needs" not in page.text


def test_the_second_yes_agrees_and_shows_how_to_reach_the_employer(
    session: Session, client: FlaskClient, offered: Match
) -> None:
    contact = offered.offer.contact
    assert contact is not None
    say(session, offered, Side.EMPLOYER)
    session.commit()
    assert contact.email not in client.get(path(offered)).text
    answer(client, offered, says="yes")
    assert state_of(session, offered) is MatchState.AGREED
    assert contact.email in client.get(path(offered)).text


def test_an_employer_who_wants_to_meet_is_reached_before_the_yes(
    session: Session, client: FlaskClient, offered: Match
) -> None:
    contact = offered.offer.contact
    assert contact is not None
    answers.ask_to_meet(session, offered, by=as_employer(offered.offer), at=NOW)
    session.commit()
    assert contact.email in client.get(path(offered)).text


def test_a_no_has_a_reason(session: Session, client: FlaskClient, offered: Match) -> None:
    refused = answer(client, offered, says="no", reason="", words="Hinner inte")
    assert refused.status_code == 422
    assert "Hinner inte" in refused.text
    assert given(session, offered) == []
    answer(client, offered, **NO, words="Hinner inte")
    assert given(session, offered) == [(Side.STUDENT, False)]
    known = get_match(session, offered.id)
    assert (known.state, known.reason) == (MatchState.DECLINED, Reason.PLACE)
    assert "Hinner inte" not in client.get(path(offered)).text


@pytest.mark.parametrize(
    "words",
    [{}, {"says": "perhaps"}, {"says": "no", "reason": "weather"}, {**NO, "words": HUGE}],
)
def test_an_answer_that_cannot_be_read_is_refused_and_kept(
    session: Session, client: FlaskClient, offered: Match, words: dict[str, str]
) -> None:
    refused = answer(client, offered, **words)
    assert refused.status_code == 422
    assert words.get("words", "") in refused.text
    assert given(session, offered) == []


def test_yes_clicked_twice_is_one_yes(
    session: Session, client: FlaskClient, offered: Match
) -> None:
    form = form_of(client.get(path(offered)), path(offered, "/answer"))
    again = Form(form.action, "post", {**form.values, "form_key": "from another tab"})
    for each in (form, form, again):
        assert send(client, each, says="yes").status_code == 303
    assert given(session, offered) == [(Side.STUDENT, True)]


def test_a_yes_after_a_no_is_refused_in_words(
    session: Session, client: FlaskClient, offered: Match
) -> None:
    yes = form_of(client.get(path(offered)), path(offered, "/answer"))
    answer(client, offered, **NO)
    refused = send(client, yes, says="yes")
    assert refused.status_code == 409
    assert "Det första svaret gäller" in refused.text
    assert given(session, offered) == [(Side.STUDENT, False)]
    assert state_of(session, offered) is MatchState.DECLINED


def test_the_same_form_with_another_answer_is_refused(
    session: Session, client: FlaskClient, offered: Match
) -> None:
    form = form_of(client.get(path(offered)), path(offered, "/answer"))
    send(client, form, says="yes")
    assert send(client, form, **NO).status_code == 409
    assert given(session, offered) == [(Side.STUDENT, True)]


def test_nobody_answers_after_the_day_is_over(
    session: Session, client: FlaskClient, student: Student
) -> None:
    match = an_offered_match(session, student=student, at=NOW - timedelta(days=30))
    session.commit()
    assert answer(client, match, says="yes").status_code == 409
    assert given(session, match) == []


def test_a_yes_for_a_place_that_went_to_another_is_refused_in_words(
    session: Session, client: FlaskClient, student: Student
) -> None:
    offer = an_offer(session)
    mine = an_offered_match(session, student=student, offer=offer)
    session.commit()
    form = form_of(client.get(path(mine)), path(mine, "/answer"))
    matches.fill(session, mine, at=NOW)
    session.commit()
    assert send(client, form, says="yes").status_code == 409
    assert state_of(session, mine) is MatchState.FILLED


def test_what_cannot_be_done_beside_it_is_named(
    session: Session, client: FlaskClient, offered: Match
) -> None:
    offer = an_offer(session, title="Krockar i tid")
    other = an_offered_match(session, student=offered.student, offer=offer)
    session.commit()
    assert path(other) in client.get(path(offered)).text


def test_withdrawing_asks_for_a_reason_and_tells_the_employer(
    session: Session, client: FlaskClient, student: Student
) -> None:
    match = an_agreed_match(session, student=student)
    session.commit()
    form = form_of(client.get(path(match, "/withdraw")), path(match, "/withdraw"))
    refused = send(client, form, reason="", words="Flyttar till Kiruna")
    assert refused.status_code == 422
    assert "Flyttar till Kiruna" in refused.text
    done = send(client, form_of(refused, path(match, "/withdraw")), reason="found_other")
    assert done.location == path(match)
    assert state_of(session, match) is MatchState.WITHDRAWN
    letters = [letter.subject for letter in list_letters_of_match(session, match.id)]
    assert letters.count("match_withdrawn_employer") == 1
    page = client.get(path(match, "/withdraw"))
    assert not any(form.action == path(match, "/withdraw") for form in forms_of(page))


def test_stopping_early_asks_for_day_and_reason(
    session: Session, client: FlaskClient, student: Student
) -> None:
    match = a_placed_match(session, student=student)
    session.commit()
    form = form_of(client.get(path(match, "/interrupt")), path(match, "/interrupt"))
    told = {"on": SUMMER[0].isoformat(), "reason": "did_not_work_out"}
    for wrong in ({**told, "on": "igår"}, {**told, "reason": ""}, {**told, "words": HUGE}):
        assert send(client, form, **wrong).status_code == 422
    assert send(client, form, **told).location == path(match)
    assert state_of(session, match) is MatchState.INTERRUPTED
    assert get_match(session, match.id).interrupted_on == SUMMER[0]


def test_a_completed_one_is_looked_back_on_once(
    session: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    match = a_match_in(session, MatchState.COMPLETED)
    assert match.student.account is not None
    sign_in(match.student.account)
    assert path(match, "/evaluate") in client.get("/student").text
    form = form_of(client.get(path(match, "/evaluate")), path(match, "/evaluate"))
    assert send(client, form, rating="6").status_code == 422
    refused = send(client, form, words="Bra fika")
    assert refused.status_code == 422
    assert "Bra fika" in refused.text
    told = {"rating": "5", "would_again": "y", "words": "Bra fika"}
    again = Form(form.action, "post", {**form.values, "form_key": "from another tab"})
    assert send(client, form, **told).location == path(match)
    assert send(client, form, **told).status_code == 303
    assert send(client, again, **told).status_code == 409
    look_anew(session)
    assert [each.rating for each in get_match(session, match.id).evaluations] == [5]
    assert path(match, "/evaluate") not in client.get("/student").text


@pytest.mark.parametrize("what", ["/answer", "/withdraw", "/interrupt", "/evaluate"])
def test_a_form_from_a_page_that_is_too_old_is_refused_in_words(
    session: Session, client: FlaskClient, student: Student, what: str
) -> None:
    match = an_offered_match(session, student=student)
    session.commit()
    token = form_of(client.get("/student"), "/language").values["csrf_token"]
    matches.withdraw(session, match, by=SYSTEM, at=NOW, reason=Reason.OTHER)
    session.commit()
    told = {"says": "yes", "reason": "other", "on": "2027-06-07", "rating": "3"}
    sent = send(client, Form(path(match, what), "post", {"csrf_token": token, **told}))
    assert sent.status_code == 409
    assert state_of(session, match) is MatchState.WITHDRAWN
