"""A crowded round holds what it says, and its review is a page of a dozen questions."""

import pytest
import time_machine
from sqlalchemy.orm import Session

from models.queries.rounds import find_latest_run, list_suggestions_of_run
from models.words import Role
from tests.benchmarks.crowds import LISTED, crowd
from tests.benchmarks.pages import MOST_QUERIES
from tests.builders import NOW, a_suggestion, an_account
from tests.web.apps import LIGHT
from tests.web.browsing import sign_in_as
from tests.web.counting import queries_counted
from web.app import create_app
from web.session import sessions as sessions_of


@pytest.mark.parametrize("side", ["offers", "students"])
def test_a_crowded_round_is_reviewed_with_few_questions(
    database_url: str, session: Session, side: str
) -> None:
    settings = {"DATABASE_URL": database_url, "TESTING": True, "HTTPS": False}
    app = create_app({**settings, "QUEUE": "memory://", **LIGHT})
    client = app.test_client()
    like = a_suggestion(session)
    pair = crowd(session, like, 2_000)
    account = an_account(session, Role.COORDINATOR)
    account.tf_primary_method = "authenticator"
    session.commit()
    run = find_latest_run(session, pair["round_id"])
    assert run is not None
    assert len(list_suggestions_of_run(session, run.id)) == 2_000
    address = f"/coordinator/rounds/{pair['round_id']}/review"
    with time_machine.travel(NOW, tick=True):
        sign_in_as(client, account)
        with queries_counted(app) as counted:
            answer = client.get(address, query_string={**pair, "side": side, "all": 1})
    sessions_of(app).kw["bind"].dispose()
    assert answer.text.count("data-candidate=") == LISTED
    assert counted.count <= MOST_QUERIES
