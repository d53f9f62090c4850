"""The gap on the working group's pages: looked at, taken along, and acted on."""

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.activities import Activity
from models.operations.concepts import ConceptWords, load_concepts
from models.people import Account
from models.queries.needs import list_needs_of_activity
from models.words import ActivityState, Language, Stage
from tests.builders import NOW, a_need, a_student, an_offer
from tests.web.browsing import Form, form_of, forms_of, send
from tests.web.counting import queries_counted
from tests.web.students.looking import look_anew

pytestmark = pytest.mark.usefixtures("coordinator")

GAP, DRAFT = "/coordinator/gaps", "/coordinator/gaps/draft"


@pytest.fixture(autouse=True)
def _vocabulary(session: Session) -> None:
    load_concepts(
        session,
        [
            ConceptWords("field/nursing", "field", "Vård och omvårdnad", "Nursing and care"),
            ConceptWords("field/teaching", "field", "Utbildning", "Teaching"),
            ConceptWords(
                "occupation/nurse", "occupation", "Sjuksköterska", "Nurse", "field/nursing"
            ),
        ],
    )
    session.commit()


def a_gap(session: Session) -> list[int]:
    begun = NOW.date() - timedelta(days=30)
    offer = an_offer(session, places=2, starts_on=begun, fields=frozenset({"field/nursing"}))
    needs = [
        a_need(session, people=3, words=("Sjuksköterska",)),
        a_need(session, employer=offer.employer, people=2, words=("Sjuksköterska",)),
    ]
    a_need(session, people=1, field_id="field/teaching")
    session.commit()
    return [need.id for need in needs]


def drafts(client: FlaskClient, address: str = GAP) -> list[Form]:
    return [form for form in forms_of(client.get(address)) if form.action == DRAFT]


def test_each_picture_has_a_sentence_and_a_table(client: FlaskClient, session: Session) -> None:
    a_gap(session)
    page = client.get(GAP).text
    assert "Här behövs flest. Vård och omvårdnad: 5 personer behövs, 2 platser är obesatta" in page
    assert page.count('role="img"') == 3
    assert " style=" not in page
    assert "Sjuksköterska" in page


def test_an_empty_gap_says_so(client: FlaskClient) -> None:
    page = client.get(GAP).text
    assert "Inga behov är anmälda än" in page
    assert drafts(client) == []
    assert client.get(f"{GAP}?field=x&place=y&year=z").status_code == 200


def test_one_click_drafts_an_activity_with_its_evidence_and_needs(
    client: FlaskClient, session: Session
) -> None:
    needs = a_gap(session)
    form = next(each for each in drafts(client) if each.values["field"] == "field/nursing")
    answers = [send(client, form) for _twice in range(2)]
    assert {answer.status_code for answer in answers} == {303}
    look_anew(session)
    activity = session.scalars(select(Activity)).one()
    assert (activity.state, activity.stage) == (ActivityState.DRAFT, Stage.DEVELOP)
    assert activity.title == "Uppdragsutbildning i vård och omvårdnad"
    assert activity.what
    assert activity.for_whom
    assert activity.evidence is not None
    figures = {row["label_en"]: row["figure"] for row in activity.evidence["rows"]}
    assert figures["Needed for certain"] == 5
    assert figures["Places that stayed unfilled"] == 2
    assert [need.id for need in list_needs_of_activity(session, activity.id)] == needs
    assert activity.title in client.get(f"/coordinator/needs/{needs[0]}").text


def test_the_draft_is_in_the_coordinator_s_language(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    a_gap(session)
    coordinator.language = Language.ENGLISH
    session.commit()
    form = next(each for each in drafts(client) if each.values["field"] == "field/nursing")
    send(client, form)
    look_anew(session)
    title = session.scalars(select(Activity.title)).one()
    assert title == "Commissioned education in nursing and care"


def test_a_chosen_field_is_drafted_from_as_a_whole(client: FlaskClient, session: Session) -> None:
    a_gap(session)
    found = drafts(client, f"{GAP}?field=field/nursing&place=2280")
    assert found
    assert all(form.values["field"] == "field/nursing" for form in found)
    assert all(form.values["place"] == "2280" for form in found)


def test_the_file_holds_what_is_shown(client: FlaskClient, session: Session) -> None:
    a_gap(session)
    answer = client.get(f"{GAP}.csv?field=field/nursing")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[-1]["Säkert"] == "5"
    assert {row["Räknat efter"] for row in rows} == {"Ort", "År", "Allt som visas"}
    assert all(row["Studenter"] == "redovisas inte" for row in rows)
    assert "attachment" in answer.headers["Content-Disposition"]
    xlsx = client.get(f"{GAP}.xlsx")
    assert xlsx.data[:2] == b"PK"
    assert client.get(f"{GAP}.exe").status_code == 404


@pytest.mark.parametrize("asked", ["", "?field=field/nursing", "?place=2280&year=2028"])
def test_more_rows_ask_no_more(
    app: Flask, client: FlaskClient, session: Session, asked: str
) -> None:
    a_gap(session)
    a_student(session)
    session.commit()
    client.get(f"{GAP}{asked}")
    with queries_counted(app) as few:
        client.get(f"{GAP}{asked}")
    for place in ("2280", "2281", "2282"):
        a_need(session, place=place, people=4, words=("Sjuksköterska", f"annat {place}"))
        a_student(session, place=place)
    session.commit()
    with queries_counted(app) as many:
        client.get(f"{GAP}{asked}")
    assert many.count <= few.count <= 17


def test_the_way_leads_from_the_need_to_its_gap(client: FlaskClient, session: Session) -> None:
    need = a_gap(session)[0]
    assert f"{GAP}?field=field/nursing" in client.get(f"/coordinator/needs/{need}").text
    assert GAP in client.get("/coordinator/needs").text
    assert form_of(client.get(GAP), GAP).method == "get"
