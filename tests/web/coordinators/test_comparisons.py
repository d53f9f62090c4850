"""Two runs of a round, as the working group compares them."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations.runs import begin_run, finish_run, freeze_inputs
from models.operations.students import protect
from models.people import Student
from models.rounds import Run
from models.weights import Weights
from tests.builders import (
    NOW,
    a_coordinator,
    a_rolling_round,
    a_run,
    a_student,
    an_offer,
    suggestion_row,
)
from tests.web.counting import queries_counted
from web.bridge.runs import keep_shipped_weights

pytestmark = pytest.mark.usefixtures("coordinator")


def a_run_of(
    session: Session, rows: list[dict[str, Any]], *, nobody: tuple[Student, ...] = (), **told: Any
) -> Run:
    """Make a run that is done and found some pairs."""
    run = a_run(session)
    begin_run(session, run, at=NOW)
    students = [{"id": f"s{row['student_id']}", "place": "2281"} for row in rows]
    students += [{"id": f"s{student.id}", "place": "2280"} for student in nobody]
    inputs = {"students": students, "offers": [], "hints": []}
    freeze_inputs(
        session,
        run,
        inputs={**inputs, **told},
        digest="0" * 64,
        settings={"method": "stable"},
        weights=keep_shipped_weights(session, at=NOW),
    )
    unmatched = {"students": {str(student.id): {} for student in nobody}, "offers": {}}
    finish_run(session, run, rows, digest="0" * 64, unmatched=unmatched, at=NOW)
    return run


def test_what_came_went_and_moved_is_told(client: FlaskClient, session: Session) -> None:
    offer = an_offer(session, title="Mätare i fält")
    one, two, three, four = (a_student(session) for _number in range(4))
    row = suggestion_row(one, offer)
    before = a_run_of(
        session,
        [row, {**suggestion_row(two, offer), "offer_rank": 2}],
        nobody=(three,),
    )
    after = a_run_of(
        session,
        [
            {**suggestion_row(two, offer), "score": 0.75},
            {**suggestion_row(three, offer), "offer_rank": 2},
        ],
        nobody=(one, four),
    )
    session.commit()
    text = client.get(f"/coordinator/runs/{after.id}/comparison").text
    for words in (
        "50\N{NO-BREAK SPACE}% → 75\N{NO-BREAK SPACE}%",
        "1 student har erbjudanden nu men hade inga",
        "1 student hade erbjudanden men har inga nu",
        "2 studenter har ändrat sin profil",
        "Inställningarna är desamma.",
        "Vikterna är desamma",
    ):
        assert words in text
    assert client.get(f"/coordinator/runs/{before.id}/comparison").text.count("Mätare i fält") > 0


def test_a_named_run_is_compared_with(client: FlaskClient, session: Session) -> None:
    runs = [a_run_of(session, []) for _number in range(3)]
    session.commit()
    newest = f"/coordinator/runs/{runs[2].id}/comparison"
    chosen = f'<option value="{runs[0].id}" selected>'
    assert chosen not in client.get(newest).text
    assert chosen in client.get(f"{newest}?with={runs[0].id}").text
    for odd in ("x", "-1", "999999", str(runs[2].id)):
        assert client.get(f"{newest}?with={odd}").status_code == 200


def test_a_run_alone_has_nothing_to_be_compared_with(client: FlaskClient, session: Session) -> None:
    run = a_run_of(session, [])
    session.commit()
    answer = client.get(f"/coordinator/runs/{run.id}/comparison")
    assert 'class="kp-empty"' in answer.text
    assert client.get("/coordinator/runs/999/comparison").status_code == 404


def test_who_is_protected_since_is_in_no_list(client: FlaskClient, session: Session) -> None:
    student, offer = a_student(session), an_offer(session)
    a_run_of(session, [])
    run = a_run_of(session, [suggestion_row(student, offer)])
    protect(session, student, is_protected=True, by=a_coordinator(session), at=NOW)
    session.commit()
    assert student.number not in client.get(f"/coordinator/runs/{run.id}/comparison").text


def test_what_was_erased_is_said_to_be_gone(client: FlaskClient, session: Session) -> None:
    a_run_of(session, []).inputs = None
    run = a_run_of(session, [])
    session.commit()
    text = client.get(f"/coordinator/runs/{run.id}/comparison").text
    assert "Det som en av körningarna byggde på finns inte kvar." in text


def test_the_page_asks_the_same_number_of_questions_for_many(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    offer = an_offer(session)
    students = [a_student(session) for _number in range(12)]
    rows = [
        {**suggestion_row(student, offer), "offer_rank": rank, "student_rank": None}
        for rank, student in enumerate(students, 1)
    ]
    a_run_of(session, [])
    few_run, many_run = a_run_of(session, rows[:1]), a_run_of(session, rows)
    session.commit()
    first = f"?with={few_run.id - 1}"
    with queries_counted(app) as few:
        client.get(f"/coordinator/runs/{few_run.id}/comparison{first}")
    with queries_counted(app) as many:
        client.get(f"/coordinator/runs/{many_run.id}/comparison{first}")
    assert many.count <= few.count


def test_the_rounds_page_leads_here_when_there_are_two(
    client: FlaskClient, session: Session
) -> None:
    round_ = a_rolling_round(session)
    a_run_of(session, [])
    session.commit()
    page = f"/coordinator/rounds/{round_.id}"
    assert "/comparison" not in client.get(page).text
    run = a_run_of(session, [])
    session.commit()
    assert f"/coordinator/runs/{run.id}/comparison" in client.get(page).text


def test_weights_that_differ_are_told_for_both_sides(client: FlaskClient, session: Session) -> None:
    a_run_of(session, [])
    run = a_run_of(session, [])
    knots = {"student": [[-1.0, -0.5], [1.0, 0.5]]}
    numbers = {"place": {"student": 1.4, "employer": -0.5}, "calibration": knots}
    session.add(
        Weights(
            version="other", owner="Kim", reason="Tried", adopted_on=NOW.date(), numbers=numbers
        )
    )
    session.flush()
    run.weights_version, run.settings = "other", {"method": "best", "vocabulary": "f" * 64}
    session.commit()
    text = client.get(f"/coordinator/runs/{run.id}/comparison").text
    for words in (
        "student +1,40, arbetsgivare",
        "lärt av beslut",
        "Sätt att föreslå en fördelning",
        f">{'f' * 16}<",
    ):
        assert words in text
