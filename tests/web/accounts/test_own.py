"""One's own account: its name and language."""

import pytest
from flask import Flask

from models.words import Language, Role
from tests.web.accounts.browser import Browser, account_made, account_of
from tests.web.accounts.conftest import MakeApp
from web.admin.account_forms import HELD


def test_name_and_language_are_changed(app: Flask, browser: Browser) -> None:
    account_made(app)
    browser.sign_in("kim@example.org")
    assert '<html lang="en">' in browser.get("/account").text
    assert browser.send("/account", name="Kim K", language="sv").status_code == 303
    assert '<html lang="sv">' in browser.get("/account").text
    with account_of(app) as (_session, account):
        assert (account.name, account.language) == ("Kim K", Language.SWEDISH)


def test_an_account_keeps_a_name_and_a_known_language(app: Flask, browser: Browser) -> None:
    account_made(app)
    browser.sign_in("kim@example.org")
    assert browser.send("/account", name=" ", language="sv").status_code == 422
    assert browser.send("/account", name="Kim", language="xx").status_code == 422


def test_one_is_asked_to_sign_in_first(browser: Browser) -> None:
    for page in ("/account", "/change", "/account/second-factor"):
        assert browser.get(page).headers["Location"] == f"/login?next={page}"


@pytest.mark.parametrize("role", HELD)
def test_every_role_is_led_to_a_page_of_its_own(make_app: MakeApp, role: Role) -> None:
    app = make_app(DEMO=True)
    account_made(app, "kim@example.org", role)
    browser = Browser(app)
    home = browser.sign_in("kim@example.org").headers["Location"]
    assert home.split("/")[1] == role.value
    assert browser.get(home).status_code == 200
