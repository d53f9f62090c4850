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
    names: list[str] = field(default_factory=list)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._text_of = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        if not self.forms:
            return
        form, name = self.forms[-1], given.get("name", "")
        if name and tag in {"input", "select", "textarea", "button"}:
            form.names.append(name)
        if tag == "input" and name:
            if given.get("type") not in {"checkbox", "radio"}:
                form.values[name] = given.get("value", "")
            elif "checked" in given:
                form.values.setdefault(name, []).append(given.get("value", "on"))
        elif tag == "textarea" and name:
            self._text_of = name
            form.values[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given and self._select:
            form.values[self._select] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._text_of:
            self.forms[-1].values[self._text_of] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text_of = ""
        elif tag == "select":
            self._select = ""


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
