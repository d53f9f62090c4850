"""Administrators govern accounts; nobody else knows that the pages exist."""

import pytest
from flask import Flask

from models.operations.students import protect, register_student
from models.words import Role
from tests.builders import NOW, a_coordinator
from tests.web.accounts.browser import PASSWORD, Browser, account_made, account_of, letters
from tests.web.accounts.conftest import MakeApp, make_app
from web.admin.account_forms import HELD

__all__ = ["make_app"]

ADMIN, KIM = "admin@example.org", "kim@example.org"


@pytest.fixture
def app(make_app: MakeApp) -> Flask:
    """Give an app in demo mode, where no second factor is asked for."""
    return make_app(DEMO=True)


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Give the browser of an administrator."""
    account_made(app, ADMIN, Role.ADMIN)
    browser = Browser(app)
    browser.sign_in(ADMIN)
    return browser


@pytest.mark.parametrize("role", [role for role in HELD if role is not Role.ADMIN])
def test_the_pages_do_not_exist_for_others(app: Flask, browser: Browser, role: Role) -> None:
    kim = account_made(app, KIM, role)
    other = Browser(app)
    other.sign_in(KIM)
    for page in ("", "/new", f"/{kim}"):
        assert other.get(f"/admin/accounts{page}").status_code == 404
    for verb in ("give", "take", "deactivate", "activate", "workplace", "second-factor"):
        sent = other.send(f"/admin/accounts/{kim}/{verb}", page="/account", role="admin")
        assert sent.status_code == 404
    with account_of(app) as (_session, account):
        assert (account.active, account.role_names) == (True, {role})


def test_staff_are_invited_by_letter(app: Flask, browser: Browser) -> None:
    fields = {"name": "Kim Kajsson", "email": KIM, "role": "coordinator", "language": "sv"}
    assert browser.send("/admin/accounts/new", **fields).status_code == 303
    assert letters(app) == ["account_invite"]
    assert browser.send("/admin/accounts/new", **fields).status_code == 422
    assert browser.send("/admin/accounts/new", **fields | {"role": "student"}).status_code == 422


def test_roles_are_given_and_taken(app: Flask, browser: Browser) -> None:
    kim = account_made(app, KIM)
    page = f"/admin/accounts/{kim}"
    assert browser.send(f"{page}/give", page=page, role="coordinator").status_code == 303
    assert browser.send(f"{page}/take", page=page, role="student").status_code == 303
    assert browser.send(f"{page}/give", page=page, role="system").status_code == 303
    with account_of(app) as (_session, account):
        assert account.role_names == {Role.COORDINATOR}


def test_an_account_is_closed_and_opened(app: Flask, browser: Browser) -> None:
    kim = account_made(app, KIM)
    page = f"/admin/accounts/{kim}"
    browser.send(f"{page}/deactivate", page=page)
    assert Browser(app).sign_in(KIM).status_code == 422
    browser.send(f"{page}/activate", page=page)
    assert Browser(app).sign_in(KIM).status_code == 303


def test_an_administrator_cannot_close_the_own_account(app: Flask, browser: Browser) -> None:
    with account_of(app, ADMIN) as (_session, account):
        page = f"/admin/accounts/{account.id}"
    assert browser.send(f"{page}/deactivate", page=page).status_code == 404
    assert browser.send(f"{page}/take", page=page, role="admin").status_code == 404
    assert browser.get(page).status_code == 200


def test_accounts_are_found_by_words_and_role(app: Flask, browser: Browser) -> None:
    account_made(app, KIM)
    assert KIM in browser.get("/admin/accounts").text
    assert KIM in browser.get("/admin/accounts?words=KIM@&role=student").text
    assert KIM not in browser.get("/admin/accounts?words=KIM@&role=steering").text
    assert browser.get("/admin/accounts?role=nonsense&page=-1").status_code == 200
    assert browser.get("/admin/accounts/999999").status_code == 404


def test_the_password_of_the_demo_signs_in(app: Flask, browser: Browser) -> None:
    account_made(app, KIM, password="kajplats-demo")
    assert Browser(app).sign_in(KIM, PASSWORD).status_code == 422
    assert Browser(app).sign_in(KIM, "kajplats-demo").status_code == 303


def test_a_protected_identity_stands_in_no_list(app: Flask, browser: Browser) -> None:
    kim = account_made(app, KIM)
    with account_of(app) as (session, account):
        by = a_coordinator(session)
        student = register_student(
            session, email=KIM, name="Kim Kajsson", account=account, by=by, at=NOW
        )
        protect(session, student, True, by=by, at=NOW)
        account.name = "Vide Vimpelkvist"
    for page in ("", "?words=kim@", "?words=Vimpelkvist", "?role=student", f"/{kim}"):
        shown = browser.get(f"/admin/accounts{page}")
        assert shown.status_code == 200
        assert "Vide" not in shown.text
        assert KIM not in shown.text


def test_the_own_second_factor_is_not_removed_without_the_password(
    app: Flask, browser: Browser
) -> None:
    with account_of(app, ADMIN) as (_session, account):
        account.tf_primary_method, page = "authenticator", f"/admin/accounts/{account.id}"
    assert browser.send(f"{page}/second-factor", page=page).status_code == 404
    with account_of(app, ADMIN) as (_session, account):
        assert account.tf_primary_method == "authenticator"
