"""A large spreadsheet is taken over by the worker, a portion at a time, and never twice."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.notices import Letter
from models.people import Account
from models.uploads import Upload
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from tests.web.uploads.test_pages import HEADINGS, as_csv, hand_in, import_form, students
from web.jobs import work
from web.uploads import pages, taking

pytestmark = pytest.mark.usefixtures("coordinator")

PEOPLE = ("Åsa Öberg", "Björn Ås", "Cilla Dal", "Dan Ek", "Eva Holm")
ROWS = (
    HEADINGS,
    *(
        (*name.split(), f"{name[:1]}{at}@example.org", "exjobb", "master", "Härnösand", "")
        for at, name in enumerate(PEOPLE)
    ),
)


@pytest.fixture
def address(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> str:
    """Hand in what is large here, and ask that it is taken over."""
    monkeypatch.setattr(pages, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(taking, "PORTION", 2)
    answer = hand_in(client, as_csv(ROWS))
    send(client, import_form(client.get(answer.location).text, submit="y"))
    return str(answer.location)


def upload_of(session: Session) -> Upload:
    look_anew(session)
    return session.scalars(select(Upload)).one()


def work_once(app: Flask) -> None:
    with app.app_context():
        work.take_uploads()


def test_it_waits_for_the_worker_and_says_how_far_it_is(
    app: Flask, client: FlaskClient, session: Session, address: str
) -> None:
    assert students(session) == {}
    assert "0 av 5 rader är importerade" in client.get(address).text
    assert client.get(f"{address}/progress").get_json()["is_over"] is False
    work_once(app)
    assert client.get(f"{address}/progress").get_json()["is_over"] is True
    assert len(students(session)) == len(PEOPLE)
    upload = upload_of(session)
    assert (upload.rows, upload.asked_at) == (None, None)
    assert upload.counts == {"students": {"new": 5, "drafts": 5}}
    page = client.get(address).text
    assert "Importerat" in page
    assert "5 förblir utkast" in page
    assert session.scalars(select(Letter)).all() == []


def test_cut_off_it_goes_on_where_it_was(
    app: Flask, client: FlaskClient, session: Session, address: str, monkeypatch: Any
) -> None:
    class Killed(BaseException):
        pass

    def dies(*_arguments: Any, **_told: Any) -> None:
        raise Killed

    with monkeypatch.context() as killed:
        # In the middle of the third portion, the last.
        killed.setattr(taking, "note_imported", dies)
        with pytest.raises(Killed):
            work_once(app)
    assert upload_of(session).taken == len(students(session)) == 4
    assert "4 av 5 rader" in client.get(address).text
    work_once(app)
    work_once(app)
    assert len(students(session)) == len(PEOPLE)
    assert upload_of(session).counts == {"students": {"new": 5, "drafts": 5}}


def test_what_goes_wrong_is_told_and_taken_over_anew(
    app: Flask, client: FlaskClient, session: Session, address: str, monkeypatch: Any
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(taking, "note_taken", lambda *_arguments: 1 // 0)
        work_once(app)
    assert students(session) == {}
    page = client.get(address).text
    assert "ZeroDivisionError" in page
    send(client, import_form(page))
    work_once(app)
    assert len(students(session)) == len(PEOPLE)
    assert upload_of(session).failure == ""


def test_who_lost_the_right_takes_nothing_over(
    app: Flask, session: Session, address: str, coordinator: Account
) -> None:
    assert address
    coordinator.active = False
    session.commit()
    work_once(app)
    assert students(session) == {}
    assert upload_of(session).failure == "NotAllowed"


def test_meanwhile_nothing_of_it_is_changed_or_dropped(
    client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_AT_ONCE", 2)
    answer = hand_in(client, as_csv(ROWS))
    page = client.get(answer.location).text
    send(client, import_form(page))
    for step in ("/columns", "/drop"):
        assert send(client, form_of(page, step)).status_code == 409
    assert send(client, import_form(page), form_key="again").status_code == 303
    assert upload_of(session).taken == 0


def test_every_bad_cell_of_a_large_one_is_counted(client: FlaskClient) -> None:
    rows = [(f"Å{at}", "Ek", f"{at} at x", "exjobb", "master", "", "") for at in range(1200)]
    page = client.get(hand_in(client, as_csv([HEADINGS, *rows])).location).text
    assert "1200 celler kan inte användas" in page or "1\xa0200 celler kan inte" in page


def test_what_was_understood_is_leafed_through(client: FlaskClient) -> None:
    rows = [
        (f"Namn{at}", "Ek", f"s{at}@example.org", "exjobb", "master", "", "") for at in range(12)
    ]
    address = hand_in(client, as_csv([HEADINGS, *rows])).location
    assert "Namn11 Ek" not in _understood(client.get(address).text)
    assert "Namn11 Ek" in _understood(client.get(f"{address}?page=2").text)


def _understood(page: str) -> str:
    return page.partition("Så här uppfattades det")[2]
