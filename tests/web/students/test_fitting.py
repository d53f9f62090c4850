"""How an offer fits, as the student reads it: without what the working group says of pairs."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Student
from tests.builders import a_suggestion

HINTED: dict[str, Any] = {
    "student": {"hint": -1.5, "stage": 0.5},
    "employer": {"hint": -1.5, "stage": 0.5},
    "evidence": {"hint": {"wish": "discourage", "reason": "more_is_known"}},
}


def test_what_the_working_group_says_is_not_among_the_students_reasons(
    client: FlaskClient, session: Session, student: Student
) -> None:
    found = a_suggestion(session, student=student, terms=HINTED)
    session.commit()
    text = client.get(f"/student/offers/{found.offer_id}").text
    assert "Kommer vid rätt tid i utbildningen." in text
    assert "Arbetsgruppen" not in text
