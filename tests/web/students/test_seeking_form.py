"""What a student seeks, and on which days."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Account, Student
from models.queries.students import find_student_of_account
from models.words import Kind, Role
from tests.builders import SUMMER, an_account
from tests.web.browsing import form_of, send
from tests.web.students.looking import fill, path, stored

SignIn = Callable[[Account], None]


def test_a_kind_is_proposed_with_its_usual_days(
    session: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    account = an_account(session, Role.STUDENT)
    sign_in(account)
    form = form_of(client.get(path("seeking")), path("seeking"))
    assert form.values["internship_starts_on"].endswith("06-07")
    assert form.values["internship_ends_on"].endswith("08-20")
    assert "internship_wanted" not in form.values
    send(client, form, internship_wanted="y")
    known = find_student_of_account(session, account.id)
    assert known is not None
    assert [each.kind for each in known.seeking] == [Kind.INTERNSHIP]


def test_kinds_are_sought_in_their_own_days(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    page = client.get(path("seeking"))
    form = form_of(page, path("seeking"))
    for kind in (Kind.MENTORSHIP, Kind.TRAINEESHIP, Kind.THESIS):
        form.values.pop(f"{kind}_wanted")
    form.values["thesis_ends_on"] = "not a day"  # It is not sought, so it does not matter.
    send(client, form, internship_starts_on="2027-07-01", hours_per_week="20")
    known = stored(session, draft)
    sought = [(each.kind, each.starts_on, each.ends_on) for each in known.seeking]
    assert sought == [(Kind.INTERNSHIP, date(2027, 7, 1), SUMMER[1])]
    assert known.hours_per_week == 20


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        ("2027-07-01", "2027-06-01"),
        ("", "2027-08-01"),
        ("2027-07-01", ""),
        ("2027-02-31", "2027-08-01"),
        ("sommar", "höst"),
        ("2020-06-01", "2020-08-01"),
        ("2027-06-01", "9999-12-31"),
    ],
)
def test_days_that_cannot_be_are_refused_and_kept(
    session: Session, client: FlaskClient, draft: Student, starts_on: str, ends_on: str
) -> None:
    answer = fill(client, "seeking", internship_starts_on=starts_on, internship_ends_on=ends_on)
    assert answer.status_code == 422
    form = form_of(answer, path("seeking"))
    assert form.values["internship_starts_on"] == starts_on
    assert form.values["internship_ends_on"] == ends_on
    assert {each.ends_on for each in stored(session, draft).seeking} == {SUMMER[1]}
