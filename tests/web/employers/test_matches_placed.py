"""A placement ends early or is carried through, and the employer tells how it went."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.employers import Employer
from models.matches import Evaluation, Match
from models.operations import placements, profiles, students
from models.people import Student
from models.words import MatchState, Side
from tests.builders import (
    NOW,
    SUMMER,
    a_coordinator,
    a_placed_match,
    a_student,
    an_offer,
    as_student,
)
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send

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


def page_of(match: Match) -> str:
    return f"/employer/matches/{match.id}"


@pytest.fixture
def placed(session: Session, employer: Employer, student: Student) -> Match:
    """Give a match whose student has begun."""
    match = a_placed_match(session, offer=an_offer(session, employer=employer), student=student)
    session.commit()
    return match


def test_a_placement_that_ended_early_is_told(
    session: Session, client: FlaskClient, placed: Match
) -> None:
    address = f"{page_of(placed)}/interrupt"
    form = form_of(client.get(address), address)
    assert send(client, form, on="", reason="").status_code == 422
    form = form_of(client.get(address), address)
    sent = send(client, form, on=str(SUMMER[0]), reason="did_not_work_out", words="Fel båt, å ä ö.")
    assert sent.location == page_of(placed)
    look_anew(session)
    assert (placed.state, placed.interrupted_on) == (MatchState.INTERRUPTED, SUMMER[0])
    page = client.get(page_of(placed)).text
    assert "The placement ended early, on 7 June 2027." in page
    assert "angla@example.org" not in page


def test_a_placement_is_completed_and_told_of(
    session: Session, client: FlaskClient, placed: Match
) -> None:
    form = form_of(client.get(page_of(placed)), "/complete")
    evaluate = f"{page_of(placed)}/evaluate"
    assert send(client, form).location == evaluate
    form = form_of(client.get(evaluate), evaluate)
    assert send(client, form, words="Bra!").status_code == 422
    form = form_of(client.get(evaluate), evaluate)
    told = {"rating": "5", "would_again": "y", "words": "Välkommen åter, Ängla."}
    for _each in range(2):
        assert send(client, form, **told).location == page_of(placed)
    [evaluation] = session.scalars(select(Evaluation).where(Evaluation.match_id == placed.id))
    assert (evaluation.side, evaluation.rating, evaluation.would_again) == (Side.EMPLOYER, 5, True)
    assert "told us already" in client.get(evaluate).text
    token = form_of(client.get("/employer"), "/logout").values["csrf_token"]
    again = client.post(evaluate, data={**told, "rating": "1", "csrf_token": token})
    assert again.status_code == 409


def test_nothing_is_asked_before_it_is_completed(client: FlaskClient, placed: Match) -> None:
    assert "rating" not in client.get(f"{page_of(placed)}/evaluate").text


def test_somebody_who_left_is_not_read_about_any_more(
    session: Session, client: FlaskClient, placed: Match, student: Student
) -> None:
    assert "Ängla Hemlig" in client.get(page_of(placed)).text
    students.leave(session, student, by=as_student(student), at=NOW)
    session.commit()
    page = client.get(page_of(placed)).text
    for secret in ("Ängla", "angla@example.org", "070-555", "Jag målar båtar.", "svetsning"):
        assert secret not in page
    assert "Ängla" not in client.get("/employer").text


def test_a_completed_match_told_by_nobody_is_asked_for(
    session: Session, client: FlaskClient, placed: Match
) -> None:
    placements.complete(session, placed, by=a_coordinator(session), at=NOW)
    session.commit()
    assert "How did it go?" in client.get(page_of(placed)).text
