"""What somebody without scripts does with a page: read its forms, fill them in, send them."""

import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from models.people import Account


@dataclass
class Form:
    """A form as it stands in a page: where it is sent, and the values it holds."""

    action: str
    method: str = "get"
    values: dict[str, Any] = field(default_factory=dict)


class _Forms(HTMLParser):
    """Reads the forms of a page and what they hold."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        # The textarea or select that is being read.
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        elif self.forms:
            self.read_control(tag, given, self.forms[-1])

    def read_control(self, tag: str, given: dict[str, str], form: Form) -> None:
        name, value = given.get("name", ""), given.get("value", "")
        if tag in {"textarea", "select"}:
            self.inside = name
            form.values[name] = ""
        elif tag == "option" and "selected" in given:
            form.values[self.inside] = value
        elif tag == "input" and given.get("type") in {"checkbox", "radio"}:
            if "checked" in given:
                form.values.setdefault(name, []).append(value or "on")
        elif tag == "input" and name:
            form.values[name] = value

    def handle_data(self, data: str) -> None:
        if self.inside and self.lasttag == "textarea":
            self.forms[-1].values[self.inside] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"textarea", "select"}:
            self.inside = ""


def forms_of(page: TestResponse | str) -> list[Form]:
    """Give the forms of a page, in order."""
    reader = _Forms()
    reader.feed(page if isinstance(page, str) else page.text)
    return reader.forms


def form_of(page: TestResponse | str, action: str) -> Form:
    """Give the form of a page that is sent to an address (its path, or the end of it)."""
    found = [form for form in forms_of(page) if form.action.partition("?")[0].endswith(action)]
    assert found, f"no form to {action} among {[form.action for form in forms_of(page)]}"
    return found[0]


def send(client: FlaskClient, form: Form, **values: Any) -> TestResponse:
    """Fill a form in and send it, as a browser on the service's own page does."""
    return client.post(
        form.action,
        data={**form.values, **values},
        headers={"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
    )


def sign_in_as(client: FlaskClient, account: Account) -> None:
    """Sign an account in without its password: hashing it would take most of a test's time."""
    with client.session_transaction() as cookie:
        cookie["_user_id"] = account.fs_uniquifier
        cookie["_fresh"] = True
        cookie["fs_paa"] = time.time()
