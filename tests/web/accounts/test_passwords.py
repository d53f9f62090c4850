"""A new password: behind a letter's link, or with the old one."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from models.actors import Actor
from models.operations.accounts import deactivate
from models.operations.sign_ups import invite_staff
from models.words import Language, Role
from tests.web.accounts.browser import PASSWORD, Browser, account_made, account_of, letters, link
from web.accounts.links import PAGES
from web.clock import now

ADDRESS, NEW = "kim@example.org", "fyra lugna kajer"


def test_a_forgotten_password_is_replaced_behind_a_link_that_works_once(
    app: Flask, browser: Browser
) -> None:
    account_made(app)
    browser.send("/reset", email=ADDRESS)
    page = link(app, "account_reset")
    assert browser.send(page, password=NEW).headers["Location"] == "/login"
    assert browser.get(page).status_code == 404
    assert browser.sign_in(ADDRESS, PASSWORD).status_code == 422
    assert browser.sign_in(ADDRESS, NEW).status_code == 303
    assert letters(app) == ["account_reset", "password_changed"]


def test_opening_the_link_changes_nothing(app: Flask, browser: Browser) -> None:
    account_made(app)
    page = link(app, "account_reset")
    assert browser.get(page).status_code == 200
    assert browser.sign_in(ADDRESS).status_code == 303


@pytest.mark.parametrize(("after", "status"), [(23, 200), (25, 404)])
def test_the_link_lasts_a_day(app: Flask, browser: Browser, after: int, status: int) -> None:
    account_made(app)
    with time_machine.travel(now(), tick=True) as clock:
        page = link(app, "account_reset")
        clock.shift(timedelta(hours=after))
        assert browser.get(page).status_code == status


def test_a_link_of_a_closed_account_opens_nothing(app: Flask, browser: Browser) -> None:
    account_made(app)
    with account_of(app) as (session, account):
        deactivate(session, account, by=Actor(Role.ADMIN, 999), at=now())
    assert browser.get(link(app, "account_reset")).status_code == 404


def test_a_confirming_link_chooses_no_password(app: Flask, browser: Browser) -> None:
    account_made(app, is_confirmed=False)
    token = link(app, "account_confirm").rpartition("/")[2]
    assert browser.get(f"/reset/{token}").status_code == 404


def test_a_new_password_signs_out_everywhere_else(app: Flask, browser: Browser) -> None:
    account_made(app)
    other = Browser(app)
    for one in (browser, other):
        one.sign_in(ADDRESS)
    assert browser.send("/change", current_password=PASSWORD, password=NEW).status_code == 303
    assert browser.is_signed_in()
    assert not other.is_signed_in()


def test_a_new_password_needs_the_old_one(app: Flask, browser: Browser) -> None:
    account_made(app)
    browser.sign_in(ADDRESS)
    assert browser.send("/change", current_password="wrong", password=NEW).status_code == 422
    assert browser.send("/change", current_password=PASSWORD, password="short").status_code == 422
    assert browser.send("/change", current_password=PASSWORD, password=ADDRESS).status_code == 422
    assert letters(app) == []


def test_somebody_invited_chooses_a_password_and_is_in(app: Flask, browser: Browser) -> None:
    account_made(app, "admin@example.org", Role.ADMIN)
    with account_of(app, "admin@example.org") as (session, admin):
        invite_staff(
            session,
            email=ADDRESS,
            name="Kim Kajsson",
            role=Role.STEERING,
            language=Language.SWEDISH,
            by=Actor(Role.ADMIN, admin.id),
            at=now(),
        )
    assert browser.sign_in(ADDRESS, "").status_code == 422
    assert browser.send(link(app, "account_invite"), password=NEW).status_code == 303
    assert browser.sign_in(ADDRESS, NEW).status_code == 303


def test_every_letter_has_an_address_for_its_button(app: Flask) -> None:
    account_made(app)
    for subject in PAGES:
        page = link(app, subject)
        assert page.startswith("/")
        assert Browser(app).get(page).status_code == 200
