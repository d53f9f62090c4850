"""Swedish is the default, English is one button away, and the choice is kept."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Account
from models.words import Language, Role
from tests.builders import an_account
from tests.web.browsing import form_of, send

SWEDISH, ENGLISH = '<html lang="sv">', '<html lang="en">'


def test_a_browser_that_says_english_is_met_in_swedish(client: FlaskClient) -> None:
    assert SWEDISH in client.get("/", headers={"Accept-Language": "en-US"}).text


def test_the_switch_leads_back_to_the_same_page_in_the_other_language(client: FlaskClient) -> None:
    form = form_of(client.get("/offers?kind=thesis"), "/language")
    answer = send(client, form, language="en")
    assert answer.status_code == 303
    assert answer.location == "/offers?kind=thesis"
    page = client.get("/offers?kind=thesis")
    assert ENGLISH in page.text
    assert "Open offers" in page.text


def test_the_language_of_an_account_goes_before_that_of_the_browser(
    client: FlaskClient, session: Session, sign_in: Callable[[Account], None]
) -> None:
    sign_in(an_account(session, Role.STUDENT, language=Language.ENGLISH))
    assert ENGLISH in client.get("/").text


def test_the_switch_changes_the_language_of_the_account(
    client: FlaskClient, session: Session, sign_in: Callable[[Account], None]
) -> None:
    account = an_account(session, Role.STUDENT)
    sign_in(account)
    send(client, form_of(client.get("/"), "/language"), language="en")
    session.refresh(account)
    assert account.language is Language.ENGLISH
    assert ENGLISH in client.get("/").text


def test_a_language_that_pages_do_not_speak_changes_nothing(client: FlaskClient) -> None:
    send(client, form_of(client.get("/"), "/language"), language="xx")
    assert SWEDISH in client.get("/").text


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example", "/\t/evil.example", "/\\evil.example", "evil", ""],
)
def test_the_switch_never_leads_elsewhere(client: FlaskClient, wanted: str) -> None:
    form = form_of(client.get("/"), "/language")
    assert send(client, form, language="en", next=wanted).location == "/"
