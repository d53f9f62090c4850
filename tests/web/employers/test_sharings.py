"""An offer that two employers host: the first answers, the second reads, nobody else sees it."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Employer
from models.matches import Match
from models.offers import Offer, Sharing
from models.operations.sharings import accept_sharing, ask_to_share
from models.people import Account
from models.words import Role, Side
from tests.builders import (
    NOW,
    a_colleague,
    a_student,
    an_employer,
    an_offer,
    an_offered_match,
    say,
)
from tests.web.anew import look_anew
from tests.web.browsing import Form, form_of, forms_of, send

SignIn = Callable[[Account], None]
BY = Actor(Role.EMPLOYER)


@pytest.fixture
def offer(session: Session) -> Offer:
    """Give another employer's offer, which the employer that is signed in is asked to share."""
    return an_offer(session, employer=an_employer(session, name="Öns varv"))


@pytest.fixture
def sharing(session: Session, offer: Offer, employer: Employer) -> Sharing:
    sharing = ask_to_share(session, offer, employer, by=BY, at=NOW)
    session.commit()
    return sharing


@pytest.fixture
def match(session: Session, sharing: Sharing) -> Match:
    """Give a match of the shared offer, offered when both employers were named."""
    accept_sharing(session, sharing, by=BY, at=NOW)
    student = a_student(session, name="Ängla Hemlig")
    match = an_offered_match(session, offer=sharing.offer, student=student)
    session.commit()
    return match


def test_the_first_employer_asks_and_takes_it_back(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    own, other = an_offer(session, employer=employer), an_employer(session, name="Öns varv")
    session.commit()
    address = f"/employer/offers/{own.id}/share"
    form = form_of(client.get(address), address)
    assert send(client, form, employer="").status_code == 422
    form = form_of(client.get(address), address)
    assert send(client, form, employer=str(employer.id)).status_code == 422
    form = form_of(client.get(address), address)
    for _time in range(2):
        answer = send(client, form, employer=str(other.id))
        assert answer.location == f"/employer/offers/{own.id}"
    look_anew(session)
    assert own.sharing is not None
    assert own.co_host is None
    assert "Öns varv" not in client.get(f"/offers/{own.id}").text
    form = form_of(client.get(f"/employer/offers/{own.id}"), "/share/end")
    send(client, form)
    look_anew(session)
    assert own.sharing is None


def test_the_second_employer_says_yes_and_both_are_named(
    session: Session, client: FlaskClient, employer: Employer, sharing: Sharing
) -> None:
    address = f"/employer/shared/{sharing.id}"
    assert address in client.get("/employer").text
    form = form_of(client.get(address), f"{address}/accept")
    for _time in range(2):
        assert send(client, form).location == address
    page = client.get(f"/offers/{sharing.offer_id}").text
    assert "Öns varv" in page
    assert employer.shown_name in page


def test_a_no_leaves_the_offer_to_the_first(
    session: Session, client: FlaskClient, offer: Offer, sharing: Sharing
) -> None:
    address = f"/employer/shared/{sharing.id}"
    form = form_of(client.get(address), f"{address}/leave")
    assert [send(client, form).location for _time in range(2)] == ["/employer", "/employer"]
    look_anew(session)
    assert offer.sharing is None
    assert client.get(address).status_code == 404


def test_the_second_reads_the_match_and_cannot_answer_it(
    session: Session, client: FlaskClient, match: Match, sharing: Sharing
) -> None:
    address = f"/employer/shared/matches/{match.id}"
    assert address in client.get(f"/employer/shared/{sharing.id}").text
    page = client.get(address)
    assert page.status_code == 200
    assert "Ängla Hemlig" not in page.text
    actions = [form.action for form in forms_of(page)]
    assert not any("/matches/" in action for action in actions)
    assert client.get(f"/employer/matches/{match.id}").status_code == 404
    token = form_of(page, "/language").values["csrf_token"]
    for what in ("answer", "meet", "withdraw", "interrupt", "complete"):
        form = Form(f"/employer/matches/{match.id}/{what}", "post", {"csrf_token": token})
        assert send(client, form, says="yes").status_code == 404
    for side in Side:
        say(session, match, side)
    session.commit()
    assert "Ängla Hemlig" in client.get(address).text


def test_what_was_asked_before_the_second_said_yes_is_not_its_to_see(
    session: Session, client: FlaskClient, offer: Offer, sharing: Sharing
) -> None:
    match = an_offered_match(session, offer=offer)
    accept_sharing(session, sharing, by=BY, at=NOW)
    session.commit()
    assert client.get(f"/employer/shared/matches/{match.id}").status_code == 404
    assert f"matches/{match.id}" not in client.get(f"/employer/shared/{sharing.id}").text


def test_a_third_employer_sees_nothing(
    session: Session, client: FlaskClient, match: Match, sharing: Sharing, sign_in: SignIn
) -> None:
    sign_in(a_colleague(session, an_employer(session)))
    for address in (
        f"/employer/shared/{sharing.id}",
        f"/employer/shared/matches/{match.id}",
        f"/employer/offers/{sharing.offer_id}/share",
    ):
        assert client.get(address).status_code == 404
