"""The working group writes answers down for people on the phone, and reads figures in fives."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations.publications import publish_outcomes
from models.operations.students import protect
from models.words import SurveyState
from tests.builders import NOW, a_coordinator, an_answered_survey, an_asked_survey
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from tests.web.links.test_surveys import TOLD

pytestmark = pytest.mark.usefixtures("coordinator")


def test_answers_by_phone(session: Session, client: FlaskClient) -> None:
    survey = an_asked_survey(session)
    session.commit()
    address = f"/coordinator/surveys/{survey.id}"
    assert address in client.get("/coordinator/surveys").text
    assert send(client, form_of(client.get(address), address), **TOLD).location == address
    look_anew(session)
    assert survey.state is SurveyState.ANSWERED
    assert "Åter vid kajen" in client.get(address).text


def test_a_protected_identity_is_in_no_list(session: Session, client: FlaskClient) -> None:
    survey = an_asked_survey(session)
    protect(session, survey.student, True, by=a_coordinator(session), at=NOW)
    session.commit()
    assert f"/coordinator/surveys/{survey.id}" not in client.get("/coordinator/surveys").text


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_paper_form_has_every_question(client: FlaskClient, code: str) -> None:
    page = client.get(f"/coordinator/surveys/paper/{code}").text
    assert f'lang="{code}"' in page
    assert page.count("<li><p><strong>") == 6
    assert client.get("/coordinator/surveys/paper/xx").status_code == 404


def test_figures_are_told_of_five(session: Session, client: FlaskClient) -> None:
    assert client.get("/coordinator/outcomes").status_code == 200
    for _each in range(4):
        an_answered_survey(session)
    session.commit()
    assert "kp-bars" not in client.get("/coordinator/outcomes").text
    an_answered_survey(session)
    assert publish_outcomes(session, at=NOW) is not None
    session.commit()
    assert "kp-bars" in client.get("/coordinator/outcomes?period=2028-2028").text
    for ending in ("csv", "xlsx"):
        answer = client.get(f"/coordinator/outcomes.{ending}")
        assert (answer.status_code, answer.headers["Content-Disposition"]) == (
            200,
            f"attachment; filename=kajplats-outcomes.{ending}",
        )
    assert client.get("/coordinator/outcomes.exe").status_code == 404
