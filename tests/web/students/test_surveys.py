"""A student answers what came of it, leaves a private address and tells of their path."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Student
from models.queries.paths import list_path_steps
from models.queries.surveys import find_survey_address
from models.words import Stage, SurveyState
from tests.builders import an_asked_survey
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from tests.web.links.test_surveys import TOLD


def test_what_is_asked_stands_first_and_is_answered_once(
    session: Session, client: FlaskClient, student: Student
) -> None:
    survey = an_asked_survey(session, student)
    other = an_asked_survey(session)
    session.commit()
    address = f"/student/surveys/{survey.id}"
    assert address in client.get("/student/surveys").text
    assert client.get(f"/student/surveys/{other.id}").status_code == 404
    form = form_of(client.get(address), address)
    assert send(client, form, **{**TOLD, "degree": ""}).status_code == 422
    assert send(client, form, **TOLD).status_code == 303
    look_anew(session)
    assert survey.state is SurveyState.ANSWERED


def test_an_address_is_kept_and_forgotten(
    session: Session, client: FlaskClient, student: Student
) -> None:
    session.commit()
    form = form_of(client.get("/student/surveys"), "/student/surveys/address")
    wrong = send(client, form, email="inte en adress")
    assert wrong.status_code == 422
    assert "inte en adress" in wrong.text
    assert send(client, form, email="Egen@Example.org").status_code == 303
    look_anew(session)
    address = find_survey_address(session, student.id)
    assert address is not None
    assert address.email == "egen@example.org"
    forget = form_of(client.get("/student/surveys"), "/student/surveys/address/forget")
    assert [send(client, forget).status_code for _each in range(2)] == [303, 303]
    look_anew(session)
    assert find_survey_address(session, student.id) is None


def test_a_step_of_ones_path_is_told_and_removed(
    session: Session, client: FlaskClient, student: Student
) -> None:
    session.commit()
    form = form_of(client.get("/student/path"), "/student/path")
    told = {"stage": "attract", "what": "Klassbesök i Åre", "year": "2023"}
    wrong = send(client, form, **{**told, "year": "1800"})
    assert wrong.status_code == 422
    assert "Klassbesök i Åre" in wrong.text
    assert send(client, form, **told).status_code == 303
    look_anew(session)
    [step] = list_path_steps(session, student.id)
    assert (step.stage, step.year) == (Stage.ATTRACT, 2023)
    page = client.get("/student/path")
    assert "Klassbesök i Åre" in page.text
    remove = form_of(page, f"/student/path/{step.id}/remove")
    assert [send(client, remove).status_code for _each in range(2)] == [303, 303]
    look_anew(session)
    assert list(list_path_steps(session, student.id)) == []
