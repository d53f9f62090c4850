"""The second factor: required of staff, asked for at signing in, used up by being used."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from passlib.totp import TOTP  # type: ignore[import-untyped] # it ships none

from models.words import Role
from tests.web.accounts.browser import PASSWORD, Browser, account_made, account_of, letters
from tests.web.accounts.conftest import MakeApp
from web.clock import now

ADDRESS = "kim@example.org"
PAGE = "/account/second-factor"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Stand in the middle of a half minute, and move only when told."""
    at = now().replace(second=10, microsecond=0)
    with time_machine.travel(at, tick=False) as traveller:
        yield traveller


def code_of(key: str) -> str:
    return str(TOTP(key=key).generate().token)


def set_up(browser: Browser) -> tuple[str, list[str]]:
    """Set the second factor up, and give its key and the recovery codes."""
    page = browser.get(PAGE).text
    found = re.search(r"<samp>([A-Z0-9-]+)</samp>", page)
    assert found
    key = found[1].replace("-", "")
    shown = browser.send(PAGE, code=code_of(key))
    assert shown.status_code == 200
    codes = re.findall(r"<li><samp>([a-z0-9-]+)</samp></li>", shown.text)
    assert len(codes) == 8
    return key, codes


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.STEERING, Role.ADMIN])
def test_staff_are_led_to_set_it_up_and_reach_nothing_before(
    app: Flask, browser: Browser, role: Role
) -> None:
    account_made(app, ADDRESS, role)
    browser.sign_in(ADDRESS)
    sent = browser.get("/account")
    assert (sent.status_code, sent.headers["Location"]) == (303, PAGE)
    set_up(browser)
    assert browser.get("/account").status_code == 200


def test_nobody_is_asked_in_a_demo(make_app: MakeApp) -> None:
    app = make_app(DEMO=True)
    account_made(app, ADDRESS, Role.COORDINATOR)
    browser = Browser(app)
    browser.sign_in(ADDRESS)
    assert browser.get("/account").status_code == 200


def test_students_may_have_one_and_need_none(app: Flask, browser: Browser) -> None:
    account_made(app)
    browser.sign_in(ADDRESS)
    assert browser.get("/account").status_code == 200
    set_up(browser)
    assert letters(app) == ["second_factor_changed"]


def test_signing_in_asks_for_a_code_and_each_works_once(
    app: Flask, browser: Browser, clock: time_machine.Traveller
) -> None:
    account_made(app)
    browser.sign_in(ADDRESS)
    key, _codes = set_up(browser)
    used = code_of(key)

    other = Browser(app)
    assert other.sign_in(ADDRESS, next_page="/change").headers["Location"] == "/login/code"
    assert not other.is_signed_in()
    assert other.send("/login/code", code=used).status_code == 422
    clock.shift(timedelta(seconds=30))
    sent = other.send("/login/code", code=code_of(key))
    assert (sent.status_code, sent.headers["Location"]) == (303, "/change")
    assert other.is_signed_in()

    third = Browser(app)
    third.sign_in(ADDRESS)
    assert third.send("/login/code", code=code_of(key)).status_code == 422


def test_a_recovery_code_opens_the_account_once(app: Flask, browser: Browser) -> None:
    account_made(app)
    browser.sign_in(ADDRESS)
    _key, codes = set_up(browser)
    for expected in (303, 422):
        other = Browser(app)
        other.sign_in(ADDRESS)
        assert other.send("/login/code", code=codes[0]).status_code == expected


def test_the_password_is_not_waited_on_for_ever(
    app: Flask, browser: Browser, clock: time_machine.Traveller
) -> None:
    account_made(app)
    browser.sign_in(ADDRESS)
    key, _codes = set_up(browser)
    other = Browser(app)
    other.sign_in(ADDRESS)
    clock.shift(timedelta(minutes=11))
    assert other.client.get("/login/code").headers["Location"] == "/login"
    other.sign_in(ADDRESS)
    assert other.send("/login/code", code=code_of(key)).status_code == 303


def test_a_code_without_the_password_opens_nothing(app: Flask, browser: Browser) -> None:
    assert browser.get("/login/code").headers["Location"] == "/login"


def test_a_wrong_code_sets_nothing_up(app: Flask, browser: Browser) -> None:
    account_made(app)
    browser.sign_in(ADDRESS)
    assert browser.send(PAGE, code="000000").status_code == 422
    assert browser.send(PAGE, code="").status_code == 422
    with account_of(app) as (_session, account):
        assert account.tf_primary_method is None


def test_codes_cannot_be_tried_one_after_another(make_app: MakeApp) -> None:
    app = make_app(LIMIT_GUESSES="3 per hour")
    account_made(app)
    browser = Browser(app)
    browser.sign_in(ADDRESS)
    set_up(browser)
    answers = []
    for _ in range(4):
        other = Browser(app)
        other.sign_in(ADDRESS)
        answers.append(other.send("/login/code", code="000000").status_code)
    assert answers == [422, 422, 422, 429]


def test_removing_it_takes_the_password(app: Flask, browser: Browser) -> None:
    account_made(app)
    browser.sign_in(ADDRESS)
    set_up(browser)
    remove = f"{PAGE}/remove"
    assert browser.send(remove, page=PAGE, current_password="wrong").status_code == 422
    assert browser.send(remove, page=PAGE, current_password=PASSWORD).status_code == 303
    other = Browser(app)
    other.sign_in(ADDRESS)
    assert other.is_signed_in()


def test_new_recovery_codes_replace_the_earlier_ones(app: Flask, browser: Browser) -> None:
    account_made(app)
    browser.sign_in(ADDRESS)
    _key, old = set_up(browser)
    shown = browser.send(f"{PAGE}/codes", page=PAGE, codes_password=PASSWORD)
    assert shown.status_code == 200
    other = Browser(app)
    other.sign_in(ADDRESS)
    assert other.send("/login/code", code=old[0]).status_code == 422


@pytest.mark.parametrize("typed", [{}, {"codes_password": "wrong"}])
def test_new_recovery_codes_are_shown_only_to_who_knows_the_password(
    app: Flask, browser: Browser, typed: dict[str, str]
) -> None:
    account_made(app)
    browser.sign_in(ADDRESS)
    _key, old = set_up(browser)
    refused = browser.send(f"{PAGE}/codes", page=PAGE, **typed)
    assert refused.status_code == 422
    assert "<samp>" not in refused.text
    other = Browser(app)
    other.sign_in(ADDRESS)
    assert other.send("/login/code", code=old[0]).status_code == 303


def test_the_password_for_new_codes_cannot_be_tried_one_after_another(make_app: MakeApp) -> None:
    app = make_app(LIMIT_GUESSES="2 per hour")
    account_made(app)
    browser = Browser(app)
    browser.sign_in(ADDRESS)
    set_up(browser)
    tries = [
        browser.send(f"{PAGE}/codes", page=PAGE, codes_password="wrong").status_code
        for _ in range(3)
    ]
    assert tries == [422, 422, 429]


def test_the_secret_is_not_stored_as_it_is(app: Flask, browser: Browser) -> None:
    account_made(app)
    browser.sign_in(ADDRESS)
    key, _codes = set_up(browser)
    with account_of(app) as (_session, account):
        assert key not in (account.tf_totp_secret or "")
