"""The employer's first page says what needs them, and nothing of what they must not know."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.employers import Employer
from models.operations import employers, offers, placements
from models.people import Account
from models.words import Role, Side
from tests.builders import (
    NOW,
    a_confirmed_match,
    a_coordinator,
    a_placed_match,
    a_student,
    an_account,
    an_agreed_match,
    an_offer,
    an_offered_match,
    say,
)
from tests.web.counting import queries_counted

SignIn = Callable[[Account], None]


def test_somebody_new_is_asked_who_the_employer_is(
    client: FlaskClient, account: Account, sign_in: SignIn
) -> None:
    sign_in(account)
    page = client.get("/employer")
    assert page.status_code == 200
    assert 'href="/employer/organisation/new"' in page.text


def test_an_employer_without_offers_reads_how_it_begins(
    client: FlaskClient, employer: Employer
) -> None:
    page = client.get("/employer")
    assert employer.name in page.text
    for kind in ("mentorship", "internship", "thesis", "traineeship"):
        assert f'href="/employer/offers/new/{kind}"' in page.text
    assert "kp-needs" not in page.text


def test_a_candidate_to_answer_comes_first(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    match = an_offered_match(session, offer=an_offer(session, employer=employer))
    session.commit()
    page = client.get("/employer")
    assert page.text.count("kp-needs") == 1
    assert "Monday 15 March 2027" in page.text
    assert f'href="/employer/matches/{match.id}"' in page.text


def test_each_offer_says_where_its_candidates_stand_and_how_many_are_over(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    offer = an_offer(session, employer=employer, places=2)
    waiting, over = an_offered_match(session, offer=offer), an_offered_match(session, offer=offer)
    say(session, over, Side.STUDENT, says_yes=False)
    session.commit()
    page = client.get("/employer").text
    assert page.count(f'href="/employer/matches/{waiting.id}"') == 2
    assert f'href="/employer/matches/{over.id}"' not in page
    assert "1 earlier candidate" in page


def test_everything_that_waits_stands_there_the_nearest_deadline_first(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    later = an_offered_match(session, offer=an_offer(session, employer=employer))
    sooner = an_offered_match(session, offer=an_offer(session, employer=employer))
    assert sooner.reply_by is not None
    sooner.reply_by -= timedelta(days=3)
    session.commit()
    page = client.get("/employer").text
    addresses = [f'href="/employer/matches/{match.id}"' for match in (sooner, later)]
    found = [page.index(address) for address in addresses]
    assert found == sorted(found)
    assert "Also waits for you" in page


def test_nobody_is_named_before_both_have_said_yes(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    student = a_student(session, name="Ängla Hemlig")
    match = an_offered_match(session, offer=an_offer(session, employer=employer), student=student)
    session.commit()
    assert "Ängla Hemlig" not in client.get("/employer").text
    for side in Side:
        say(session, match, side)
    session.commit()
    assert "Ängla Hemlig" in client.get("/employer").text


def test_what_only_the_working_group_knows_is_not_shown(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    match = a_confirmed_match(session, offer=an_offer(session, employer=employer))
    session.commit()
    assert f"/employer/matches/{match.id}" not in client.get("/employer").text


def test_an_offer_that_was_sent_back_asks_for_a_change(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    offer = an_offer(session, employer=employer, published=False)
    by = a_coordinator(session)
    offers.submit_offer(session, offer, by=by, at=NOW)
    offers.send_back_offer(session, offer, by=by, at=NOW, comment="Vem är handledare?")
    session.commit()
    page = client.get("/employer")
    assert "Vem är handledare?" in page.text
    assert f'href="/employer/offers/{offer.id}/edit"' in page.text


def test_a_completed_placement_asks_how_it_went(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    match = a_placed_match(session, offer=an_offer(session, employer=employer))
    placements.complete(session, match, by=a_coordinator(session), at=NOW)
    session.commit()
    assert f'href="/employer/matches/{match.id}/evaluate"' in client.get("/employer").text


@pytest.mark.parametrize("verb", ["pause_employer", "resume_employer"])
def test_every_state_of_the_employer_is_told(
    session: Session, client: FlaskClient, employer: Employer, verb: str
) -> None:
    by = a_coordinator(session)
    employers.pause_employer(session, employer, by=by, at=NOW)
    if verb == "resume_employer":
        employers.resume_employer(session, employer, by=by, at=NOW)
    session.commit()
    assert ('<div class="kp-notice"><p>' in client.get("/employer").text) is (
        verb == "pause_employer"
    )


def test_others_offers_and_matches_are_not_listed(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    other = an_agreed_match(session)
    session.commit()
    page = client.get("/employer").text
    assert f"/employer/matches/{other.id}" not in page
    assert f"/employer/offers/{other.offer_id}" not in page


@pytest.mark.parametrize("role", [Role.STUDENT, Role.COORDINATOR, Role.STEERING, Role.ADMIN])
def test_the_page_does_not_exist_for_other_roles(
    session: Session, client: FlaskClient, sign_in: SignIn, role: Role
) -> None:
    sign_in(an_account(session, role))
    assert client.get("/employer").status_code == 404


def test_somebody_signed_out_is_led_to_sign_in(client: FlaskClient) -> None:
    answer = client.get("/employer")
    assert (answer.status_code, answer.location) == (302, "/login?next=/employer")


def test_the_number_of_queries_does_not_grow_with_the_matches(
    app: Flask, session: Session, client: FlaskClient, employer: Employer
) -> None:
    counts = []
    for _turn in range(2):
        for _each in range(3):
            a_placed_match(session, offer=an_offer(session, employer=employer))
        session.commit()
        with queries_counted(app) as counted:
            client.get("/employer")
        counts.append(counted.count)
    assert counts[0] == counts[1]
