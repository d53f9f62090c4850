"""The working group keeps the list of the steering group's members."""

from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.members import SteeringMember
from models.people import Account
from models.words import Role
from tests.builders import a_member, an_account, an_employer
from tests.web.browsing import form_of, send

NEW = "/coordinator/members/new"


def test_a_member_is_written_down_with_account_and_employer(
    session: Session, client: FlaskClient, coordinator: Account
) -> None:
    account, employer = an_account(session, Role.STEERING), an_employer(session)
    session.commit()
    form = form_of(client.get(NEW), NEW)
    told = {
        "name": "Ådel Kobbe",
        "party": "university",
        "since": "2025-01-01",
        "account": str(account.id),
        "works_for": str(employer.id),
    }
    assert send(client, form, **told).status_code == 303
    [member] = session.scalars(select(SteeringMember)).all()
    assert (member.account_id, member.works_for_id) == (account.id, employer.id)
    assert "Ådel Kobbe" in client.get("/coordinator/members").text
    # An account is one member: it is not offered to the next.
    assert account.name not in client.get(NEW).text


def test_a_last_day_before_the_first_is_refused(
    session: Session, client: FlaskClient, coordinator: Account
) -> None:
    member = a_member(session, name="Ådel Kobbe")
    session.commit()
    page = f"/coordinator/members/{member.id}"
    form = form_of(client.get(page), page)
    assert form.values["name"] == "Ådel Kobbe"
    assert send(client, form, until="2019-01-01").status_code == 422
    assert send(client, form, until="2026-12-31").status_code == 303
    session.refresh(member)
    assert member.until == date(2026, 12, 31)


def test_without_a_name_the_form_says_so_and_keeps_the_rest(
    client: FlaskClient, coordinator: Account
) -> None:
    form = form_of(client.get(NEW), NEW)
    answer = send(client, form, name=" ", party="university", since="2025-01-01", office="rektor")
    assert answer.status_code == 422
    assert 'value="rektor"' in answer.text
