"""What PostgreSQL would refuse is found where only SQLite is asked."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from models.people import Account
from tests.builders import an_account
from tests.planner import Planner
from tests.postgres import Server

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def planner(session: Session, postgresql_server: Server) -> Iterator[Planner]:
    """Give what plans all that the test asks."""
    planner = Planner(postgresql_server)
    with planner.watching():
        yield planner
    planner.close()


@pytest.mark.parametrize(
    ("question", "refusal"),
    [
        (select(Account.name, func.count()).group_by(Account.active), "GROUP BY"),
        (select(Account.name).where(func.abs(Account.name) == 1), "abs(character varying)"),
        (select(Account.name).where(Account.id < 2**40), "out of range"),
    ],
    ids=["grouping", "type", "number"],
)
def test_what_postgresql_would_refuse_is_told(
    session: Session, planner: Planner, question: Select[str], refusal: str
) -> None:
    session.execute(question)
    assert refusal in planner.refused.pop()


def test_what_both_understand_is_not_carried_out_there(session: Session, planner: Planner) -> None:
    an_account(session)
    session.flush()
    assert session.scalar(select(func.count()).select_from(Account)) == 1
    assert planner.refused == []
