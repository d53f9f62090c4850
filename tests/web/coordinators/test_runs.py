"""Runs of the matcher as the working group starts, watches and cancels them."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations import runs as operations
from models.queries.rounds import list_runs
from models.rounds import Round, Run
from models.words import RunState, RunStep
from tests.builders import NOW, a_rolling_round, a_run, a_student, an_offer
from tests.web.browsing import form_of, send

pytestmark = pytest.mark.usefixtures("coordinator")


def start(client: FlaskClient, round_: Round) -> str:
    """Press "Run the matcher", and give where it leads."""
    page = client.get(f"/coordinator/rounds/{round_.id}")
    return send(client, form_of(page, "/runs")).location


def test_a_run_is_queued_and_can_be_watched(client: FlaskClient, session: Session) -> None:
    round_ = a_rolling_round(session)
    session.commit()
    page = client.get(start(client, round_))
    [run] = list_runs(session, round_.id)
    assert run.state is RunState.QUEUED
    assert f"/runs/{run.id}/cancel" in page.text


def test_one_run_at_a_time_for_a_round(client: FlaskClient, session: Session) -> None:
    round_ = a_rolling_round(session)
    session.commit()
    page = client.get(f"/coordinator/rounds/{round_.id}")
    form = form_of(page, "/runs")
    places = {send(client, form, form_key=key).location for key in ("one", "two")}
    assert len(places) == 1
    assert len(list_runs(session, round_.id)) == 1


def test_the_progress_is_told(client: FlaskClient, session: Session) -> None:
    run = a_run(session)
    operations.begin_run(session, run, at=NOW)
    operations.beat(session, run, RunStep.RANKING, 0.5, at=NOW)
    session.commit()
    told = client.get(f"/coordinator/runs/{run.id}/progress").get_json()
    assert (told["share"], told["is_over"], told["state"]) == (0.5, False, "running")


@pytest.mark.parametrize("begun", [False, True])
def test_a_run_is_cancelled(client: FlaskClient, session: Session, begun: bool) -> None:
    run = a_run(session)
    if begun:
        operations.begin_run(session, run, at=NOW)
    session.commit()
    page = client.get(f"/coordinator/runs/{run.id}")
    send(client, form_of(page, "/cancel"))
    session.rollback()
    session.expire_all()
    assert (run.state is RunState.CANCELLED) is not begun
    assert (run.cancel_asked_at is not None) is begun


@pytest.mark.parametrize("state", ["done", "failed", "cancelled"])
def test_a_run_that_is_over_says_what_to_do_next(
    client: FlaskClient, session: Session, state: str
) -> None:
    run: Run = a_run(session)
    operations.begin_run(session, run, at=NOW)
    if state == "done":
        operations.finish_run(session, run, [], digest="0" * 64, unmatched={}, at=NOW)
    elif state == "failed":
        operations.fail_run(session, run, "MemoryError", at=NOW)
    else:
        operations.cancel_run(session, run, at=NOW)
    session.commit()
    page = client.get(f"/coordinator/runs/{run.id}").text
    assert "/cancel" not in page
    assert ("/review" in page) is (state == "done")
    assert ("/runs" in page) is True


def test_a_run_that_is_done_tells_how_attention_was_spread(
    client: FlaskClient, session: Session
) -> None:
    student, offer = a_student(session), an_offer(session, title="Mätare i fält")
    figures = {"lists": 3, "things": 4, "listed": 2, "among_first": 2, "gini": 0.5}
    gone = 999
    shown = {**figures, "most_shown": [[offer.id, 3], [gone, 1]]}
    alone = {**figures, "gini": None, "most_shown": []}
    spread = {
        "first": 5,
        "offers": {"suggested": shown, "by_score": alone},
        "students": {
            "suggested": {**figures, "most_shown": [[student.id, 2]]},
            "by_score": alone,
        },
    }
    run = a_run(session)
    operations.begin_run(session, run, at=NOW)
    operations.finish_run(session, run, [], digest="0" * 64, unmatched={}, spread=spread, at=NOW)
    session.commit()
    text = client.get(f"/coordinator/runs/{run.id}").text
    for words in ("Mätare i fält", f"Student {student.number}", "2 av 4", "3 av 3", "0,50", "–"):
        assert words in text
    assert str(gone) not in text
