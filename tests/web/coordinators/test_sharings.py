"""A second employer without an account says yes or no on the phone."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.actors import Actor
from models.operations.sharings import ask_to_share
from models.words import Role
from tests.builders import NOW, an_employer, an_offer
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send

pytestmark = pytest.mark.usefixtures("coordinator")


def test_what_it_says_is_written_down(client: FlaskClient, session: Session) -> None:
    offer, other = an_offer(session), an_employer(session)
    sharing = ask_to_share(session, offer, other, by=Actor(Role.EMPLOYER), at=NOW)
    session.commit()
    page = f"/coordinator/offers/{offer.id}"
    assert other.shown_name in client.get(page).text
    form = form_of(client.get(page), f"/sharings/{sharing.id}/accept")
    for _time in range(2):
        assert send(client, form).location == page
    look_anew(session)
    assert offer.co_host is other
    send(client, form_of(client.get(page), f"/sharings/{sharing.id}/end"))
    look_anew(session)
    assert offer.sharing is None
