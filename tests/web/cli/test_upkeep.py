"""The commands of whoever looks after an installation."""

from datetime import timedelta
from importlib import import_module

import pytest
from sqlalchemy.orm import Session

from models.jobs import SentForm
from models.queries.accounts import find_account
from models.queries.concepts import count_concepts
from models.queries.rounds import list_rounds
from models.queries.weights import list_weights
from models.retention import RULES
from models.words import Kind, Role
from tests.builders import NOW, a_run, a_student, an_offer
from tests.web.cli.conftest import Command
from tests.web.databases import on_both
from web.accounts.passwords import is_password
from web.bridge.runs import carry_out
from web.cli import SECTIONS
from web.cli.groups import example_of
from web.config import SettingRefused

pytestmark = on_both

COMMANDS = [
    getattr(import_module(place.partition(":")[0]), place.partition(":")[2])
    for places in SECTIONS.values()
    for place in places.values()
]


def test_help_lists_every_command_with_an_example(kajplats: Command) -> None:
    done = kajplats("--help")
    assert done.exit_code == 0
    for command in COMMANDS:
        assert example_of(command)
        assert (command.name or "?") in done.output


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_each_command_explains_itself(kajplats: Command, command: str) -> None:
    done = kajplats(command, "--help")
    assert done.exit_code == 0
    assert "Example:" in done.output


def test_upgrade_brings_what_ships_with_the_service(kajplats: Command, session: Session) -> None:
    for _time in range(2):
        assert kajplats("upgrade").exit_code == 0
    session.rollback()
    assert count_concepts(session) >= 400
    assert {each.kind for each in list_rounds(session) if each.is_rolling} == set(Kind)
    assert len(list_weights(session)) == 1


def test_a_database_of_another_version_is_refused(kajplats: Command) -> None:
    done = kajplats("events", "check")
    assert isinstance(done.exception, SettingRefused)
    assert "kajplats upgrade" in str(done.exception)


@pytest.mark.usefixtures("upgraded")
def test_an_account_is_made_that_can_sign_in(kajplats: Command, session: Session) -> None:
    words = ("--email", "anna@example.org", "--name", "Anna", "--role", "admin")
    done = kajplats("accounts", "make", *words, "--password", "blå kaj utan tak")
    assert done.exit_code == 0, done.output
    account = find_account(session, "anna@example.org")
    assert account is not None
    assert account.role_names == {Role.ADMIN}
    assert account.confirmed_at is not None
    assert is_password("blå kaj utan tak", account.password)
    again = kajplats("accounts", "make", *words, "--password", "blå kaj utan tak")
    assert "has an account" in again.output


@pytest.mark.usefixtures("upgraded")
def test_a_weak_password_is_refused(kajplats: Command, session: Session) -> None:
    words = ("--email", "anna@example.org", "--name", "Anna", "--role", "admin")
    done = kajplats("accounts", "make", *words, "--password", "kort")
    assert done.exit_code == 1
    assert find_account(session, "anna@example.org") is None


@pytest.mark.usefixtures("upgraded")
def test_the_chain_is_checked(kajplats: Command, session: Session) -> None:
    a_student(session)
    session.commit()
    done = kajplats("events", "check")
    assert "the chain is whole" in done.output
    session.connection().exec_driver_sql("UPDATE events SET verb = 'forged' WHERE id = 2")
    session.commit()
    done = kajplats("events", "check")
    assert done.exit_code == 1
    assert "broken at event 2" in done.output


@pytest.mark.usefixtures("upgraded")
def test_a_run_is_explained_by_making_it_again(kajplats: Command, session: Session) -> None:
    a_student(session)
    an_offer(session)
    run = a_run(session)
    session.commit()
    from web.app import create_app
    from web.session import sessions

    app = create_app()
    carry_out(sessions(app), run.id, clock=lambda: NOW)
    done = kajplats("explain-run", run.id)
    assert done.exit_code == 0, done.output
    assert done.output.endswith("The result is the same.\n")
    assert kajplats("explain-run", 999).exit_code == 1
    sessions(app).kw["bind"].dispose()


@pytest.mark.usefixtures("upgraded")
def test_what_is_kept_is_reported_and_cleared(kajplats: Command, session: Session) -> None:
    at = NOW - timedelta(days=400)
    session.add(SentForm(actor="a", key="k", digest="0" * 64, status=303, location="/", at=at))
    session.commit()
    before = kajplats("retention", "report")
    assert before.exit_code == 0, before.output
    assert "sent_forms: kept 30 days; 1 there, 1 too old." in before.output
    assert "Nothing was cleared away yet." in before.output
    assert "sent_forms: 1 cleared away." in kajplats("retention", "clear").output
    after = kajplats("retention", "report").output
    assert "sent_forms: kept 30 days; 0 there, 0 too old." in after
    others = ", ".join(f"0 {rule.records}" for rule in RULES if rule.records != "sent_forms")
    assert f"1 sent_forms, {others}." in after
