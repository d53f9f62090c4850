"""The stipend of a thesis: by the month, or one sum for all of it, and told wherever pay is."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.employers import Employer
from models.words import Kind, Pay
from tests.builders import an_offer, an_offered_match
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from tests.web.employers.writing import WHOLE, new, write, written
from web.agreements import document_of
from web.imports.offers import cells_not_offered
from web.tables.columns import OWN_OFFERS
from web.tables.files import RawTable
from web.tables.reading import take_table

STIPEND = {"pay": "stipend", "insured_by": "university"}


def test_a_thesis_has_one_sum_for_all_of_it(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    write(client, "thesis", **WHOLE, **STIPEND, pay_sek_in_all="20 000")
    offer = written(session)
    assert offer is not None
    assert (offer.pay, offer.pay_sek_in_all, offer.pay_sek_per_month) == (Pay.STIPEND, 20_000, None)
    page = client.get(f"/employer/offers/{offer.id}").text
    assert "Stipend, SEK 20,000 for the whole thesis" in page
    address = f"/employer/offers/{offer.id}/edit"
    form = form_of(client.get(address), address)
    assert form.values["pay_sek_in_all"] == "20000"
    send(client, form, pay_sek_in_all="", pay_sek_per_month="4000")
    look_anew(session)
    assert (offer.pay_sek_in_all, offer.pay_sek_per_month) == (None, 4000)


@pytest.mark.parametrize(
    "told",
    [
        {"pay": "wage", "pay_sek_in_all": "20000"},
        {"pay": "unpaid", "pay_sek_in_all": "20000"},
        {"pay": "stipend", "pay_sek_in_all": "20000", "pay_sek_per_month": "4000"},
        {"pay": "stipend", "pay_sek_in_all": "0"},
        {"pay": "stipend", "pay_sek_in_all": "99999999"},
        {"pay": "stipend", "pay_sek_in_all": "tjugo tusen"},
    ],
)
def test_a_sum_that_cannot_be_is_told_at_its_field_and_stays(
    session: Session, client: FlaskClient, employer: Employer, told: dict[str, str]
) -> None:
    answer = write(client, "thesis", **WHOLE, **{**STIPEND, **told})
    assert answer.status_code == 422
    assert 'id="pay_sek_in_all-error"' in answer.text
    assert f'value="{told["pay_sek_in_all"]}"' in answer.text
    assert written(session) is None


def test_only_a_thesis_is_asked_for_it(client: FlaskClient, employer: Employer) -> None:
    assert 'name="pay_sek_in_all"' in client.get(new("thesis")).text
    assert 'name="pay_sek_in_all"' not in client.get(new("internship")).text


def test_it_stands_on_the_public_page_and_in_the_agreement(
    session: Session, client: FlaskClient, app: Flask
) -> None:
    offer = an_offer(session, kind=Kind.THESIS, pay=Pay.STIPEND, pay_sek_in_all=20_000)
    match = an_offered_match(session, offer=offer)
    session.commit()
    told = "Stipendium, 20\xa0000\xa0kr för hela arbetet"
    assert told in client.get(f"/offers/{offer.id}").text
    with app.test_request_context():
        assert told in str(document_of(match, "sv")).replace("\\xa0", "\xa0")


ROW = {
    "id": "1",
    "kind": "thesis",
    "title": "Tidvatten",
    "period": "2027-01-18/2027-06-06",
    "pay": "stipend",
    "pay_sek_in_all": "20000",
}


@pytest.mark.parametrize(
    ("told", "is_taken"),
    [
        ({}, True),
        ({"pay": "stipendium"}, True),
        ({"kind": "internship"}, False),
        ({"pay": "wage"}, False),
        ({"pay_sek_per_month": "4000"}, False),
    ],
)
def test_a_spreadsheet_tells_it_too(told: dict[str, str], is_taken: bool) -> None:
    names = [column.name for column in OWN_OFFERS.columns]
    raw = RawTable("f.csv", tuple(names), [(2, dict.fromkeys(names, "") | ROW | told)])
    table, bad = take_table(raw, {name: name for name in names}, OWN_OFFERS.columns)
    assert not bad
    assert [cell.column for cell in cells_not_offered(table)] == [
        *([] if is_taken else ["pay_sek_in_all"])
    ]
    assert table.lines[0].values["pay_sek_in_all"] == 20_000
