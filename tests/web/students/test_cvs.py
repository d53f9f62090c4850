"""Skills that a CV speaks of are ticked by hand; the file is not kept."""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.operations.profiles import set_skills
from models.people import Student
from tests.builders import NOW, as_student
from tests.web.bridge.test_cvs import a_docx
from tests.web.browsing import Form, form_of, send
from tests.web.students.looking import stored
from web.bridge.vocabulary import load_vocabulary

CV, TAKE, SKILLS = "/student/cv", "/student/cv/take", "/student/profile/skills"


@pytest.fixture(autouse=True)
def vocabulary(session: Session) -> None:
    load_vocabulary(session)
    session.commit()


def hand_in(client: FlaskClient, content: bytes, name: str = "cv.docx") -> TestResponse:
    form = form_of(client.get(CV), CV)
    return send(client, form, file=(io.BytesIO(content), name))


def test_skills_are_proposed_and_none_is_taken_unasked(
    session: Session, client: FlaskClient, student: Student
) -> None:
    page = hand_in(client, a_docx())
    assert page.status_code == 200
    form = form_of(page, TAKE)
    assert "take" not in form.values
    assert "svetsning" in page.text.lower()
    assert stored(session, student).skills == []
    taken = {"take": ["skill/python", "skill/welding"], "level-skill/python": "4"}
    taken |= {"found": ["skill/python", "skill/welding"]}
    assert [send(client, form, **taken).location for _twice in range(2)] == [SKILLS, SKILLS]
    skills = {each.concept_id: each.level for each in stored(session, student).skills}
    assert skills == {"skill/python": 4, "skill/welding": 3}


def test_what_the_profile_says_already_is_not_proposed_and_stays(
    session: Session, client: FlaskClient, student: Student
) -> None:
    set_skills(session, student, {"python": 5, "knyta knop": 2}, by=as_student(student), at=NOW)
    session.commit()
    page = hand_in(client, a_docx())
    assert 'value="skill/python"' not in page.text
    form = form_of(page, TAKE)
    send(client, form, found=["skill/welding", "skill/python"], take=["skill/welding"])
    skills = {each.words.lower(): each.level for each in stored(session, student).skills}
    assert (skills["python"], skills["knyta knop"], len(skills)) == (5, 2, 3)


def test_a_refused_file_says_what_to_do(client: FlaskClient, student: Student) -> None:
    refused = hand_in(client, b"", "cv.pdf")
    assert refused.status_code == 422
    assert "Filen är tom" in refused.text
    assert send(client, form_of(client.get(CV), CV)).status_code == 422


def test_nothing_ticked_a_wrong_level_and_what_is_no_skill(
    session: Session, client: FlaskClient, student: Student
) -> None:
    page = hand_in(client, a_docx())
    found = ["skill/python", "field/informatics", "nothing"]
    attempts = (
        {"found": found},
        {"found": found, "take": "skill/python", "level-skill/python": "9"},
        {"found": found, "take": ["field/informatics", "nothing"]},
    )
    for number, attempt in enumerate(attempts):
        form = form_of(page, TAKE)
        refused = send(client, form, form_key=f"key-{number}", **attempt)
        assert refused.status_code == 422
        assert 'value="skill/python"' in refused.text
        assert "field/informatics" not in refused.text
    assert stored(session, student).skills == []


def test_a_file_with_no_skills_says_so(client: FlaskClient, student: Student) -> None:
    page = hand_in(client, a_docx("<w:p><w:r><w:t>Hej hej</w:t></w:r></w:p>"))
    assert "Inget nytt" in page.text


def test_the_file_leaves_nothing_behind(
    app: Flask, session: Session, client: FlaskClient, student: Student
) -> None:
    before = stored(session, student).version
    hand_in(client, a_docx())
    assert stored(session, student).version == before


def test_only_a_student_hands_in(client: FlaskClient) -> None:
    token = form_of(client.get("/"), "/language").values["csrf_token"]
    form = Form(CV, "post", {"csrf_token": token, "form_key": "k"})
    assert send(client, form).status_code == 401
