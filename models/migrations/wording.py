"""How types are written down in a migration."""

from typing import Any, Literal

from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator


def render_type(kind: str, thing: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write a type of ours as what the database stores, so that a migration outlives the type."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    return False
