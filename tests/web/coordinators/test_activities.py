"""An activity on the working group's pages: from the draft to what was learned."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.activities import Activity
from models.operations.activities import draft_activity
from models.people import Account
from models.queries.activities import list_activities
from models.words import ActivityState, Language, Role, Stage
from tests.builders import (
    NOW,
    a_coordinator,
    activity_words,
    an_account,
    an_activity,
)
from tests.web.browsing import form_of, send

ADDRESS = "/coordinator/activities"
WORDS = {
    "stage": "retain",
    "title": "Karriärdag i Älandsbro",
    "what": "Arbetsgivare berättar.",
    "for_whom": "Studenter i sista året",
    "by_whom": "Arbetsgruppen",
    "goal": "Möten",
    "goal_figure": "80",
    "goal_measure": "told",
    "cost_sek": "65 000",
}


@pytest.fixture
def coordinator(session: Session, sign_in: Callable[[Account], None]) -> Account:
    """Give a coordinator who reads English."""
    account = an_account(session, Role.COORDINATOR, language=Language.ENGLISH)
    sign_in(account)
    return account


def say(client: FlaskClient, activity: Activity, verb: str, **words: Any) -> TestResponse:
    """Fill in the form of a verb."""
    page = client.get(f"{ADDRESS}/{activity.id}/{verb}")
    return send(client, form_of(page, f"/{activity.id}/{verb}"), **words)


def press(client: FlaskClient, activity: Activity, button: str) -> TestResponse:
    """Press a button of the activity's page."""
    page = client.get(f"{ADDRESS}/{activity.id}")
    return send(client, form_of(page, f"/{activity.id}/{button}"))


def state_of(session: Session, activity: Activity) -> ActivityState:
    session.rollback()
    session.expire_all()
    return activity.state


@pytest.mark.usefixtures("coordinator")
def test_a_coordinator_drafts_an_activity_in_the_stage_that_is_looked_at(
    client: FlaskClient, session: Session
) -> None:
    page = client.get(f"{ADDRESS}/new?stage=retain")
    assert form_of(page, "/activities/new").values["stage"] == ["retain"]
    answer = send(client, form_of(page, "/activities/new"), **WORDS)
    [made] = list_activities(session)
    assert (made.stage, made.cost_sek, made.goal_figure) == (Stage.RETAIN, 65_000, 80)
    assert answer.location.endswith(f"{ADDRESS}/{made.id}")
    shown = client.get(answer.location).text
    assert WORDS["title"] in shown
    assert "SEK 65,000" in shown


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stage", "summer"),
        ("title", ""),
        ("title", "å" * 161),
        ("cost_sek", "-1"),
        ("cost_sek", "dyrt"),
        ("goal_figure", "många"),
        ("apply_at", "http://example.org/apply"),
        ("apply_at", "javascript:alert(1)"),
        ("apply_at", "https://example.org@evil.example"),
        ("apply_at", "https://[x"),
        ("ends_on", "2020-01-01"),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept(
    client: FlaskClient, session: Session, field: str, value: str
) -> None:
    form = form_of(client.get(f"{ADDRESS}/new"), "/activities/new")
    answer = send(client, form, **{**WORDS, "starts_on": "2027-05-01", field: value})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "Arbetsgivare berättar." in answer.text
    assert list_activities(session) == []


def test_an_activity_goes_all_the_way(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    activity = an_activity(session, ActivityState.APPROVED)
    session.commit()
    plan = {"starts_on": "2027-03-01", "ends_on": "2027-06-01", "responsible": "Kim Lind"}
    assert say(client, activity, "plan", **plan).status_code == 303
    assert press(client, activity, "start").status_code == 303
    assert say(client, activity, "complete", outcome_figure="7").status_code == 303
    learned = say(client, activity, "evaluate", learned="Börja tidigare.")
    assert state_of(session, activity) is ActivityState.EVALUATED
    assert (activity.outcome_figure, activity.learned) == (7, "Börja tidigare.")
    page = client.get(learned.location).text
    assert "Börja tidigare." in page
    assert f"{coordinator.name} wrote down what was learned." in page


def test_a_proposal_is_reviewed_by_somebody_else(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    own, others = an_activity(session), an_activity(session, ActivityState.PROPOSED)
    session.commit()
    assert press(client, own, "propose").status_code == 303
    page = client.get(f"{ADDRESS}/{own.id}").text
    assert "Another coordinator reviews it." in page
    assert f"/{own.id}/review" not in page
    assert press(client, others, "review").status_code == 303
    assert state_of(session, others) is ActivityState.REVIEWED
    assert own.proposed_by_id == coordinator.id


@pytest.mark.usefixtures("coordinator")
def test_a_proposal_that_is_not_ready_says_what_is_missing(
    client: FlaskClient, session: Session
) -> None:
    activity = an_activity(session, for_whom="", goal_figure=None)
    session.commit()
    answer = press(client, activity, "propose")
    assert answer.status_code == 409
    assert "For whom, Figure of the goal" in answer.text


@pytest.mark.usefixtures("coordinator")
def test_a_proposal_is_sent_back_with_a_comment_and_changed(
    client: FlaskClient, session: Session
) -> None:
    activity = an_activity(session, ActivityState.PROPOSED)
    session.commit()
    assert say(client, activity, "send_back", comment=" ").status_code == 422
    say(client, activity, "send_back", comment="Vem betalar?")
    assert state_of(session, activity) is ActivityState.DRAFT
    edit = client.get(f"{ADDRESS}/{activity.id}/edit")
    assert "Vem betalar?" in edit.text
    form = form_of(edit, "/edit")
    assert send(client, form, title="Nytt namn").status_code == 303
    assert send(client, form, title="Ännu ett", form_key="x").status_code == 409
    assert state_of(session, activity) is ActivityState.DRAFT
    assert activity.title == "Nytt namn"


@pytest.mark.usefixtures("coordinator")
def test_starting_what_nobody_pays_for_is_refused_with_what_to_do(
    client: FlaskClient, session: Session
) -> None:
    activity = an_activity(session, ActivityState.PLANNED, cost_sek=50_000)
    session.commit()
    assert "may run unfunded" in client.get(f"{ADDRESS}/{activity.id}").text
    answer = press(client, activity, "start")
    assert answer.status_code == 409
    assert "Nobody pays for it yet" in answer.text
    assert "ask the steering group" in answer.text
    assert state_of(session, activity) is ActivityState.PLANNED


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("state", list(ActivityState))
def test_a_page_in_every_state_shows_the_buttons_of_the_table(
    client: FlaskClient, session: Session, state: ActivityState
) -> None:
    activity = an_activity(session, state)
    session.commit()
    page = client.get(f"{ADDRESS}/{activity.id}")
    assert page.status_code == 200
    shown = {
        verb
        for verb in ("plan", "complete", "evaluate", "cancel", "propose", "start", "send_back")
        if f'{ADDRESS}/{activity.id}/{verb}"' in page.text
    }
    wanted = {
        ActivityState.DRAFT: {"propose", "cancel"},
        ActivityState.PROPOSED: {"send_back", "cancel"},
        ActivityState.REVIEWED: {"send_back", "cancel"},
        ActivityState.APPROVED: {"plan", "cancel"},
        ActivityState.DEFERRED: {"cancel"},
        ActivityState.PLANNED: {"start", "cancel"},
        ActivityState.RUNNING: {"complete", "cancel"},
        ActivityState.COMPLETED: {"evaluate"},
    }
    assert shown == wanted.get(state, set())


@pytest.mark.usefixtures("coordinator")
def test_a_form_of_a_move_that_cannot_be_made_is_refused(
    client: FlaskClient, session: Session
) -> None:
    activity = an_activity(session, ActivityState.EVALUATED)
    session.commit()
    answer = client.get(f"{ADDRESS}/{activity.id}/cancel")
    assert answer.status_code == 409
    assert "Now it is: Evaluated." in answer.text


@pytest.mark.usefixtures("coordinator")
def test_the_list_is_by_stage_and_asks_by_its_address(
    client: FlaskClient, session: Session
) -> None:
    assert "No activities yet" in client.get(ADDRESS).text
    an_activity(session, title="Forskarbesök", stage=Stage.ATTRACT)
    an_activity(session, ActivityState.RUNNING, title="Praktik")
    session.commit()
    both = client.get(ADDRESS).text
    assert both.index("Forskarbesök") < both.index("Praktik")
    running = client.get(f"{ADDRESS}?state=running&stage=stimulate").text
    assert "Praktik" in running
    assert "Forskarbesök" not in running
    assert "No activity like that" in client.get(f"{ADDRESS}?stage=develop").text


@pytest.mark.usefixtures("coordinator")
def test_evidence_is_read_in_the_readers_language(client: FlaskClient, session: Session) -> None:
    rows = [{"label_sv": "Behov", "label_en": "Wanted", "figure": 12, "unit": "people"}]
    said = {"from": "gap", "as_of": "2027-02-28", "rows": rows}
    evidence = {**said, "sentence_sv": "Tolv söks.", "sentence_en": "Twelve are wanted."}
    by = a_coordinator(session)
    activity = draft_activity(session, activity_words(), by=by, at=NOW, evidence=evidence)
    session.commit()
    page = client.get(f"{ADDRESS}/{activity.id}").text
    assert "Twelve are wanted." in page
    assert "12 people" in page
    assert "Behov" not in page
