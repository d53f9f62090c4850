"""Who else looks at an offer, told by the page and to its script."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.actors import Actor
from models.operations.viewers import look_at
from models.people import Account
from models.queries.offers import get_offer
from models.queries.viewers import list_viewers
from models.rounds import Suggestion
from models.words import Role
from tests.builders import NOW, a_suggestion, an_account
from tests.web.browsing import Form, form_of, send
from tests.web.coordinators.reviewing import review


def look_by(session: Session, found: Suggestion, name: str) -> None:
    """Let a colleague look at a suggestion's offer."""
    session.rollback()
    by = Actor(Role.COORDINATOR, an_account(session, Role.COORDINATOR, name=name).id)
    offer = get_offer(session, found.offer_id)
    look_at(session, found.run.round, offer, by=by, at=NOW + timedelta(seconds=1))
    session.commit()


def sign(client: FlaskClient, found: Suggestion, offer_id: int | None = None) -> Form:
    """Give what the page's script sends."""
    token = form_of(review(client, found), "/language").values["csrf_token"]
    path = f"/coordinator/rounds/{found.run.round_id}/review/{offer_id or found.offer_id}/look"
    return Form(path, "post", {"csrf_token": token})


def test_a_colleague_who_looks_is_named_with_and_without_scripts(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    found = a_suggestion(session)
    session.commit()
    assert send(client, sign(client, found)).json == {"words": ""}
    look_by(session, found, "Anna Akter")
    told = "Anna Akter tittar också på det här."
    assert send(client, sign(client, found)).json == {"words": told}
    assert told in review(client, found).text
    look_by(session, found, "Bo Backe")
    told = "Anna Akter, Bo Backe tittar också på det här."
    assert send(client, sign(client, found)).json == {"words": told}
    session.rollback()
    seen = list_viewers(
        session, found.run.round_id, get_offer(session, found.offer_id), but=0, at=NOW
    )
    assert coordinator.id in {viewer.account_id for viewer in seen}


@pytest.mark.usefixtures("coordinator")
def test_what_is_not_there_is_not_looked_at(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session)
    session.commit()
    assert send(client, sign(client, found, offer_id=999)).status_code == 404


@pytest.mark.usefixtures("coordinator")
def test_a_look_is_a_post(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session)
    session.commit()
    assert client.get(sign(client, found).action).status_code == 404
