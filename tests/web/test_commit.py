"""What a request did is kept exactly when its answer is a good one, and once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask, flash, redirect, request
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import NotFound

from models.concepts import Concept
from models.errors import NoPlaceLeft
from models.jobs import SentForm
from models.words import Role
from tests.builders import an_account
from tests.endings import endings_of
from tests.web.apps import AddPages
from tests.web.browsing import Form, form_of, send, sign_in_as
from tests.web.databases import on_both
from web import access
from web.commit import ChangedByReading, after_commit
from web.session import session as request_session
from web.session import sessions, write_from_here

pytestmark = on_both

PAGE = """{% from "macros/forms.html" import post_form, submit %}
{% call post_form("/try/add") %}<input name="id" value="skill/a">{{ submit("Add") }}{% endcall %}"""


def add_concept() -> None:
    request_session.add(Concept(id=request.form["id"], kind="skill", sv="a", en="a"))


def well_done() -> ResponseReturnValue:
    return redirect(f"/try?added={request.form['id']}", 303)


def add() -> ResponseReturnValue:
    add_concept()
    return well_done()


def add_late() -> ResponseReturnValue:
    request_session.scalar(select(func.count(Concept.id)))
    write_from_here()
    return add()


def change_by_reading() -> ResponseReturnValue:
    request_session.add(Concept(id="skill/read", kind="skill", sv="a", en="a"))
    return "changed"


def refuse() -> ResponseReturnValue:
    add_concept()
    flash("Added")
    return "no", 422


def raises(error: Exception) -> Callable[[], ResponseReturnValue]:
    def fail() -> ResponseReturnValue:
        add_concept()
        request_session.flush()
        raise error

    return fail


POSTS: dict[str, Callable[[], ResponseReturnValue]] = {
    "add": add,
    "late": add_late,
    "refuse": refuse,
    "abort": raises(NotFound()),
    "full": raises(NoPlaceLeft(1)),
    "stale": raises(StaleDataError()),
    "busy": raises(OperationalError("", {}, Exception("database is locked"))),
}


def pages_that_do_what_real_ones_do(app: Flask) -> None:
    app.add_url_rule("/try", "try_show", lambda: app.jinja_env.from_string(PAGE).render())
    app.add_url_rule("/try/read", "try_read", change_by_reading)
    for name, view in POSTS.items():
        app.add_url_rule(f"/try/{name}", f"try_{name}", view, methods=["POST"])


@pytest.fixture
def add_pages() -> AddPages:
    return pages_that_do_what_real_ones_do


@pytest.fixture
def client(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """Give the service with some pages more."""
    for name in ("show", "read", *POSTS):
        monkeypatch.setitem(access.ACCESS, f"try_{name}", access.ANYONE)
    app.config["WRITES_LATE"].add("try_late")
    return app.test_client()


def the_form(client: FlaskClient, action: str = "/try/add") -> Form:
    form = form_of(client.get("/try"), "/try/add")
    return Form(action, "post", form.values)


def count(session: Session, table: type = Concept) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_the_page_that_follows_names_the_last_forms_that_were_carried_out(
    client: FlaskClient,
) -> None:
    keys = [form.values["form_key"] for form in (the_form(client) for _each in range(6))]
    for number, key in enumerate(keys):
        form = the_form(client)
        form.values |= {"form_key": key, "id": f"skill/{number}"}
        assert send(client, form).status_code == 303
    form = the_form(client)
    form.values |= {"form_key": keys[-1], "id": "skill/other"}
    assert send(client, form).status_code == 409
    assert f'data-carried-out="{" ".join(keys[1:])}"' in client.get("/").text


def test_a_good_answer_keeps_what_was_done(client: FlaskClient, session: Session) -> None:
    answer = send(client, the_form(client))
    assert answer.status_code == 303
    assert count(session) == 1


@pytest.mark.parametrize(
    ("action", "status"),
    [("refuse", 422), ("abort", 404), ("full", 409), ("stale", 409), ("busy", 503)],
)
def test_a_bad_answer_keeps_nothing(
    client: FlaskClient, session: Session, action: str, status: int
) -> None:
    answer = send(client, the_form(client, f"/try/{action}"))
    assert answer.status_code == status
    assert count(session) == 0
    assert count(session, SentForm) == 0
    assert ("Retry-After" in answer.headers) == (status == 503)


def test_a_message_of_success_is_not_shown_when_nothing_was_kept(client: FlaskClient) -> None:
    send(client, the_form(client, "/try/refuse"))
    assert "Added" not in client.get("/").text


def test_a_page_that_changes_something_by_being_read_fails_its_test(
    client: FlaskClient, session: Session
) -> None:
    with pytest.raises(ChangedByReading):
        client.get("/try/read")
    assert count(session) == 0


def test_outside_tests_reading_is_undone(client: FlaskClient, app: Flask, session: Session) -> None:
    app.testing = False
    assert client.get("/try/read").status_code == 200
    assert count(session) == 0


def test_reading_ends_by_a_commit_so_that_postgresql_keeps_its_plans(
    client: FlaskClient, app: Flask, session: Session
) -> None:
    sign_in_as(client, an_account(session, Role.STUDENT))
    session.commit()
    with endings_of(sessions(app).kw["bind"]) as ends:
        assert client.get("/").status_code == 200
    assert ends == ["commit"]


def test_the_same_form_twice_has_one_effect_and_the_first_answer(
    client: FlaskClient, session: Session
) -> None:
    form = the_form(client)
    answers = [send(client, form) for _ in range(3)]
    assert {answer.location for answer in answers} == {"/try?added=skill/a"}
    assert {answer.status_code for answer in answers} == {303}
    assert count(session) == 1


def test_the_same_form_with_other_content_is_refused(client: FlaskClient, session: Session) -> None:
    form = the_form(client)
    send(client, form)
    answer = send(client, form, id="skill/b")
    assert answer.status_code == 409
    assert "skill/b" in answer.text
    assert count(session) == 1


def test_a_form_that_was_refused_can_be_sent_again(client: FlaskClient, session: Session) -> None:
    form = the_form(client, "/try/refuse")
    assert [send(client, form).status_code for _ in range(2)] == [422, 422]
    form.action = "/try/add"
    assert send(client, form).status_code == 303
    assert count(session) == 1


def test_a_key_belongs_to_the_one_who_was_given_it(
    client: FlaskClient, app: Flask, session: Session
) -> None:
    form = the_form(client)
    send(client, form)
    other = app.test_client()
    theirs = the_form(other)
    theirs.values["form_key"] = form.values["form_key"]
    assert send(other, theirs, id="skill/b").status_code == 303
    assert count(session) == 2


@pytest.mark.parametrize("action", ["/try/add", "/try/late"])
def test_ten_at_once_have_one_effect(
    client: FlaskClient, app: Flask, session: Session, action: str
) -> None:
    form = the_form(client, action)
    cookie = client.get_cookie("kajplats")
    assert cookie

    def press(_number: int) -> tuple[int, str | None]:
        browser = app.test_client()
        browser.set_cookie("kajplats", cookie.value)
        answer = send(browser, form)
        return answer.status_code, answer.location

    with ThreadPoolExecutor(10) as clicks:
        answers = list(clicks.map(press, range(10)))
    assert count(session) == 1
    assert count(session, SentForm) == 1
    assert set(answers) == {(303, "/try?added=skill/a")}


def test_hooks_hear_which_tables_were_written(client: FlaskClient, app: Flask) -> None:
    heard: list[frozenset[str]] = []
    after_commit(app, heard.append)
    send(client, the_form(client))
    send(client, the_form(client, "/try/abort"))
    assert heard == [frozenset({"concepts", "sent_forms"})]


def test_a_failing_hook_does_not_take_back_what_was_kept(
    client: FlaskClient, app: Flask, session: Session
) -> None:
    def fail(_written: frozenset[str]) -> None:
        raise OSError

    after_commit(app, fail)
    assert send(client, the_form(client)).status_code == 303
    assert count(session) == 1


def test_a_limit_of_the_database_is_told_by_its_name(client: FlaskClient, session: Session) -> None:
    send(client, the_form(client))
    answer = send(client, the_form(client))  # A new key, the same id: the primary key holds.
    assert answer.status_code == 409
    assert count(session) == 1
