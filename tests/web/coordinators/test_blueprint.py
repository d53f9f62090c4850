"""Every page of the working group: who may open it, and that it can be read in both languages."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Account
from models.words import Kind, Language, Role
from tests.builders import (
    a_close_up,
    a_hint,
    a_rolling_round,
    a_student,
    an_account,
    an_employer,
    an_offer,
)
from tests.builders.matches import a_placed_match

NOT_THEIRS = [Role.STUDENT, Role.EMPLOYER, Role.STEERING, Role.ADMIN]


def addresses(session: Session) -> list[str]:
    """Make something of everything, and give the address of every page about it."""
    match = a_placed_match(session)
    student, offer = match.student_id, match.offer_id
    employer = match.offer.employer
    draft = an_offer(session, employer=employer, published=False).id
    hint, close_up = a_hint(session), a_close_up(session)
    rounds = f"/rounds/{hint.round_id}"
    steps = ("about", "studies", "seeking", "skills", "languages", "reach", "text")
    return [
        "",
        "/search",
        "/search?q=sommar",
        "/letters",
        "/students",
        "/students?names=1&state=submitted&words=student",
        "/students/new",
        f"/students/{student}",
        f"/students/{student}/leave",
        *(f"/students/{student}/profile/{step}" for step in steps),
        "/employers",
        "/employers/new",
        f"/employers/{employer.id}",
        f"/employers/{employer.id}/edit",
        f"/employers/{employer.id}/contacts/new",
        f"/employers/{employer.id}/contacts/{employer.contacts[0].id}",
        *(f"/employers/{employer.id}/offers/new/{kind}" for kind in Kind),
        "/offers",
        "/offers?state=draft&kind=internship",
        f"/offers/{offer}",
        f"/offers/{draft}",
        f"/offers/{draft}/edit",
        f"/offers/{offer}/withdraw",
        rounds,
        f"{rounds}/review?offer={close_up.offer_id}&student={close_up.student_id}",
        f"{rounds}/unplaced",
        f"{rounds}/proposal",
        f"{rounds}/hints",
        f"{rounds}/pairs/new",
        f"{rounds}/pairs/{hint.student_id}/{hint.offer_id}",
        f"{rounds}/pairs/{close_up.student_id}/{close_up.offer_id}",
        f"/runs/{close_up.run_id}",
        f"/runs/{close_up.run_id}/comparison",
    ]


@pytest.mark.parametrize("language", Language)
def test_a_coordinator_reads_every_page(
    client: FlaskClient, session: Session, sign_in: Callable[[Account], None], language: Language
) -> None:
    pages = addresses(session)
    sign_in(an_account(session, Role.COORDINATOR, language=language))
    for page in pages:
        answer = client.get(f"/coordinator{page}")
        assert answer.status_code == 200, page
        assert f'lang="{language}"' in answer.text
        assert 'role="search"' in answer.text, page


@pytest.mark.parametrize("role", NOT_THEIRS)
def test_to_others_the_pages_are_not_there(
    client: FlaskClient, session: Session, sign_in: Callable[[Account], None], role: Role
) -> None:
    pages = addresses(session)
    sign_in(an_account(session, role))
    assert {client.get(f"/coordinator{page}").status_code for page in pages} == {404}


def test_signed_out_every_page_leads_to_sign_in(client: FlaskClient, session: Session) -> None:
    pages = addresses(session)
    session.commit()
    assert {client.get(f"/coordinator{page}").status_code for page in pages} == {302}


@pytest.mark.usefixtures("coordinator")
def test_what_is_not_there_is_not_found(client: FlaskClient, session: Session) -> None:
    employer, other = an_employer(session), an_employer(session)
    session.commit()
    for page in (
        "/students/999999",
        "/students/open?number=999999",
        "/students/open?number=abc",
        "/students/999999/profile/about",
        "/employers/999999",
        f"/employers/{employer.id}/contacts/{other.contacts[0].id}",
        f"/employers/{employer.id}/offers/new/holiday",
        "/offers/999999",
        "/offers/99999999999999999999",
    ):
        assert client.get(f"/coordinator{page}").status_code == 404, page


@pytest.mark.usefixtures("coordinator")
def test_an_empty_service_says_kindly_that_there_is_nothing(client: FlaskClient) -> None:
    for page in ("", "/letters", "/students", "/employers", "/offers", "/search?q=nobody"):
        answer = client.get(f"/coordinator{page}")
        assert answer.status_code == 200
        assert 'class="kp-empty"' in answer.text, page


@pytest.mark.usefixtures("coordinator")
def test_a_student_can_be_paired_by_hand_from_their_page(
    client: FlaskClient, session: Session
) -> None:
    student, round_ = (
        a_student(session, kinds=(Kind.THESIS,)),
        a_rolling_round(session, Kind.THESIS),
    )
    session.commit()
    page = client.get(f"/coordinator/students/{student.id}").text
    assert f"/coordinator/rounds/{round_.id}/pairs/new?student={student.id}" in page
