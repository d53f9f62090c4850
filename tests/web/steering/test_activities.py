"""The steering group reads activities: those that wait first, and no draft."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Account
from models.words import ActivityState, Language, Role, SourceState
from tests.builders import a_source, an_account, an_activity

ADDRESS = "/steering/activities"


@pytest.fixture(autouse=True)
def member(session: Session, sign_in: Callable[[Account], None]) -> Account:
    """Give a member of the steering group, signed in."""
    account = an_account(session, Role.STEERING, language=Language.ENGLISH)
    sign_in(account)
    return account


def test_what_waits_for_a_decision_stands_first(client: FlaskClient, session: Session) -> None:
    assert "No activities yet" in client.get(ADDRESS).text
    an_activity(session, ActivityState.RUNNING, title="Pågående")
    an_activity(session, ActivityState.REVIEWED, title="Nytt förslag")
    an_activity(session, ActivityState.DRAFT, title="Utkastet")
    session.commit()
    page = client.get(ADDRESS).text
    assert "1 activity waits for a decision." in page
    assert page.index("Nytt förslag") < page.index("Pågående")
    assert "Utkastet" not in page


def test_it_is_shown_with_its_money_and_without_buttons(
    client: FlaskClient, session: Session
) -> None:
    activity = an_activity(session, ActivityState.REVIEWED, cost_sek=500)
    a_source(session, SourceState.GRANTED, activity=activity, amount_sek=200)
    session.commit()
    page = client.get(f"{ADDRESS}/{activity.id}").text
    assert "Sparbanksstiftelsen" in page
    assert "Left to find" in page
    assert "SEK 300" in page
    assert "/coordinator/" not in page.split("<main")[1].split("</main>")[0]


def test_a_draft_is_no_such_page(client: FlaskClient, session: Session) -> None:
    draft = an_activity(session)
    session.commit()
    assert client.get(f"{ADDRESS}/{draft.id}").status_code == 404
    assert client.get(f"{ADDRESS}/999").status_code == 404
