"""Every refusal says what happened, what was kept and what to do, in both languages."""

from dataclasses import fields, is_dataclass

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from models import errors as domain
from models.base import Base
from tests.web.apps import AddPages
from tests.web.browsing import Form, form_of, send
from web import access
from web.constraints import ALREADY_THERE
from web.errors import words_of
from web.failures import BY_STATUS

VALUES = {
    "thing": "match", "key": 1, "verb": "confirm", "state": "agreed", "offer_id": 1, "taken": 2,
    "activity_id": 1,
    "what": "offer", "answer": True, "fields": ("level",), "constraint": "uq_accounts_email",
    "link_id": 1, "employer_id": 1, "most": 10, "student_id": 1, "seen": "", "now": "agreed",
    "names": ("Ådel Kobbe",), "subject": "activity", "ruling": "adopted",
    "left": 3, "occasion_id": 1, "slot_id": 1, "meeting_id": 1,
}  # fmt: skip


def kinds_below(kind: type[domain.DomainError]) -> list[type[domain.DomainError]]:
    return [each for child in kind.__subclasses__() for each in (child, *kinds_below(child))]


REFUSALS = kinds_below(domain.DomainError)


def make(kind: type[domain.DomainError]) -> domain.DomainError:
    wanted = fields(kind) if is_dataclass(kind) else ()
    return kind(*(VALUES[field.name] for field in wanted))


FAILURES: dict[str, Exception] = {str(n): make(kind) for n, kind in enumerate(REFUSALS)}
FAILURES["crash"] = ZeroDivisionError()


def try_fail(name: str) -> str:
    if name == "read":
        return request.form.get("words", "")
    raise FAILURES[name]


def a_page_that_fails(app: Flask) -> None:
    app.add_url_rule("/try/<name>", "try_fail", try_fail, methods=["GET", "POST"])


@pytest.fixture
def add_pages() -> AddPages:
    return a_page_that_fails


@pytest.fixture
def client(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """Give the service with a page that fails as it is told to."""
    monkeypatch.setitem(access.ACCESS, "try_fail", access.ANYONE)
    app.testing = app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_refusal_is_worded(client: FlaskClient, language: str) -> None:
    with client.session_transaction() as cookie:
        cookie["language"] = language
    answers = {kind.__name__: client.get(f"/try/{n}") for n, kind in enumerate(REFUSALS)}
    wrong = [
        name
        for name, answer in answers.items()
        if answer.status_code not in {404, 409}
        or f'<html lang="{language}">' not in answer.text
        or "<h1>" not in answer.text
        or name in answer.text
    ]
    assert wrong == []


def test_what_is_not_allowed_reads_like_what_is_not_there(app: Flask) -> None:
    with app.test_request_context():
        refused, missing = words_of(domain.NotAllowed("x")), words_of(domain.NotFound("x"))
    assert refused == missing


def test_whoever_asks_for_json_gets_it(client: FlaskClient) -> None:
    answer = client.get(
        f"/try/{REFUSALS.index(domain.NoPlaceLeft)}", headers={"Accept": "application/json"}
    )
    assert answer.status_code == 409
    assert answer.json
    assert answer.json["error"] == "NoPlaceLeft"
    assert set(answer.json) == {"error", "title", "happened", "kept", "to_do"}


def test_a_fault_of_ours_tells_nothing_of_itself(client: FlaskClient) -> None:
    answer = client.get("/try/crash")
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text
    assert "Något gick fel hos oss" in answer.text


def test_when_even_the_frame_fails_there_is_a_page(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OSError

    monkeypatch.setitem(app.jinja_env.globals, "menu", fail)
    answer = client.get("/try/crash")
    assert answer.status_code == 500
    assert "Försök igen om en stund" in answer.text


@pytest.mark.parametrize("status", BY_STATUS)
def test_every_status_has_words_in_swedish(app: Flask, status: int) -> None:
    with app.test_request_context():
        words = BY_STATUS[status]
        assert str(words.title) != words.title._args[0]  # type: ignore[union-attr] # noqa: SLF001 - the id


def test_too_large_a_text_is_told_so(client: FlaskClient, app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    token = form_of(client.get("/"), "/language").values["csrf_token"]
    form = Form("/try/read", "post", {"csrf_token": token, "words": "x" * 2000})
    status = send(client, form).status_code
    assert status == 413


def test_without_its_token_nothing_is_done_and_nothing_typed_is_lost(client: FlaskClient) -> None:
    answer = send(client, Form("/try/read", "post", {"words": 'long "text" <b>', "form_key": "k"}))
    assert answer.status_code == 403
    again = form_of(answer, "/try/read")
    assert again.values["words"] == 'long "text" <b>'
    assert again.values["form_key"] == "k"
    assert send(client, again).text == 'long "text" <b>'


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "none"},
        {"Referer": "https://evil.example/http://localhost/"},
        {},
    ],
)
def test_another_site_s_values_are_never_offered_for_sending(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    answer = client.post("/try/read", data={"words": "theirs"}, headers=headers)
    assert answer.status_code == 403
    assert 'name="words"' not in answer.text


def test_a_password_is_never_shown_again(client: FlaskClient) -> None:
    values = {"email": "a@example.org", "password": "a secret"}
    answer = send(client, Form("/try/read", "post", values))
    assert answer.status_code == 403
    assert "a secret" not in answer.text
    assert 'action="/try/read"' not in answer.text


def test_every_worded_constraint_exists() -> None:
    known = {
        str(rule.name)
        for table in Base.metadata.tables.values()
        for rule in (*table.constraints, *table.indexes)
    }
    assert set(ALREADY_THERE) <= known
