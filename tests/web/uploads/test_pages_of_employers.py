"""An employer hands its own offers in as a spreadsheet, and reaches nobody else's with it."""

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.employers import Employer
from models.offers import Offer
from models.operations.offers import withdraw_offer
from models.people import Account
from models.uploads import Upload
from models.words import Kind, OfferState, Role
from tests.builders import NOW, an_account, an_employer, an_offer, as_employer
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from tests.web.databases import on_both

pytestmark = on_both

UPLOADS = "/employer/uploads"
ROWS = (
    "Nummer;Typ;Rubrik;Start;Slut;Platser",
    "1;sommarpraktik;Räkna båtar;2027-06-14;2027-08-06;2",
    "2;exjobb;Mät vågor;;;",
)


@pytest.fixture
def employer(session: Session, sign_in: Callable[[Account], None]) -> Employer:
    account = an_account(session, Role.EMPLOYER)
    employer = an_employer(
        session, account=account, contact_name=account.name, contact_email=account.email
    )
    sign_in(account)
    return employer


def hand_in(client: FlaskClient, rows: tuple[str, ...] = ROWS) -> TestResponse:
    form = form_of(client.get(UPLOADS), UPLOADS)
    form.values = {name: value for name, value in form.values.items() if name != "file"}
    file = (io.BytesIO("\r\n".join(rows).encode("cp1252")), "våra platser.csv")
    return send(client, form, file=file)


def take_over(client: FlaskClient, handed_in: TestResponse) -> TestResponse:
    assert handed_in.status_code == 303, handed_in.text
    return send(client, form_of(client.get(handed_in.location), "/import"))


def offers(session: Session) -> dict[str, Offer]:
    look_anew(session)
    return {offer.title: offer for offer in session.scalars(select(Offer))}


def test_rows_become_drafts_of_the_employer_that_handed_them_in(
    client: FlaskClient, session: Session, employer: Employer
) -> None:
    assert "Vad innehåller raderna?" not in client.get(UPLOADS).text
    done = take_over(client, hand_in(client))
    assert "Importerat" in client.get(done.location).text
    found = offers(session)
    assert {each.employer_id for each in found.values()} == {employer.id}
    assert {each.contact_id for each in found.values()} == {employer.contacts[0].id}
    boats, waves = found["Räkna båtar"], found["Mät vågor"]
    assert (boats.kind, boats.places, boats.state) == (Kind.INTERNSHIP, 2, OfferState.DRAFT)
    # Where a file has no days, the usual ones of the kind are taken.
    assert waves.ends_on > waves.starts_on


def test_a_second_file_changes_drafts_and_leaves_what_is_published(
    client: FlaskClient, session: Session, employer: Employer
) -> None:
    take_over(client, hand_in(client))
    waves = offers(session)["Mät vågor"]
    withdraw_offer(session, waves, by=as_employer(waves), at=NOW)
    session.commit()
    more = (ROWS[0], "1;sommarpraktik;Räkna båtar;2027-06-14;2027-08-06;3")
    more = (*more, "2;exjobb;Mät höga vågor;;;")
    handed_in = hand_in(client, more)
    page = client.get(handed_in.location)
    question = form_of(page, "/answers")
    question.values["all"] = "same"
    send(client, question)
    take_over(client, handed_in)
    found = offers(session)
    assert set(found) == {"Räkna båtar", "Mät vågor"}
    assert found["Räkna båtar"].places == 3
    assert found["Mät vågor"].state is OfferState.WITHDRAWN


def test_a_row_that_is_called_as_anothers_is_not_the_others(
    client: FlaskClient, session: Session, employer: Employer
) -> None:
    other = an_offer(session, title="En annans plats")
    other.source = "file:1"
    session.commit()
    take_over(client, hand_in(client))
    assert offers(session)["En annans plats"].employer_id != employer.id
    assert len(offers(session)) == 3


def test_a_bad_cell_is_said_and_nothing_is_taken_over(
    client: FlaskClient, session: Session, employer: Employer
) -> None:
    handed_in = hand_in(client, (ROWS[0], "1;sommarpraktik;Räkna båtar;2027-06-14;2027-08-06;0"))
    assert "minst 1" in client.get(handed_in.location).text
    take = form_of(client.get(handed_in.location), "/columns")
    take.action = take.action.replace("/columns", "/import")
    assert send(client, take).status_code in {200, 422}
    assert offers(session) == {}


def test_no_other_kind_of_rows_can_be_handed_in(
    client: FlaskClient, session: Session, employer: Employer
) -> None:
    form = form_of(client.get(UPLOADS), UPLOADS)
    form.values = {name: value for name, value in form.values.items() if name != "file"}
    file = (io.BytesIO(b"Namn;E-post\r\nEva;eva@example.org"), "a.csv")
    send(client, form, holds="students", file=file)
    look_anew(session)
    assert [each.holds.value for each in session.scalars(select(Upload))] == ["own_offers"]


def test_a_spreadsheet_is_its_owners_alone(
    client: FlaskClient,
    session: Session,
    employer: Employer,
    sign_in: Callable[[Account], None],
) -> None:
    address = hand_in(client).location
    colleague = an_account(session, Role.EMPLOYER)
    an_employer(session, account=colleague)
    sign_in(colleague)
    assert client.get(address).status_code == 404
