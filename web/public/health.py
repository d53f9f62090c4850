"""What watches the service: whether it serves, and whether all it needs is well."""

from collections.abc import Callable
from datetime import timedelta

from flask import Response, jsonify
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from models.database import reading
from models.migrations import is_at_head
from models.queries.jobs import find_worker_sign, is_database_there
from web.clock import now
from web.public.blueprint import blueprint
from web.session import sessions

WORKER_MAY_BE_SILENT = timedelta(minutes=2)


@blueprint.get("/healthz")
def healthz() -> Response:
    """Say that the service serves. Needs no database."""
    return jsonify(service="ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """Say of the database, its migrations and the worker whether each is well."""
    signs = {
        "database": _is_well(is_database_there),
        "migrations": _is_well(are_migrations_made),
        "worker": _is_well(is_worker_alive),
    }
    response = jsonify({name: "ok" if well else "not ok" for name, well in signs.items()})
    response.status_code = 200 if all(signs.values()) else 503
    return response


def are_migrations_made(session: Session) -> bool:
    """Whether the tables are those that this version of the service was written for."""
    return is_at_head(session.connection())


def is_worker_alive(session: Session) -> bool:
    """Whether the worker gave a sign of life just now."""
    seen_at = find_worker_sign(session)
    return seen_at is not None and now() - seen_at < WORKER_MAY_BE_SILENT


def _is_well(check: Callable[[Session], bool]) -> bool:
    """Ask in a session of its own: one that failed answers nothing more."""
    try:
        with reading(sessions()) as session:
            return check(session)
    except SQLAlchemyError:
        return False
