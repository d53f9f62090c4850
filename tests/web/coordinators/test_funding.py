"""The money that an activity seeks, on the working group's pages and on its work list."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.funding import FundingSource
from models.operations.funding import report
from models.people import Account
from models.words import ActivityState, FundingState, Language, Role, SourceState
from tests.builders import NOW, a_coordinator, a_source, an_account, an_activity
from tests.web.browsing import form_of, send

TODAY = NOW.date()


@pytest.fixture
def coordinator(session: Session, sign_in: Callable[[Account], None]) -> Account:
    """Give a coordinator who reads Swedish."""
    account = an_account(session, Role.COORDINATOR, language=Language.SWEDISH)
    sign_in(account)
    return account


def again(session: Session) -> None:
    session.rollback()
    session.expire_all()


@pytest.mark.usefixtures("coordinator")
def test_a_source_goes_from_the_list_to_the_report(client: FlaskClient, session: Session) -> None:
    activity = an_activity(session, ActivityState.PLANNED, cost_sek=1_250_000)
    session.commit()
    page = client.get(f"/coordinator/activities/{activity.id}/sources/new")
    form = form_of(page, "/sources/new")
    told = {"source": "Tillväxtverket", "amount_sek": "1 250 000", "own_share_percent": "20"}
    assert send(client, form, **told).status_code == 303
    again(session)
    [source] = activity.sources
    shown = client.get(f"/coordinator/activities/{activity.id}").text
    assert "1\N{NO-BREAK SPACE}250\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr" in shown
    for verb, words in [
        ("apply", {"on": "2027-01-10", "expected_on": "2027-02-20"}),
        ("grant", {"on": "2027-02-18", "report_due_on": "2027-12-01"}),
        ("report", {"on": "2027-02-28"}),
    ]:
        page = client.get(f"/coordinator/sources/{source.id}/{verb}")
        assert send(client, form_of(page, f"/{verb}"), **words).status_code == 303, verb
    again(session)
    assert (source.state, source.granted_sek) == (SourceState.GRANTED, 1_250_000)
    assert source.reported_on is not None
    assert activity.funding is FundingState.FUNDED


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("grant", {"on": "2026-01-01"}),
        ("grant", {"on": "2027-09-01"}),
        ("grant", {"on": ""}),
        ("grant", {"on": "2027-02-20", "granted_sek": "0"}),
        ("refuse", {"on": "2026-01-01"}),
    ],
)
def test_days_and_sums_that_cannot_be_are_told(
    client: FlaskClient, session: Session, verb: str, words: dict[str, str]
) -> None:
    source = a_source(session, SourceState.APPLIED)
    session.commit()
    page = client.get(f"/coordinator/sources/{source.id}/{verb}")
    answer = send(client, form_of(page, f"/{verb}"), **words)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    again(session)
    assert source.state is SourceState.APPLIED


@pytest.mark.usefixtures("coordinator")
def test_what_has_decided_is_asked_nothing_more(client: FlaskClient, session: Session) -> None:
    source = a_source(session, SourceState.REFUSED)
    session.commit()
    answer = client.get(f"/coordinator/sources/{source.id}/grant")
    assert answer.status_code == 409
    assert "Avslag" in answer.text


@pytest.mark.usefixtures("coordinator")
def test_a_source_is_changed_and_taken_off_the_list(client: FlaskClient, session: Session) -> None:
    source = a_source(session)
    activity = source.activity
    session.commit()
    page = client.get(f"/coordinator/sources/{source.id}/edit")
    assert send(client, form_of(page, "/edit"), amount_sek="7").status_code == 303
    again(session)
    assert source.amount_sek == 7
    shown = client.get(f"/coordinator/activities/{activity.id}")
    drop = form_of(shown, f"/sources/{source.id}/drop")
    for _again in range(2):
        assert send(client, drop, form_key="").status_code == 303
    again(session)
    assert activity.sources == []


def due(session: Session, state: SourceState, **days: int) -> FundingSource:
    words = {name: TODAY + timedelta(days=count) for name, count in days.items()}
    return a_source(session, state, source=f"Fond {state} {days}", **words)


@pytest.mark.usefixtures("coordinator")
def test_the_work_list_calls_decisions_and_reports_to_mind(
    client: FlaskClient, session: Session
) -> None:
    near = [
        due(session, SourceState.APPLIED, expected_on=7),
        due(session, SourceState.APPLIED, expected_on=-3),
        due(session, SourceState.GRANTED, report_due_on=30),
        due(session, SourceState.GRANTED, report_due_on=-1),
    ]
    far = [
        due(session, SourceState.APPLIED, expected_on=8),
        due(session, SourceState.GRANTED, report_due_on=31),
        due(session, SourceState.LISTED, expected_on=1),
        due(session, SourceState.REFUSED, expected_on=1),
    ]
    settled = due(session, SourceState.GRANTED, report_due_on=2)
    report(session, settled, on=TODAY, by=a_coordinator(session), at=NOW)
    session.commit()
    page = client.get("/coordinator").text
    assert all(source.source.replace("'", "&#39;") in page for source in near)
    assert not any(source.source.replace("'", "&#39;") in page for source in [*far, settled])


@pytest.mark.usefixtures("coordinator")
def test_the_work_list_has_what_waits_for_review_and_what_is_over(
    client: FlaskClient, session: Session
) -> None:
    an_activity(session, ActivityState.PROPOSED, title="Att granska")
    over = an_activity(session, ActivityState.RUNNING, title="Slut i förra veckan")
    over.starts_on = over.ends_on = TODAY - timedelta(days=6)
    an_activity(session, ActivityState.RUNNING, title="Pågår än")
    session.commit()
    page = client.get("/coordinator").text
    assert "Att granska" in page
    assert "Slut i förra veckan" in page
    assert "Pågår än" not in page
