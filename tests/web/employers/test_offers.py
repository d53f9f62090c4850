"""An offer is read, changed and withdrawn by its own employer, and by no other."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.employers import Employer
from models.matches import Match
from models.operations import offers as operations
from models.people import Account
from models.words import CEFR, Level, MatchState, OfferState, Pay, Role
from tests.builders import (
    NOW,
    a_coordinator,
    a_placed_match,
    an_account,
    an_agreed_match,
    an_employer,
    an_offer,
    an_offered_match,
)
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from tests.web.employers.writing import TITLE, new, written

SignIn = Callable[[Account], None]


def test_scripts_in_an_offer_are_words(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    evil = "<script>alert(1)</script>"
    offer = an_offer(session, employer=employer, published=False, title=evil, text=evil)
    session.commit()
    page = client.get(f"/employer/offers/{offer.id}").text
    assert evil not in page
    assert "&lt;script&gt;" in page


def test_unpaid_work_outside_a_course_is_flagged(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    offer = an_offer(session, employer=employer, published=False, pay=Pay.UNPAID)
    session.commit()
    assert "looks at it twice" in client.get(f"/employer/offers/{offer.id}").text


def test_a_comment_is_read_where_the_offer_is_changed(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    offer = an_offer(session, employer=employer, published=False)
    by = a_coordinator(session)
    operations.submit_offer(session, offer, by=by, at=NOW)
    operations.send_back_offer(session, offer, by=by, at=NOW, comment="Säg vem som är handledare.")
    session.commit()
    edit = f"/employer/offers/{offer.id}/edit"
    page = client.get(edit)
    assert "Säg vem som är handledare." in page.text
    answer = send(client, form_of(page, edit), do="submit", title=TITLE)
    assert answer.status_code == 303
    again = written(session)
    assert again is not None
    assert (again.state, again.review_comment) == (OfferState.SUBMITTED, "")


def test_a_change_keeps_what_was_not_touched(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    offer = an_offer(
        session,
        employer=employer,
        published=False,
        must={"Svetsning": 4},
        languages={"sv": CEFR.B2},
        levels=frozenset({Level.MASTER}),
        starts_on=date(2027, 6, 9),
    )
    session.commit()
    edit = f"/employer/offers/{offer.id}/edit"
    form = form_of(client.get(edit), edit)
    answer = send(
        client,
        form,
        title=TITLE,
        **{
            "must-first": "Svetsning",
            "must-second": "4",
            "languages-first": "sv",
            "languages-second": "B2",
        },
    )
    assert answer.status_code == 303
    look_anew(session)
    assert offer.starts_on == date(2027, 6, 9)
    assert [(skill.words, skill.level) for skill in offer.skills] == [("Svetsning", 4)]
    assert [each.level for each in offer.levels] == [Level.MASTER]
    assert (offer.state, offer.title) == (OfferState.DRAFT, TITLE)
    # An internship names no mentor; one that came from a file keeps it all the same.
    assert offer.mentor_name == "Kim Lind"


def test_a_published_offer_cannot_lose_what_readers_need(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    offer = an_offer(session, employer=employer)
    session.commit()
    edit = f"/employer/offers/{offer.id}/edit"
    answer = send(client, form_of(client.get(edit), edit), text="")
    assert answer.status_code == 422


def test_places_that_are_taken_stay(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    offer = an_offer(session, employer=employer, places=2)
    for _each in range(2):
        an_agreed_match(session, offer=offer)
    session.commit()
    edit = f"/employer/offers/{offer.id}/edit"
    answer = send(client, form_of(client.get(edit), edit), places="1")
    assert answer.status_code == 422
    assert "2 places are taken already." in answer.text


def test_withdrawing_says_first_what_follows(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    offer = an_offer(session, employer=employer, places=3)
    asked, begun = an_offered_match(session, offer=offer), a_placed_match(session, offer=offer)
    session.commit()
    address = f"/employer/offers/{offer.id}/withdraw"
    page = client.get(address)
    assert f"Candidate {asked.student.number}" in page.text
    assert f"Candidate {begun.student.number}" not in page.text
    look_anew(session)
    assert offer.state is OfferState.PUBLISHED
    assert send(client, form_of(page, address)).location == f"/employer/offers/{offer.id}"
    look_anew(session)
    assert offer.state is OfferState.WITHDRAWN
    states = session.scalars(select(Match.state).where(Match.offer_id == offer.id))
    assert set(states) == {MatchState.WITHDRAWN, MatchState.PLACED}


def test_what_is_withdrawn_is_neither_changed_nor_withdrawn_again(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    offer = an_offer(session, employer=employer)
    operations.withdraw_offer(session, offer, by=a_coordinator(session), at=NOW)
    session.commit()
    assert client.get(f"/employer/offers/{offer.id}").status_code == 200
    for page in ("edit", "withdraw"):
        assert client.get(f"/employer/offers/{offer.id}/{page}").status_code == 409


PAGES = ("", "/edit", "/withdraw")


@pytest.mark.parametrize("page", PAGES)
def test_an_offer_of_another_does_not_exist(
    session: Session, client: FlaskClient, employer: Employer, page: str
) -> None:
    other = an_offer(session, employer=an_employer(session))
    session.commit()
    assert client.get(f"/employer/offers/{other.id}{page}").status_code == 404
    assert client.get(f"/employer/offers/999999{page}").status_code == 404
    token = form_of(client.get("/employer"), "/logout").values["csrf_token"]
    for verb in ("edit", "submit", "withdraw"):
        sent = client.post(f"/employer/offers/{other.id}/{verb}", data={"csrf_token": token})
        assert sent.status_code == 404
    look_anew(session)
    assert other.state is OfferState.PUBLISHED


@pytest.mark.parametrize("role", [Role.STUDENT, Role.COORDINATOR, Role.STEERING, Role.ADMIN])
def test_the_pages_do_not_exist_for_other_roles(
    session: Session, client: FlaskClient, sign_in: SignIn, role: Role
) -> None:
    offer = an_offer(session)
    sign_in(an_account(session, role))
    for address in (new(), *(f"/employer/offers/{offer.id}{page}" for page in PAGES)):
        assert client.get(address).status_code == 404
