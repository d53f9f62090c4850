"""The room of truth: what is stored, and what may happen to it."""

from models import (
    audit,
    changes,
    concepts,
    employers,
    jobs,
    matches,
    notices,
    offers,
    people,
    rounds,
)
from models.base import Base

__all__ = [
    "Base",
    "audit",
    "changes",
    "concepts",
    "employers",
    "jobs",
    "matches",
    "notices",
    "offers",
    "people",
    "rounds",
]
