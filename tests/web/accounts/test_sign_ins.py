"""Signing in: one answer to everything that is wrong, a cookie of its own, and safe ways on."""

import statistics
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event

from models.actors import Actor
from models.operations.accounts import deactivate, take_role
from models.words import Role
from tests.web.accounts.browser import PASSWORD, Browser, account_made, account_of
from tests.web.accounts.conftest import MakeApp
from tests.web.databases import on_both
from web.accounts import passwords
from web.clock import now
from web.session import sessions

pytestmark = on_both

ADDRESS = "kim@example.org"
ADMIN = Actor(Role.ADMIN, 999)


def cookie_of(browser: Browser) -> str:
    found = browser.client.get_cookie(browser.app.config["SESSION_COOKIE_NAME"])
    return found.value if found else ""


def test_everything_wrong_gets_the_same_answer(app: Flask) -> None:
    account_made(app, "open@example.org")
    account_made(app, "unconfirmed@example.org", is_confirmed=False)
    account_made(app, "closed@example.org")
    with account_of(app, "closed@example.org") as (session, account):
        deactivate(session, account, by=ADMIN, at=now())
    tried = [
        ("open@example.org", "the wrong password"),
        ("nobody@example.org", PASSWORD),
        ("unconfirmed@example.org", PASSWORD),
        ("closed@example.org", PASSWORD),
        ("no address at all", PASSWORD),
    ]
    errors = set()
    for email, password in tried:
        shown = Browser(app).sign_in(email, password)
        assert shown.status_code == 422
        errors.add(shown.text.partition('role="alert"')[2].partition("</div>")[0])
    assert len(errors) == 1


def test_an_unknown_address_takes_as_long_as_a_wrong_password(make_app: MakeApp) -> None:
    app = make_app(DEMO=True)
    account_made(app)
    browser = Browser(app)
    took: dict[str, list[float]] = {ADDRESS: [], "nobody@example.org": []}
    for _ in range(12):
        for email, times in took.items():
            began = time.perf_counter()
            browser.sign_in(email, "the wrong password")
            times.append(time.perf_counter() - began)
    known, unknown = (statistics.median(times) for times in took.values())
    # Without the same arithmetic on both ways they would differ by a factor of three and more.
    assert 0.6 < known / unknown < 1.7


def test_the_cookie_changes_at_signing_in_and_nothing_planted_stays(app: Flask) -> None:
    account_made(app)
    browser = Browser(app)
    browser.get("/login")
    with browser.client.session_transaction() as cookie:
        cookie["planted"] = "before"
    before = cookie_of(browser)
    browser.sign_in(ADDRESS)
    assert cookie_of(browser) != before
    with browser.client.session_transaction() as cookie:
        assert "planted" not in cookie


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(make_app: MakeApp) -> None:
    app = make_app(HTTPS=True)
    sent = app.test_client().get("/login", base_url="https://localhost").headers["Set-Cookie"]
    assert sent.startswith("__Host-")
    for attribute in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert attribute in sent


def test_a_closed_account_is_out_at_its_next_request(app: Flask, browser: Browser) -> None:
    account_made(app)
    browser.sign_in(ADDRESS)
    assert browser.is_signed_in()
    with account_of(app) as (session, account):
        deactivate(session, account, by=ADMIN, at=now())
    assert not browser.is_signed_in()


def test_a_role_that_is_taken_away_is_gone_at_the_next_request(make_app: MakeApp) -> None:
    app = make_app(DEMO=True)
    account_made(app, ADDRESS, Role.ADMIN, Role.STUDENT)
    browser = Browser(app)
    browser.sign_in(ADDRESS)
    assert browser.get("/admin/accounts").status_code == 200
    with account_of(app) as (session, account):
        take_role(session, account, Role.ADMIN, by=ADMIN, at=now())
    assert browser.get("/admin/accounts").status_code == 404


def test_signing_in_does_not_last_for_ever(app: Flask, browser: Browser) -> None:
    account_made(app)
    with time_machine.travel(now(), tick=True) as clock:
        browser.sign_in(ADDRESS)
        clock.shift(timedelta(hours=11))
        assert browser.is_signed_in()
        clock.shift(timedelta(hours=2))
        assert not browser.is_signed_in()


def test_whoever_was_going_somewhere_is_led_there(app: Flask, browser: Browser) -> None:
    account_made(app)
    sent = browser.get("/account").headers["Location"]
    assert sent == "/login?next=/account"
    assert browser.sign_in(ADDRESS, next_page="/account").headers["Location"] == "/account"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "https:evil.example",
        "//evil.example",
        "///evil.example",
        "/%09/evil.example",
        "/%0A/evil.example",
        "/%5Cevil.example",
        "%5C%5Cevil.example",
        "javascript:alert(1)",
        "%20//evil.example",
        "/" + "x" * 600,
    ],
)
def test_nobody_is_led_away_after_signing_in(app: Flask, browser: Browser, target: str) -> None:
    account_made(app)
    home = Browser(app).sign_in(ADDRESS).headers["Location"]
    assert browser.sign_in(ADDRESS, next_page=target).headers["Location"] == home


def test_a_form_without_its_token_signs_nobody_in(app: Flask, browser: Browser) -> None:
    account_made(app)
    sent = browser.client.post("/login", data={"email": ADDRESS, "password": PASSWORD})
    assert sent.status_code == 403
    assert not browser.is_signed_in()


def test_too_many_guesses_are_refused_with_a_time_to_wait(make_app: MakeApp) -> None:
    app = make_app(LIMIT_GUESSES="3 per hour")
    account_made(app)
    browser = Browser(app)
    answers = [browser.sign_in(ADDRESS, "wrong").status_code for _ in range(4)]
    assert answers == [422, 422, 422, 429]
    refused = browser.sign_in(ADDRESS)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 5
    # Others at the same address are not shut out.
    account_made(app, "other@example.org")
    assert browser.sign_in("other@example.org").status_code == 303


def test_no_writer_waits_for_a_password_to_be_hashed(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    account_made(app)
    writes: list[str] = []
    hashed_at: list[int] = []

    def seen(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "IMMEDIATE" in statement or "advisory" in statement:
            writes.append(statement)

    def hashing(plain: Callable[..., object]) -> Callable[..., object]:
        def and_note(*arguments: object) -> object:
            hashed_at.append(len(writes))
            return plain(*arguments)

        return and_note

    engine = sessions(app).kw["bind"]
    event.listen(engine, "before_cursor_execute", seen)
    with app.app_context():
        hasher = passwords.hasher()
    for name in ("hash", "verify"):
        plain = getattr(hasher, name)
        monkeypatch.setattr(type(hasher), name, staticmethod(hashing(plain)))
    browser.sign_in(ADDRESS)
    browser.send("/change", current_password=PASSWORD, password="fyra lugna kajer")
    event.remove(engine, "before_cursor_execute", seen)
    assert len(hashed_at) == 3
    # Signing in writes nothing; the change begins to write after both hashes.
    assert hashed_at == [0, 0, 0]
    assert len(writes) == 1


def test_a_newer_way_of_hashing_is_taken_up_at_signing_in(app: Flask, browser: Browser) -> None:
    account_made(app)
    older = passwords.PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    with account_of(app) as (_session, account):
        account.password = older
    assert browser.sign_in(ADDRESS).status_code == 303
    with account_of(app) as (_session, account):
        assert account.password != older
        assert passwords.is_password(PASSWORD, account.password)


def test_signed_out_is_signed_out(app: Flask, browser: Browser) -> None:
    account_made(app)
    browser.sign_in(ADDRESS)
    assert browser.get("/logout").status_code == 404
    assert browser.is_signed_in()
    browser.send("/logout", page="/change")
    assert not browser.is_signed_in()
