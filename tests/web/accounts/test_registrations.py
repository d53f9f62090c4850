"""Signing up: the letter, the button behind its link, and what is not told."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from models.actors import Actor
from models.database import writing
from models.operations.students import register_student
from models.people import Account
from models.words import Role
from tests.web.accounts.browser import (
    PASSWORD,
    Browser,
    account_made,
    account_of,
    letters,
    link,
    tokens,
)
from tests.web.accounts.conftest import MakeApp
from tests.web.databases import on_both
from web.clock import now
from web.session import sessions

pytestmark = on_both

ADDRESS = "kim@example.org"


def sign_up(browser: Browser, **changes: str) -> int:
    fields = {
        "role": "student",
        "name": "Kim Kajsson",
        "email": ADDRESS,
        "password": PASSWORD,
        "language": "en",
    }
    return browser.send("/register", **fields | changes).status_code


def test_somebody_signs_up_confirms_signs_in_and_out(app: Flask, browser: Browser) -> None:
    assert sign_up(browser) == 303
    assert letters(app) == ["account_confirm"]
    assert browser.sign_in(ADDRESS).status_code == 422

    page = link(app, "account_confirm")
    assert browser.send(page, password=PASSWORD).headers["Location"] == "/login"
    assert browser.sign_in(ADDRESS).status_code == 303
    assert browser.is_signed_in()

    assert browser.send("/logout", page="/change").status_code == 303
    assert not browser.is_signed_in()


def test_opening_the_link_changes_nothing(app: Flask, browser: Browser) -> None:
    sign_up(browser)
    page = link(app, "account_confirm")
    for _ in range(3):
        assert browser.get(page).status_code == 200
        assert browser.client.head(page).status_code == 200
    with account_of(app) as (_session, account):
        assert account.confirmed_at is None


@pytest.mark.parametrize("password", ["", "somebody else’s guess"])
def test_whoever_has_the_letter_but_not_the_password_confirms_nothing(
    app: Flask, browser: Browser, password: str
) -> None:
    """Or somebody could sign up with another's address and wait for them to press the button."""
    sign_up(browser)
    refused = browser.send(link(app, "account_confirm"), password=password)
    assert refused.status_code == 422
    with account_of(app) as (_session, account):
        assert account.confirmed_at is None


def test_confirming_twice_does_no_harm(app: Flask, browser: Browser) -> None:
    sign_up(browser)
    page = link(app, "account_confirm")
    button = f'action="{page}"'
    assert button in browser.get(page).text
    assert browser.send(page, password=PASSWORD).status_code == 303
    assert button not in browser.get(page).text
    with account_of(app) as (_session, account):
        confirmed_at = account.confirmed_at
    browser.client.post(page, data=tokens(browser.get("/reset").text))
    with account_of(app) as (_session, account):
        assert account.confirmed_at == confirmed_at


def test_a_later_registration_makes_the_earlier_link_useless(app: Flask, browser: Browser) -> None:
    sign_up(browser)
    page = link(app, "account_confirm")
    sign_up(browser, password="en helt annan brygga")
    assert browser.get(page).status_code == 404
    assert browser.get(link(app, "account_confirm")).status_code == 200


def test_a_link_of_another_kind_or_a_changed_one_confirms_nothing(
    app: Flask, browser: Browser
) -> None:
    sign_up(browser)
    token = link(app, "account_reset").rpartition("/")[2]
    assert browser.get(f"/confirm/{token}").status_code == 404
    assert browser.get(link(app, "account_confirm") + "x").status_code == 404
    assert browser.get("/confirm/nothing").status_code == 404


def test_a_known_and_an_unknown_address_get_the_same_answer(app: Flask) -> None:
    account_made(app, "known@example.org")
    answers = []
    for email in ("known@example.org", "unknown@example.org"):
        browser = Browser(app)
        shown = browser.send(
            "/register",
            role="employer",
            name="Kim",
            email=email,
            password=PASSWORD,
            language="en",
        )
        answers.append((shown.status_code, shown.headers["Location"], shown.text))
    assert answers[0] == answers[1]
    assert letters(app) == ["account_exists", "account_confirm"]


@pytest.mark.parametrize("page", ["/reset", "/confirm"])
def test_asking_for_a_letter_tells_nothing_either(app: Flask, page: str) -> None:
    account_made(app, "known@example.org")
    answers = {
        (sent.status_code, sent.headers["Location"], sent.text)
        for sent in (
            Browser(app).send(page, email=email)
            for email in ("known@example.org", "unknown@example.org")
        )
    }
    assert len(answers) == 1


def test_nobody_signs_up_as_staff(app: Flask, browser: Browser) -> None:
    assert sign_up(browser, role="admin") == 422
    assert sign_up(browser, role="coordinator") == 422
    assert letters(app) == []


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "password2026!",
        "123456789012",
        "qwertyuiopåasdf",
        "aaaaaaaaaaaaaa",
        "Sommar2026!!",
        "kim@example.org",
        "kajsson är bäst",
        "x" * 257,
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(browser: Browser, password: str) -> None:
    assert sign_up(browser, password=password) == 422


def test_what_was_typed_stays_but_never_the_password(browser: Browser) -> None:
    shown = browser.send(
        "/register", role="student", name="Kim Kajsson", email="kim@", password=PASSWORD
    )
    assert shown.status_code == 422
    assert 'value="Kim Kajsson"' in shown.text
    assert PASSWORD not in shown.text


def test_the_same_form_sent_twice_signs_up_once(app: Flask, browser: Browser) -> None:
    page = browser.get("/register").text
    form = dict(re.findall(r'name="(csrf_token|form_key)" value="([^"]*)"', page)) | {
        "role": "student",
        "name": "Kim Kajsson",
        "email": ADDRESS,
        "password": PASSWORD,
        "language": "en",
    }
    answers = [browser.client.post("/register", data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert letters(app) == ["account_confirm"]


def test_the_same_form_sent_ten_times_at_once_signs_up_once_and_is_answered_alike(
    make_app: MakeApp,
) -> None:
    app = make_app(LIMIT_LETTERS="2 per hour")
    browser = Browser(app)
    page = browser.get("/register").text
    form = tokens(page) | {
        "role": "student",
        "name": "Kim Kajsson",
        "email": ADDRESS,
        "password": PASSWORD,
        "language": "en",
    }
    cookie = browser.client.get_cookie("kajplats")
    assert cookie is not None

    def press(_number: int) -> tuple[int, str | None]:
        client = app.test_client()
        client.set_cookie("kajplats", cookie.value)
        answer = client.post("/register", data=form)
        return answer.status_code, answer.location

    with ThreadPoolExecutor(10) as clicks:
        answers = list(clicks.map(press, range(10)))
    assert set(answers) == {(303, "/letter")}
    assert letters(app) == ["account_confirm"]
    with app.app_context(), sessions()() as session:
        assert session.scalar(select(func.count(Account.id))) == 1
    # It counts as one letter, and goes on being answered when no more are allowed.
    assert [sign_up(browser), sign_up(browser)] == [303, 429]
    assert press(11) == (303, "/letter")


def test_the_page_says_what_happens_to_the_data(browser: Browser) -> None:
    page = browser.get("/register?as=employer").text
    assert "/privacy" in page
    assert re.search(r'<input checked[^>]*value="employer"', page)


def test_too_many_letters_are_refused_with_a_time_to_wait(make_app: MakeApp) -> None:
    app = make_app(LIMIT_LETTERS="2 per hour")
    browser = Browser(app)
    answers = [browser.send("/reset", email=ADDRESS).status_code for _ in range(3)]
    assert answers == [303, 303, 429]
    refused = browser.send("/reset", email=ADDRESS)
    assert int(refused.headers["Retry-After"]) > 5
    assert browser.send("/reset", email="other@example.org").status_code == 303


def test_a_student_taken_by_phone_is_connected_by_the_address(app: Flask, browser: Browser) -> None:
    with app.app_context(), writing(sessions()) as session:
        by_phone = Actor(Role.COORDINATOR, for_role=Role.STUDENT)
        register_student(session, email=ADDRESS, by=by_phone, at=now())
    sign_up(browser)
    browser.send(link(app, "account_confirm"), password=PASSWORD)
    with account_of(app) as (_session, account):
        assert account.student is not None
        assert account.student.email == ADDRESS
