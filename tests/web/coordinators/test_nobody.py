"""Why nobody: said where an offer or a student has none, with the rules behind it."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations.students import submit_profile
from tests.builders import NOW, a_rolling_round, a_student, a_suggestion, an_offer, as_student

pytestmark = pytest.mark.usefixtures("coordinator")

WHY = {
    "considered": 9,
    "eligible": 0,
    "removed": {"language": 7, "place": 4},
    "brings_back": {"language": 3},
}


def test_an_offer_without_candidates_says_why(client: FlaskClient, session: Session) -> None:
    offer = an_offer(session)
    found = a_suggestion(session, unmatched={"offers": {str(offer.id): WHY}})
    session.commit()
    page = f"/coordinator/rounds/{found.run.round_id}/review?offer={offer.id}"
    text = client.get(page).text
    assert "7 av 9: ett språk saknas eller räcker inte till." in text
    assert "Villkor för villkor" in text
    assert text.count('class="kp-bar-for"') == 2 * len(WHY["removed"])  # type: ignore[arg-type] # a dict


def test_each_student_without_a_place_is_told_of_as_it_is(
    client: FlaskClient, session: Session
) -> None:
    nobody, fits = a_student(session), a_student(session)
    found = a_suggestion(session, student=fits, unmatched={"students": {str(nobody.id): WHY}})
    late = a_student(session, submitted=False)
    submit_profile(session, late, by=as_student(late), at=NOW + timedelta(hours=1))
    session.commit()
    text = client.get(f"/coordinator/rounds/{found.run.round_id}/unplaced").text
    rows = {
        student.number: text.split(f"Student {student.number}</a>")[1].split("</tr>")[0]
        for student in (nobody, fits, late)
    }
    assert "7 av 9" in rows[nobody.number]
    assert "Det finns erbjudanden som passar." in rows[fits.number]
    assert "Profilen lämnades in efter den senaste körningen." in rows[late.number]


def test_before_the_first_run_nobody_has_been_looked_at(
    client: FlaskClient, session: Session
) -> None:
    a_student(session)
    round_ = a_rolling_round(session)
    session.commit()
    text = client.get(f"/coordinator/rounds/{round_.id}/unplaced").text
    assert "Matchningen har inte körts i den här omgången än." in text
