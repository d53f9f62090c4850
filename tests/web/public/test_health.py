"""What watches the service is told the truth, part by part."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from models.jobs import WorkerSign
from tests.builders import NOW
from tests.web.databases import on_both
from web.app import create_app


def test_the_service_serves_without_a_database() -> None:
    app = create_app({"TESTING": True, "DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"})
    client = app.test_client()
    assert client.get("/healthz").json == {"service": "ok"}
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"database": "not ok", "migrations": "not ok", "worker": "not ok"}


@on_both
def test_all_is_well_with_a_worker_that_gave_a_sign(client: FlaskClient, session: Session) -> None:
    session.add(WorkerSign(id=1, seen_at=NOW - timedelta(seconds=90)))
    session.commit()
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {"database": "ok", "migrations": "ok", "worker": "ok"}


@on_both
@pytest.mark.parametrize("silent", [None, timedelta(minutes=3)])
def test_a_silent_worker_is_told(
    client: FlaskClient, session: Session, silent: timedelta | None
) -> None:
    if silent:
        session.add(WorkerSign(id=1, seen_at=NOW - silent))
        session.commit()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"database": "ok", "migrations": "ok", "worker": "not ok"}


@on_both
def test_tables_of_another_version_are_told(
    client: FlaskClient, app: Flask, session: Session
) -> None:
    session.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    session.commit()
    answer = client.get("/readyz")
    assert answer.json
    assert answer.json["migrations"] == "not ok"
