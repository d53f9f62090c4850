"""What single things the steps ask for, and what they take."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Student
from models.queries.events import list_events_of
from models.words import Language, Level
from tests.web.browsing import form_of, send
from tests.web.students.looking import HUGE, fill, look_anew, path, stored


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


@pytest.mark.parametrize("typed", ["långt", "2001", "-1", "1" * 400])
def test_a_number_that_cannot_be_gets_one_message(
    client: FlaskClient, draft: Student, typed: str
) -> None:
    refused = fill(client, "reach", travel_km=typed)
    assert refused.text.count("kp-error") - refused.text.count("kp-errors") == 1
    assert refused.text.count("högst 2\N{NO-BREAK SPACE}000") == 2  # at the top, and at the field
    assert "heltal" not in refused.text
