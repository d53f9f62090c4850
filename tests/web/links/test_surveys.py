"""What came of it is answered behind a link, once; a link that is wrong opens nothing."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations.survey_addresses import forget_address, give_address
from models.operations.surveys import close_survey
from models.queries.surveys import find_survey_address, list_surveys_of_student
from models.surveys import Survey
from models.words import Language, SurveyState
from tests.builders import NOW, an_asked_survey, as_student
from tests.builders.surveys import asked_at
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from web.letters.survey_tokens import make_address_token, token_of

TOLD = {
    "degree": "taken",
    "lives_in": "2280",
    "in_field": "partly",
    "works_in": "2281",
    "met_employer": "no",
    "words": "Åter vid kajen",
}


@pytest.fixture
def survey(session: Session) -> Survey:
    """Give a survey of somebody who reads English."""
    survey = an_asked_survey(session)
    survey.student.language = Language.ENGLISH
    session.commit()
    return survey


def link_of(app: Flask, survey: Survey) -> str:
    with app.app_context():
        return f"/o/{token_of(survey)}"


def test_reading_changes_nothing_and_an_answer_stands(
    app: Flask, session: Session, client: FlaskClient, survey: Survey
) -> None:
    link = link_of(app, survey)
    form = form_of(client.get(link), link)
    look_anew(session)
    assert survey.state is SurveyState.ASKED
    assert [send(client, form, **TOLD).location for _each in range(2)] == [link, link]
    look_anew(session)
    assert (survey.state, survey.works_in, survey.words) == (
        SurveyState.ANSWERED,
        "2281",
        "Åter vid kajen",
    )
    assert "You have answered" in client.get(link).text
    late = send(client, form, **{**TOLD, "words": "Något annat"}, form_key="another")
    assert late.status_code == 409
    assert "Något annat" in late.text


@pytest.mark.parametrize(
    "wrong", [{"degree": ""}, {"lives_in": "9999"}, {"works_in": ""}, {"met_employer": "perhaps"}]
)
def test_a_bad_answer_gets_words_and_loses_none(
    app: Flask, session: Session, client: FlaskClient, survey: Survey, wrong: dict[str, str]
) -> None:
    link = link_of(app, survey)
    refused = send(client, form_of(client.get(link), link), **{**TOLD, **wrong})
    assert refused.status_code == 422
    assert "Åter vid kajen" in refused.text
    look_anew(session)
    assert survey.state is SurveyState.ASKED


def test_who_does_not_work_tells_of_no_workplace(
    app: Flask, session: Session, client: FlaskClient, survey: Survey
) -> None:
    link = link_of(app, survey)
    form = form_of(client.get(link), link)
    told = {**TOLD, "in_field": "not_working", "met_employer": "yes"}
    assert send(client, form, **told).status_code == 303
    look_anew(session)
    assert (survey.works_in, survey.met_employer) == ("", False)


@pytest.mark.parametrize("later", ["", "no"])
def test_a_no_is_taken_for_one_or_for_all(
    app: Flask, session: Session, client: FlaskClient, survey: Survey, later: str
) -> None:
    link = link_of(app, survey)
    form = form_of(client.get(link), f"{link}/no")
    assert send(client, form, later=later).location == link
    look_anew(session)
    states = [each.state for each in list_surveys_of_student(session, survey.student_id)]
    others = SurveyState.REFUSED if later else SurveyState.WAITING
    assert states == [SurveyState.REFUSED, others, others]


def test_a_link_that_is_wrong_opens_nothing(
    app: Flask, session: Session, client: FlaskClient, survey: Survey
) -> None:
    link = link_of(app, survey)
    later = list_surveys_of_student(session, survey.student_id)[1]
    for wrong in (f"{link}x", "/o/anything", link_of(app, later), f"/o/address/{link[3:]}"):
        assert client.get(wrong).status_code == 404


def test_a_link_whose_time_is_over_says_so(
    app: Flask, session: Session, client: FlaskClient, survey: Survey
) -> None:
    link = link_of(app, survey)
    form = form_of(client.get(link), link)
    close_survey(session, survey, at=asked_at(survey).replace(year=2029))
    session.commit()
    assert "The time to answer is over" in client.get(link).text
    assert send(client, form, **TOLD).status_code == 409


def test_an_address_is_confirmed_by_a_button(
    app: Flask, session: Session, client: FlaskClient, survey: Survey
) -> None:
    student = survey.student
    give_address(session, student, "Egen@Example.org", by=as_student(student), at=NOW)
    session.commit()
    with app.app_context():
        link = f"/o/address/{make_address_token(session, student)}"
    form = form_of(client.get(link), link)
    look_anew(session)
    address = find_survey_address(session, student.id)
    assert address is not None
    assert address.confirmed_at is None
    assert [send(client, form).location for _each in range(2)] == [link, link]
    look_anew(session)
    assert address.confirmed_at is not None
    give_address(session, student, "annan@example.org", by=as_student(student), at=NOW)
    session.commit()
    assert client.get(link).status_code == 404
    forget_address(session, student, by=as_student(student), at=NOW)
    session.commit()
    assert client.get(link).status_code == 404
