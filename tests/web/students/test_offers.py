"""Offers as a student reads them: with reasons, filters, and what the student says."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.operations import offers as operations
from models.people import Account, Student
from models.queries.students import find_interest, find_student_of_account
from models.words import CEFR, Choice, Kind, Language, MatchState, Remote, Role
from tests.builders import (
    a_coordinator,
    a_match_in,
    a_suggestion,
    an_account,
    an_offer,
    an_offered_match,
)
from tests.builders.time import NOW
from tests.web.browsing import form_of, send
from tests.web.databases import on_both
from tests.web.students.looking import look_anew

pytestmark = on_both

LIST = "/student/offers"


def say(client: FlaskClient, offer_id: int, **words: Any) -> TestResponse:
    """Press a button on an offer's page."""
    page = client.get(f"{LIST}/{offer_id}")
    return send(client, form_of(page, f"{LIST}/{offer_id}/interest"), **words)


def choice_of(
    session: Session, student: Student, offer_id: int
) -> tuple[Choice, int | None] | None:
    """Give what a student has said of an offer, and its rank."""
    look_anew(session)
    said = find_interest(session, student.id, offer_id)
    return (said.choice, said.rank) if said else None


def test_an_offer_is_shown_with_how_it_fits(
    session: Session, client: FlaskClient, student: Student
) -> None:
    suggestion = a_suggestion(session, student=student)
    session.commit()
    for page in (LIST, f"{LIST}/{suggestion.offer_id}", "/student"):
        answer = client.get(page)
        assert answer.status_code == 200
        assert "kp-strength" in answer.text, page
    # The numbers are behind a button, not first.
    assert "<details" in client.get(f"{LIST}/{suggestion.offer_id}").text


def test_what_no_run_has_seen_is_said_to_be_so(
    session: Session, client: FlaskClient, student: Student
) -> None:
    offer = an_offer(session)
    session.commit()
    for page in (LIST, f"{LIST}/{offer.id}"):
        text = client.get(page).text
        assert "kp-strength" not in text
        assert "Inte prövat än" in text


def test_what_a_run_saw_and_left_out_is_not_called_new(
    session: Session, client: FlaskClient, student: Student
) -> None:
    left_out = an_offer(session)
    a_suggestion(session)
    session.commit()
    text = client.get(f"{LIST}/{left_out.id}").text
    assert "Inte bland det som passar dig bäst" in text


def test_how_others_fit_is_nobody_elses(
    session: Session, client: FlaskClient, student: Student
) -> None:
    suggestion = a_suggestion(session)
    session.commit()
    assert "kp-strength" not in client.get(f"{LIST}/{suggestion.offer_id}").text


def test_what_fits_best_stands_first(
    session: Session, client: FlaskClient, student: Student
) -> None:
    first, second = an_offer(session, title="Först ut"), an_offer(session, title="Passar bäst")
    a_suggestion(session, student=student, offer=second)
    session.commit()
    text = client.get(LIST).text
    assert first.id < second.id
    assert text.index("Passar bäst") < text.index("Först ut")


def test_the_list_keeps_to_what_is_asked_for(
    session: Session, client: FlaskClient, student: Student
) -> None:
    an_offer(session, title="Varvet i norr", place="2280")
    an_offer(session, title="Mentor i söder", place="2281", kind=Kind.MENTORSHIP)
    session.commit()
    asked = {
        "?kind=mentorship": ("Mentor i söder", "Varvet i norr"),
        "?place=2280": ("Varvet i norr", "Mentor i söder"),
        "?words=NORR": ("Varvet i norr", "Mentor i söder"),
    }
    for query, (there, not_there) in asked.items():
        text = client.get(LIST + query).text
        assert there in text, query
        assert not_there not in text, query
    assert "kp-empty" in client.get(f"{LIST}?words=ingenting").text
    assert "kp-empty" in client.get(f"{LIST}?said=interested").text


def test_the_list_keeps_to_where_when_and_in_which_language(
    session: Session, client: FlaskClient, student: Student
) -> None:
    an_offer(
        session,
        title="Sommar på kajen",
        languages={"sv": CEFR.B2, "en": CEFR.B1},
        starts_on=date(2027, 6, 7),
        ends_on=date(2027, 8, 20),
    )
    an_offer(
        session,
        title="Autumn from home",
        remote=Remote.REMOTE,
        language=Language.ENGLISH,
        languages={"en": CEFR.B2},
        starts_on=date(2027, 9, 1),
        ends_on=date(2027, 12, 20),
    )
    session.commit()
    summer, autumn = "Sommar på kajen", "Autumn from home"
    asked = {
        "?remote=remote": (autumn, summer),
        "?remote=onsite": (summer, autumn),
        "?enough=en": (autumn, summer),
        "?from=2027-09-01": (autumn, summer),
        "?until=2027-08-20": (summer, autumn),
    }
    for query, (there, not_there) in asked.items():
        text = client.get(LIST + query).text
        assert there in text, query
        assert not_there not in text, query
    # Swedish alone is not enough for what asks for English too.
    assert "kp-empty" in client.get(f"{LIST}?enough=sv").text
    assert 'value="2027-09-01"' in client.get(f"{LIST}?from=2027-09-01").text


def test_what_asks_for_no_language_is_done_in_the_one_it_is_written_in(
    session: Session, client: FlaskClient, student: Student
) -> None:
    an_offer(session, title="Helt på svenska", language=Language.SWEDISH, languages={})
    session.commit()
    assert "Helt på svenska" in client.get(f"{LIST}?enough=sv").text
    assert "Helt på svenska" not in client.get(f"{LIST}?enough=en").text


@pytest.mark.parametrize(
    "query",
    [
        "?from=2027-02-30&until=x",
        "?remote=moon&enough=la",
        "?kind=boat",
        "?place=" + "9" * 500,
        "?words=" + "%25_" * 400,
        "?said=x&page=-3",
    ],
)
def test_whatever_the_address_asks_there_is_an_answer(
    session: Session, client: FlaskClient, student: Student, query: str
) -> None:
    assert client.get(LIST + query).status_code == 200


@pytest.mark.parametrize("choice", list(Choice))
def test_a_student_says_what_an_offer_is_to_them_and_takes_it_back(
    session: Session, client: FlaskClient, student: Student, choice: Choice
) -> None:
    offer = an_offer(session)
    session.commit()
    answer = say(client, offer.id, choice=choice.value)
    assert (answer.status_code, answer.location) == (303, f"{LIST}/{offer.id}")
    assert choice_of(session, student, offer.id) == (choice, None)
    text = client.get(f"{LIST}?said={choice.value}").text
    assert offer.title in text
    say(client, offer.id, choice="")
    assert choice_of(session, student, offer.id) is None


def test_a_button_in_the_list_leads_back_to_the_list(
    session: Session, client: FlaskClient, student: Student
) -> None:
    offer = an_offer(session)
    session.commit()
    page = client.get(f"{LIST}?kind=internship")
    form = form_of(page, f"{LIST}/{offer.id}/interest")
    answer = send(client, form, choice="interested")
    assert answer.location == f"{LIST}?kind=internship#offer-{offer.id}"


def test_no_button_leads_to_another_site(
    session: Session, client: FlaskClient, student: Student
) -> None:
    offer = an_offer(session)
    session.commit()
    answer = say(client, offer.id, choice="interested", next="//evil.example/x")
    assert answer.location.startswith("/")
    assert "evil" not in answer.location


def test_ranks_close_up_and_make_room(
    session: Session, client: FlaskClient, student: Student
) -> None:
    one, two, three = (an_offer(session) for _each in range(3))
    session.commit()
    for number, offer in enumerate((one, two, three), start=1):
        say(client, offer.id, choice="interested", rank=str(number))
    say(client, three.id, choice="interested", rank="1")
    ranks = {offer.id: choice_of(session, student, offer.id) for offer in (one, two, three)}
    assert ranks == {
        three.id: (Choice.INTERESTED, 1),
        one.id: (Choice.INTERESTED, 2),
        two.id: (Choice.INTERESTED, 3),
    }
    say(client, one.id, choice="not_for_me")
    assert choice_of(session, student, two.id) == (Choice.INTERESTED, 2)


@pytest.mark.parametrize(
    "words",
    [{"choice": "maybe"}, {"choice": "interested", "rank": "0"},
     {"choice": "interested", "rank": "först"}, {"choice": "x" * 20_000}],
)  # fmt: skip
def test_what_cannot_be_said_is_refused(
    session: Session, client: FlaskClient, student: Student, words: dict[str, str]
) -> None:
    offer = an_offer(session)
    session.commit()
    assert say(client, offer.id, **words).status_code == 422
    assert choice_of(session, student, offer.id) is None


def test_what_is_not_published_is_not_there(
    session: Session, client: FlaskClient, student: Student
) -> None:
    hidden, shown = an_offer(session, published=False), an_offer(session)
    session.commit()
    old = form_of(client.get(f"{LIST}/{shown.id}"), "/interest")
    operations.withdraw_offer(session, shown, by=a_coordinator(session), at=NOW)
    session.commit()
    assert client.get(f"{LIST}/{hidden.id}").status_code == 404
    assert client.get(f"{LIST}/{shown.id}").status_code == 404
    assert send(client, old, choice="interested").status_code == 404
    assert choice_of(session, student, shown.id) is None


def test_where_there_is_a_match_its_page_is_named(
    session: Session, client: FlaskClient, student: Student
) -> None:
    match = an_offered_match(session, student=student)
    session.commit()
    for page in (LIST, f"{LIST}/{match.offer_id}"):
        assert f"/student/matches/{match.id}" in client.get(page).text


def test_saying_something_begins_a_profile(
    session: Session, client: FlaskClient, sign_in: Callable[[Account], None]
) -> None:
    account, offer = an_account(session, Role.STUDENT), an_offer(session)
    sign_in(account)
    assert say(client, offer.id, choice="interested").status_code == 303
    look_anew(session)
    known = find_student_of_account(session, account.id)
    assert known is not None
    assert [each.offer_id for each in known.interests] == [offer.id]


@pytest.mark.parametrize("state", [MatchState.CONFIRMED, MatchState.REJECTED])
def test_what_nobody_is_told_of_is_not_told_of(
    session: Session, client: FlaskClient, sign_in: Callable[[Account], None], state: MatchState
) -> None:
    match = a_match_in(session, state)
    assert match.student.account is not None
    sign_in(match.student.account)
    for page in ("/student", LIST, f"{LIST}/{match.offer_id}"):
        assert "/student/matches/" not in client.get(page).text
