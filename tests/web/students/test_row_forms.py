"""Skills and languages, a row each."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Student
from models.words import CEFR
from tests.web.students.looking import HUGE, fill, path, stored


def test_skills_are_saved_in_ones_own_words(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    rows = {
        "skills-first": ["Python", "  ", "att lyssna", "python"],
        "skills-second": ["2", "3", "5", "4"],
    }
    assert fill(client, "skills", **rows).location == path("languages")
    told = {skill.words: skill.level for skill in stored(session, draft).skills}
    assert told == {"att lyssna": 5, "python": 4}
    fill(client, "skills", **{"skills-first": [], "skills-second": []})
    assert stored(session, draft).skills == []


def test_without_scripts_a_button_saves_and_brings_more_rows(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    rows = {"skills-first": ["Python"], "skills-second": ["2"], "more": "skills"}
    answer = fill(client, "skills", **rows)
    assert answer.location == f"{path('skills')}?rows=6#more"
    page = client.get(answer.location)
    assert page.text.count('name="skills-first"') == 7
    assert stored(session, draft).skills[0].words == "Python"
    assert client.get(f"{path('skills')}?rows=9999999").status_code == 200


def test_more_skills_than_are_taken_are_refused_and_kept(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    words = [f"skill {number}" for number in range(41)]
    answer = fill(client, "skills", **{"skills-first": words, "skills-second": ["3"] * 41})
    assert answer.status_code == 422
    assert all(f'value="{each}"' in answer.text for each in words)
    assert stored(session, draft).skills == []


@pytest.mark.parametrize("level", ["", "0", "6", "very well"])
def test_a_skill_needs_a_level_of_the_list(client: FlaskClient, draft: Student, level: str) -> None:
    answer = fill(client, "skills", **{"skills-first": ["Rust"], "skills-second": [level]})
    assert answer.status_code == 422
    assert 'value="Rust"' in answer.text


def test_languages_are_saved(session: Session, client: FlaskClient, draft: Student) -> None:
    rows = {"others-first": ["fi", ""], "others-second": ["B1", "A2"]}
    assert fill(client, "languages", sv="C1", en="", **rows).location == path("reach")
    told = {known.code: known.level for known in stored(session, draft).languages}
    assert told == {"sv": CEFR.C1, "fi": CEFR.B1}


@pytest.mark.parametrize(("code", "level"), [("xx", "B1"), ("fi", ""), ("fi", "Z9"), (HUGE, "B1")])
def test_a_language_needs_a_name_and_a_level_of_the_lists(
    session: Session, client: FlaskClient, draft: Student, code: str, level: str
) -> None:
    rows = {"others-first": [code], "others-second": [level]}
    assert fill(client, "languages", **rows).status_code == 422
    assert [known.code for known in stored(session, draft).languages] == ["sv"]
