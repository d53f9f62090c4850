"""Whether single keys act, remembered for whoever is signed in."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Account
from models.queries.events import list_events_of
from tests.builders import a_suggestion
from tests.web.browsing import form_of, send


@pytest.mark.parametrize("again", [1, 2])
def test_keys_are_turned_off_and_on_for_good(
    client: FlaskClient, session: Session, coordinator: Account, again: int
) -> None:
    found = a_suggestion(session)
    session.commit()
    address = f"/coordinator/rounds/{found.run.round_id}/review?offer={found.offer_id}"
    for kept, presses in ((False, "off"), (True, "on")):
        page = client.get(address)
        assert ("data-keys" in page.text) is not kept
        for _time in range(again):
            answer = send(client, form_of(page, "/shortcuts"), shortcuts=presses)
            assert answer.location == address
        session.rollback()
        session.expire_all()
        assert coordinator.has_shortcuts is kept
    events = [event.verb for event in list_events_of(session, "account", coordinator.id)]
    assert events.count("edited") == 2


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example", ""])
def test_the_way_back_stays_with_us(
    client: FlaskClient, session: Session, coordinator: Account, wanted: str
) -> None:
    found = a_suggestion(session)
    session.commit()
    page = client.get(f"/coordinator/rounds/{found.run.round_id}/review")
    assert send(client, form_of(page, "/shortcuts"), next=wanted).location == "/"
