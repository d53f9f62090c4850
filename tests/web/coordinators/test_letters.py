"""News that no letter tells: who is told what, and that it is noted by whom."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import NotAllowed, WrongState
from models.operations.letters import begin_sending, mark_failed, queue, tell_in_person
from models.operations.students import protect
from models.people import Account
from models.queries.events import list_events_of
from models.queries.letters import list_letters_held, list_letters_of_match
from models.words import LetterState, Role
from tests.builders import (
    NOW,
    a_coordinator,
    a_student,
    an_employer,
    an_offer,
    an_offered_match,
)
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from tests.web.counting import queries_counted

PAGE = "/coordinator/letters"


def an_employer_without_address(session: Session, name: str = "Varvet vid kajen") -> None:
    offer = an_offer(
        session,
        employer=an_employer(session, name=name, contact_email="", contact_phone="0611-5566"),
    )
    an_offered_match(session, offer=offer)


@pytest.mark.usefixtures("coordinator")
def test_whom_to_tell_what_and_how_they_are_reached(client: FlaskClient, session: Session) -> None:
    an_employer_without_address(session)
    session.commit()
    page = client.get(PAGE).text
    for words in ("Kim Lind, Varvet vid kajen", "0611-5566", "Sommar på varvet"):
        assert words in page


@pytest.mark.usefixtures("coordinator")
def test_a_letter_that_was_not_delivered_stands_there_too(
    client: FlaskClient, session: Session
) -> None:
    employer = an_employer(session)
    letter = queue(session, "employer_verified", employer.contacts[0], at=NOW)
    assert letter is not None
    for _try in range(6):
        begin_sending(session, letter, at=NOW)
        mark_failed(session, letter, "550 no such user", at=NOW)
    session.commit()
    page = client.get(PAGE).text
    assert employer.shown_name in page
    assert employer.contacts[0].email in page


@pytest.mark.usefixtures("coordinator")
def test_nothing_that_identifies_the_protected_stands_in_the_list(
    client: FlaskClient, session: Session
) -> None:
    student = a_student(session, name="Hemlig Person", phone="0709999999", email="h@example.org")
    protect(session, student, True, by=a_coordinator(session), at=NOW)
    an_offer_match = an_offered_match(session, student=student)
    session.commit()
    assert an_offer_match.student is student
    page = client.get(PAGE).text
    assert student.number in page
    for words in ("Hemlig", "0709999999", "h@example.org"):
        assert words not in page


def test_what_is_told_is_noted_once_with_who_told_it(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    an_employer_without_address(session)
    session.commit()
    letters = list_letters_held(session)
    form = form_of(client.get(PAGE), f"/letters/{letters[-1].id}/told")
    assert [send(client, form).status_code for _again in range(2)] == [303, 303]
    look_anew(session)
    assert letters[-1].state is LetterState.SENT
    told = list_events_of(session, "letter", letters[-1].id)
    assert [(event.verb, event.account_id) for event in told] == [("told", coordinator.id)]
    assert len(list_letters_held(session)) == len(letters) - 1


@pytest.mark.usefixtures("coordinator")
def test_what_was_told_is_not_told_again(client: FlaskClient, session: Session) -> None:
    an_employer_without_address(session)
    session.commit()
    page = client.get(PAGE)
    address = f"/letters/{list_letters_held(session)[-1].id}/told"
    send(client, form_of(page, address))
    assert send(client, form_of(page, address), form_key="another").status_code == 409


def test_only_a_coordinator_tells_and_only_what_no_job_sends(session: Session) -> None:
    employer = an_employer(session)
    letter = queue(session, "employer_verified", employer.contacts[0], at=NOW)
    assert letter is not None
    with pytest.raises(WrongState):
        tell_in_person(session, letter, by=a_coordinator(session), at=NOW)
    letter.state = LetterState.HELD
    with pytest.raises(NotAllowed):
        tell_in_person(session, letter, by=Actor(Role.ADMIN), at=NOW)
    assert letter.state is LetterState.HELD


@pytest.mark.usefixtures("coordinator")
def test_a_longer_list_asks_no_more(app: Flask, client: FlaskClient, session: Session) -> None:
    counts = []
    for number in range(2):
        for time in range(3):
            an_employer_without_address(session, name=f"Varvet {number} {time}")
        session.commit()
        with queries_counted(app) as asked:
            client.get(PAGE)
        counts.append(asked.count)
    assert counts[0] == counts[1]


@pytest.mark.usefixtures("coordinator")
def test_a_letter_is_printed_in_either_language_for_who_has_no_address(
    client: FlaskClient, session: Session
) -> None:
    an_employer_without_address(session)
    session.commit()
    page = client.get(PAGE).text
    held = {letter.subject: letter for letter in list_letters_held(session)}
    address = f"/coordinator/letters/{held['match_offered_employer'].id}/paper"
    assert f'href="{address}/sv"' in page
    swedish, english = client.get(f"{address}/sv").text, client.get(f"{address}/en").text
    assert "Det här brevet kommer på papper" in swedish
    assert "This letter comes on paper" in english
    for paper in (swedish, english):
        assert "Kim Lind, Varvet vid kajen" in paper
        assert "Sommar på varvet" in paper
        # Nobody reads a secret link off a desk, and none is made.
        assert "/a/" not in paper


@pytest.mark.usefixtures("coordinator")
def test_a_letter_that_mail_brings_is_not_printed(client: FlaskClient, session: Session) -> None:
    match = an_offered_match(session)
    session.commit()
    letters = list_letters_of_match(session, match.id)
    assert letters
    for letter in letters:
        assert client.get(f"/coordinator/letters/{letter.id}/paper/sv").status_code == 404
