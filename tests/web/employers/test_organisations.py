"""An employer says who it is; nobody takes over one that is registered."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.employers import Contact, Employer
from models.operations.connections import connect
from models.people import Account
from models.queries.connections import list_connections_asked
from models.words import EmployerState, Role
from tests.builders import NOW, a_coordinator, an_account, an_employer
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send

NEW = "/employer/organisation/new"
SOLE_TRADER = "811218-9876"
FIELDS = {
    "name": "Öbergs Åkeri & Söner",
    "organisation_number": "212000-2411",
    "place": "2280",
    "website": "https://exempel.example/åkeri",
    "contact_title": "Vd",
    "contact_phone": "070-123 45 67",
}
SignIn = Callable[[Account], None]


@pytest.fixture
def newcomer(account: Account, sign_in: SignIn) -> Account:
    """Give an account that speaks for nobody yet, signed in."""
    sign_in(account)
    return account


def registered(session: Session) -> Employer | None:
    return session.scalar(select(Employer).where(Employer.name == FIELDS["name"]))


def test_an_employer_registers_in_a_minute(
    session: Session, client: FlaskClient, newcomer: Account
) -> None:
    form = form_of(client.get(NEW), NEW)
    answer = send(client, form, **FIELDS)
    assert (answer.status_code, answer.location) == (303, "/employer")
    employer = registered(session)
    assert employer is not None
    assert (employer.organisation_number, employer.state) == (
        "2120002411",
        EmployerState.REGISTERED,
    )
    [contact] = employer.contacts
    assert (contact.account_id, contact.name, contact.email, contact.title) == (
        newcomer.id,
        "Åsa Öberg",
        "asa@example.org",
        "Vd",
    )
    assert "Öbergs Åkeri &amp; Söner" in client.get("/employer").text


def test_registering_twice_with_one_form_registers_once(
    session: Session, client: FlaskClient, newcomer: Account
) -> None:
    form = form_of(client.get(NEW), NEW)
    answers = [send(client, form, **FIELDS) for _each in range(2)]
    assert [answer.location for answer in answers] == ["/employer", "/employer"]
    assert len(session.scalars(select(Employer)).all()) == 1


@pytest.mark.parametrize(
    "number", ["", "212000-2412", "12345", "abc", "5560160680123456789", "\uff12\uff11\uff12"]
)
def test_a_bad_number_gets_words_and_loses_nothing(
    session: Session, client: FlaskClient, newcomer: Account, number: str
) -> None:
    form = form_of(client.get(NEW), NEW)
    answer = send(client, form, **FIELDS | {"organisation_number": number})
    assert answer.status_code == 422
    assert 'id="organisation_number-error"' in answer.text
    kept = form_of(answer, NEW).values
    assert kept["name"] == FIELDS["name"]
    assert kept["contact_phone"] == FIELDS["contact_phone"]
    assert registered(session) is None


def test_a_bad_number_is_told_what_a_number_looks_like(
    client: FlaskClient, newcomer: Account
) -> None:
    form = form_of(client.get(NEW), NEW)
    answer = send(client, form, **FIELDS | {"organisation_number": "212000-2412"})
    assert "ten digits, and the last one" in answer.text


def test_a_sole_trader_is_told_that_the_number_is_masked(
    session: Session, client: FlaskClient, newcomer: Account
) -> None:
    form = form_of(client.get(NEW), NEW)
    send(client, form, **FIELDS | {"organisation_number": SOLE_TRADER})
    page = client.get("/employer").text
    assert "811218-****" in page
    for address in ("/employer", "/employer/organisation"):
        text = client.get(address).text
        assert "9876" not in text
    assert "811218-****" in client.get("/employer/organisation").text


@pytest.mark.parametrize(
    "website", ["javascript:alert(1)", "exempel.example", "https://", "https://a@b.example"]
)
def test_a_website_is_an_address_of_the_web(
    client: FlaskClient, newcomer: Account, website: str
) -> None:
    answer = send(client, form_of(client.get(NEW), NEW), **FIELDS | {"website": website})
    assert answer.status_code == 422
    assert 'id="website-error"' in answer.text


@pytest.mark.parametrize(("field", "length"), [("name", 200), ("unit", 200), ("description", 9000)])
def test_too_long_words_are_kept_and_refused(
    client: FlaskClient, newcomer: Account, field: str, length: int
) -> None:
    words = "å" * length
    answer = send(client, form_of(client.get(NEW), NEW), **FIELDS | {field: words})
    assert answer.status_code == 422
    assert form_of(answer, NEW).values[field].strip() == words


def test_an_employer_that_is_there_is_neither_shown_nor_taken_over(
    session: Session, client: FlaskClient, newcomer: Account
) -> None:
    there = an_employer(
        session,
        name="Gamla Varvet",
        organisation_number="2120002411",
        contact_name="Kajsa Gammal",
        contact_email="kajsa@example.org",
    )
    session.commit()
    form = form_of(client.get(NEW), NEW)
    answer = send(client, form, **FIELDS)
    assert (answer.status_code, answer.location) == (303, "/employer")
    page = client.get("/employer").text
    assert "A coordinator will get in touch" in page
    for secret in ("Gamla Varvet", "Kajsa Gammal", "kajsa@example.org"):
        assert secret not in page
    session.refresh(there, ["contacts"])
    assert [contact.name for contact in there.contacts] == ["Kajsa Gammal"]
    assert client.get("/employer/organisation").location == NEW


def test_a_coordinator_hears_of_it_once_and_connects_them(
    session: Session, client: FlaskClient, newcomer: Account
) -> None:
    there = an_employer(session, organisation_number="2120002411")
    session.commit()
    for _each in range(2):
        send(client, form_of(client.get(NEW), NEW), **FIELDS)
    [asked] = list_connections_asked(session)
    assert (asked.employer.id, asked.account.id) == (there.id, newcomer.id)
    connect(session, asked.employer, asked.account, by=a_coordinator(session), at=NOW)
    session.commit()
    assert list_connections_asked(session) == []
    assert there.shown_name in client.get("/employer").text


def test_another_unit_of_a_number_is_an_employer_of_its_own(
    session: Session, client: FlaskClient, newcomer: Account
) -> None:
    an_employer(session, organisation_number="2120002411", unit="Hamnen")
    session.commit()
    send(client, form_of(client.get(NEW), NEW), **FIELDS | {"unit": "Örnsköldsvik"})
    assert registered(session) is not None


def test_whoever_speaks_for_an_employer_is_not_asked_again(
    client: FlaskClient, employer: Employer
) -> None:
    assert client.get(NEW).location == "/employer"


def test_an_employer_changes_what_it_says_of_itself(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    address, name = "/employer/organisation", employer.name
    form = form_of(client.get(address), address)
    changes = {"name": "Nya Varvet", "place": "2281", "contact_phone": "060-12 34 56"}
    assert send(client, form, **changes).location == "/employer"
    look_anew(session)
    contact = session.scalars(select(Contact).where(Contact.employer_id == employer.id)).one()
    # The name is what a coordinator has verified: it waits for another look.
    assert (employer.name, employer.place, contact.phone) == (name, "2281", "060-12 34 56")
    assert contact.email == "asa@example.org"
    refused = send(client, form_of(client.get(address), address), name=" ")
    assert refused.status_code == 422


@pytest.mark.parametrize("role", [Role.STUDENT, Role.COORDINATOR, Role.STEERING, Role.ADMIN])
def test_other_roles_do_not_find_the_pages(
    session: Session, client: FlaskClient, sign_in: SignIn, role: Role
) -> None:
    sign_in(an_account(session, role))
    assert client.get(NEW).status_code == 404
    assert client.get("/employer/organisation").status_code == 404
