"""The profile's steps, as somebody without scripts fills them in."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.people import Account, Student
from models.queries.events import list_events_of
from models.queries.students import find_student_of_account, get_student
from models.words import CEFR, Kind, Language, Level, Role
from tests.builders import SUMMER, an_account
from tests.web.browsing import form_of, send
from tests.web.students.looking import look_anew

SignIn = Callable[[Account], None]

HUGE = "å" * 20_000
STEPS = ("about", "studies", "seeking", "skills", "languages", "reach", "text")


def path(step: str) -> str:
    """Give the address of a step."""
    return f"/student/profile/{step}"


def fill(client: FlaskClient, step: str, **values: Any) -> TestResponse:
    """Open a step, fill in what differs from what it shows, and send it."""
    return send(client, form_of(client.get(path(step)), path(step)), **values)


def stored(session: Session, student: Student) -> Student:
    """Give the profile as it is stored now."""
    look_anew(session)
    return get_student(session, student.id)


@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_shown_with_what_is_told(
    client: FlaskClient, draft: Student, step: str
) -> None:
    page = client.get(path(step))
    assert page.status_code == 200
    assert form_of(page, path(step)).values["form_key"]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_is_sent_as_it_is_changes_nothing_and_leads_on(
    session: Session, client: FlaskClient, student: Student, step: str
) -> None:
    before = len(list_events_of(session, "student", student.id))
    answer = fill(client, step)
    follows = (*STEPS, "review")[STEPS.index(step) + 1]
    assert (answer.status_code, answer.location) == (303, path(follows))
    look_anew(session)
    told = list_events_of(session, "student", student.id)[before:]
    assert [event.details["fields"] for event in told] in ([], [["university"]])


def test_a_step_that_is_not_there_is_not_found(client: FlaskClient, draft: Student) -> None:
    assert client.get(path("shoe_size")).status_code == 404


def test_who_one_is_is_saved(session: Session, client: FlaskClient, draft: Student) -> None:
    answer = fill(
        client, "about",
        name="  Åsa  Älv\x07 ", phone="070-174 06 05", language="en", home_place="2280",
        is_adult="y",
    )  # fmt: skip
    assert answer.status_code == 303
    known = stored(session, draft)
    assert (known.name, known.phone) == ("Åsa  Älv", "070-174 06 05")
    assert (known.language, known.home_place, known.is_adult) == (Language.ENGLISH, "2280", True)


def test_studies_are_saved(session: Session, client: FlaskClient, draft: Student) -> None:
    page = client.get(path("studies"))
    ends = "2028-06-06"
    assert f'value="{ends}"' in page.text
    fill(
        client, "studies",
        university="Umeå universitet", programme="Journalistik", level="master", graduates_on=ends,
    )  # fmt: skip
    known = stored(session, draft)
    assert (known.university, known.programme) == ("Umeå universitet", "Journalistik")
    assert (known.level, known.graduates_on) == (Level.MASTER, date(2028, 6, 6))


def test_a_day_of_graduation_that_is_no_end_of_term_stays(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    draft.graduates_on = date(2027, 3, 3)
    session.commit()
    assert fill(client, "studies", programme="Annat").status_code == 303
    assert stored(session, draft).graduates_on == date(2027, 3, 3)


def test_a_kind_is_proposed_with_its_usual_days(
    session: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    account = an_account(session, Role.STUDENT)
    sign_in(account)
    form = form_of(client.get(path("seeking")), path("seeking"))
    assert form.values["internship_starts_on"].endswith("06-07")
    assert form.values["internship_ends_on"].endswith("08-20")
    assert "internship_wanted" not in form.values
    send(client, form, internship_wanted="y")
    known = find_student_of_account(session, account.id)
    assert known is not None
    assert [each.kind for each in known.seeking] == [Kind.INTERNSHIP]


def test_kinds_are_sought_in_their_own_days(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    page = client.get(path("seeking"))
    form = form_of(page, path("seeking"))
    for kind in (Kind.MENTORSHIP, Kind.TRAINEESHIP, Kind.THESIS):
        form.values.pop(f"{kind}_wanted")
    form.values["thesis_ends_on"] = "not a day"  # It is not sought, so it does not matter.
    send(client, form, internship_starts_on="2027-07-01", hours_per_week="20")
    known = stored(session, draft)
    sought = [(each.kind, each.starts_on, each.ends_on) for each in known.seeking]
    assert sought == [(Kind.INTERNSHIP, date(2027, 7, 1), SUMMER[1])]
    assert known.hours_per_week == 20


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        ("2027-07-01", "2027-06-01"),
        ("", "2027-08-01"),
        ("2027-07-01", ""),
        ("2027-02-31", "2027-08-01"),
        ("sommar", "höst"),
        ("2020-06-01", "2020-08-01"),
        ("2027-06-01", "9999-12-31"),
    ],
)
def test_days_that_cannot_be_are_refused_and_kept(
    session: Session, client: FlaskClient, draft: Student, starts_on: str, ends_on: str
) -> None:
    answer = fill(client, "seeking", internship_starts_on=starts_on, internship_ends_on=ends_on)
    assert answer.status_code == 422
    form = form_of(answer, path("seeking"))
    assert form.values["internship_starts_on"] == starts_on
    assert form.values["internship_ends_on"] == ends_on
    assert {each.ends_on for each in stored(session, draft).seeking} == {SUMMER[1]}


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


def test_reach_is_saved(session: Session, client: FlaskClient, draft: Student) -> None:
    page = client.get(path("reach"))
    form = form_of(page, path("reach"))
    form.values.pop("remote")
    send(client, form, place="2284", travel_km="50", travel_minutes="", moves="y")
    known = stored(session, draft)
    assert (known.place, known.travel_km, known.travel_minutes) == ("2284", 50, None)
    assert (known.remote, known.moves) == (False, True)


@pytest.mark.parametrize(
    ("step", "name", "typed"),
    [
        ("about", "name", HUGE),
        ("about", "phone", "ring mig"),
        ("about", "phone", "0" * 41),
        ("studies", "programme", HUGE),
        ("studies", "university", HUGE),
        ("seeking", "hours_per_week", "61"),
        ("seeking", "hours_per_week", "många"),
        ("skills", "skills-first", HUGE),
        ("reach", "travel_minutes", "-1"),
        ("reach", "travel_km", "1e9"),
        ("reach", "travel_km", "långt"),
        ("text", "text", HUGE),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_is_lost(
    session: Session, client: FlaskClient, draft: Student, step: str, name: str, typed: str
) -> None:
    before = len(list_events_of(session, "student", draft.id))
    answer = fill(client, step, **{name: typed})
    assert answer.status_code == 422
    assert typed in answer.text
    look_anew(session)
    assert len(list_events_of(session, "student", draft.id)) == before


@pytest.mark.parametrize(
    ("step", "name"),
    [("about", "language"), ("about", "home_place"), ("studies", "level"), ("reach", "place")],
)
def test_a_choice_that_is_not_in_the_list_is_refused(
    client: FlaskClient, draft: Student, step: str, name: str
) -> None:
    assert fill(client, step, **{name: "<script>"}).status_code == 422


def test_a_draft_may_be_left_half_empty(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    form = form_of(client.get(path("about")), path("about"))
    form.values.pop("is_adult")
    assert send(client, form, name="").status_code == 303
    assert fill(client, "studies", programme="", university="").status_code == 303
    assert (stored(session, draft).name, stored(session, draft).programme) == ("", "")


def test_whoever_takes_part_cannot_empty_what_a_match_needs(
    session: Session, client: FlaskClient, student: Student
) -> None:
    about = form_of(client.get(path("about")), path("about"))
    about.values.pop("is_adult")
    seeking = form_of(client.get(path("seeking")), path("seeking"))
    for kind in Kind:
        seeking.values.pop(f"{kind}_wanted")
    reach = form_of(client.get(path("reach")), path("reach"))
    reach.values.pop("remote")
    assert send(client, about, name="").status_code == 422
    assert fill(client, "studies", programme="").status_code == 422
    assert send(client, seeking).status_code == 422
    assert fill(client, "languages", sv="").status_code == 422
    assert send(client, reach, place="").status_code == 422
    known = stored(session, student)
    assert known.programme
    assert known.is_adult
    assert len(known.seeking) == 4


def test_the_same_form_sent_twice_is_saved_once(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    before = len(list_events_of(session, "student", draft.id))
    form = form_of(client.get(path("text")), path("text"))
    first, second = (send(client, form, text="Jag lagar cyklar.") for _each in range(2))
    assert (first.status_code, first.location) == (second.status_code, second.location)
    look_anew(session)
    assert len(list_events_of(session, "student", draft.id)) == before + 1


def test_a_script_that_saves_meanwhile_gets_no_page(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    form = form_of(client.get(path("text")), path("text"))
    asked = {"Accept": "application/json"}
    good = client.post(form.action, data={**form.values, "text": "Halvvägs"}, headers=asked)
    form.values["form_key"] = "another"
    bad = client.post(form.action, data={**form.values, "text": HUGE}, headers=asked)
    assert (good.status_code, good.data, bad.status_code) == (204, b"", 422)
    assert stored(session, draft).text == "Halvvägs"


def test_the_first_step_begins_a_profile_and_looking_does_not(
    session: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    account = an_account(session, Role.STUDENT, name="Ny Student")
    sign_in(account)
    for each in ("/student", "/student/offers", path("review"), *map(path, STEPS)):
        assert client.get(each).status_code == 200, each
    assert client.get("/student/profile").location == path("about")
    assert find_student_of_account(session, account.id) is None
    look_anew(session)
    assert fill(client, "about", is_adult="y").location == path("studies")
    known = find_student_of_account(session, account.id)
    assert known is not None
    assert (known.name, known.email, known.is_adult) == ("Ny Student", account.email, True)
    assert client.get("/student/profile").location == path("review")


def test_what_people_write_is_shown_as_text(client: FlaskClient, draft: Student) -> None:
    script = "<script>alert(1)</script>"
    fill(client, "text", text=script)
    fill(client, "skills", **{"skills-first": [script], "skills-second": ["3"]})
    for page in (client.get(path("review")), client.get(path("skills")), client.get(path("text"))):
        assert script not in page.text
        assert "&lt;script&gt;" in page.text
