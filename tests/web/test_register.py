"""The register on a page and as a file: what is asked for stands in the address."""

import csv
import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from models.people import Account
from models.queries.register import Asked, list_register
from models.words import ActivityState, Language, MeetingState, Role, Ruling, Stage, Subject
from tests.builders import (
    NOW,
    a_decision,
    a_meeting,
    an_account,
    an_activity,
    an_item,
    an_item_of,
    decide_on,
)
from tests.web.databases import on_both

pytestmark = on_both

SignIn = Callable[[Account], None]


@pytest.fixture
def reader(session: Session, sign_in: SignIn) -> Account:
    """Give a member of the steering group, signed in."""
    account = an_account(session, Role.STEERING, language=Language.ENGLISH)
    sign_in(account)
    return account


@pytest.fixture
def filled(session: Session, reader: Account) -> Session:
    """Give a register of two decisions."""
    activity = an_activity(
        session, ActivityState.REVIEWED, title="Öppet hus på Kajen", stage=Stage.ATTRACT
    )
    a_decision(session, Ruling.DECLINED, activity=activity)
    item = an_item_of(session, MeetingState.MINUTED, Subject.MATTER)
    decide_on(session, item, Ruling.NOTED, reason='=HYPERLINK("https://x")')
    session.commit()
    return session


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("", ["Öppet hus på Kajen", "Höstens möten"]),
        ("?words=KAJEN", ["Öppet hus på Kajen"]),
        ("?stage=attract", ["Öppet hus på Kajen"]),
        ("?ruling=noted", ["Höstens möten"]),
        ("?recorded=minutes", ["Höstens möten"]),
        ("?ruling=nonsense&year=0&stage=x", ["Öppet hus på Kajen", "Höstens möten"]),
    ],
)
def test_what_the_address_asks_for_is_shown(
    filled: Session, client: FlaskClient, asked: str, titles: list[str]
) -> None:
    page = client.get(f"/steering/decisions{asked}").text
    for title in ("Öppet hus på Kajen", "Höstens möten"):
        assert (f">{title}</a></th>" in page) == (title in titles)


def test_it_says_who_took_part_and_what_changed(filled: Session, client: FlaskClient) -> None:
    told = [
        client.get(f"/steering/decisions/{each.id}").text for each in list_register(filled, Asked())
    ]
    page = " ".join(told)
    for words in ("Took part", "What changed", "Nothing was moved by it.", "Recorded by"):
        assert words in page
    assert (
        "The activity went from “Waits for a decision” to “Declined by the steering group”." in page
    )


def test_nothing_like_that_and_nothing_yet_are_told_apart(
    session: Session, client: FlaskClient, reader: Account
) -> None:
    assert "Nothing is decided yet" in client.get("/steering/decisions").text
    assert "No decision like that" in client.get("/steering/decisions?words=tåg").text


@pytest.mark.parametrize("asked", ["", "?words=kajen"])
def test_the_file_holds_what_the_page_shows_as_text(
    filled: Session, client: FlaskClient, asked: str
) -> None:
    answer = client.get(f"/steering/decisions.csv{asked}")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert len(rows) == (1 if asked else 2)
    assert rows[-1 if asked else 0]["Item"]
    if not asked:
        [reason] = [row["Reason"] for row in rows if row["Item"] == "Höstens möten"]
        assert reason.startswith("'=")
    book = load_workbook(io.BytesIO(client.get(f"/steering/decisions.xlsx{asked}").get_data()))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert book.active.max_row == len(rows) + 1


def test_an_empty_register_is_a_file_with_its_headings(
    client: FlaskClient, reader: Account
) -> None:
    text = client.get("/steering/decisions.csv").get_data().decode("utf-8-sig")
    assert text.startswith("Number,Decided on,Meeting")


def test_a_decision_that_is_none_is_not_found(
    session: Session, client: FlaskClient, reader: Account
) -> None:
    assert client.get("/steering/decisions/99").status_code == 404


def test_the_working_group_reads_a_decision_and_asks_to_correct_it(
    filled: Session, client: FlaskClient, sign_in: Callable[[Account], None]
) -> None:
    a_meeting(filled, starts_at=NOW)
    sign_in(an_account(filled, Role.COORDINATOR, language=Language.ENGLISH))
    [first, *_others] = list_register(filled, Asked())
    page = client.get(f"/coordinator/decisions/{first.id}").text
    assert f"corrects={first.item_id}" in page


def test_many_decisions_come_a_page_at_a_time_a_line_each(
    session: Session, client: FlaskClient, reader: Account
) -> None:
    meeting = a_meeting(session, MeetingState.HELD)
    for number in range(21):
        item = an_item(session, meeting, Subject.MATTER, title=f"Ärende {number}")
        decide_on(session, item, Ruling.NOTED)
    session.commit()
    page = client.get("/steering/decisions").text
    assert page.count('<tr id="decision-') == 20
    assert client.get("/steering/decisions?page=2").text.count('<tr id="decision-') == 1
