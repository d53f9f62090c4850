"""The room of truth: what is stored, and what may happen to it."""

from models import (
    audit,
    changes,
    close_ups,
    concepts,
    employers,
    erasures,
    hints,
    jobs,
    matches,
    notices,
    offers,
    people,
    rounds,
    uploads,
    weights,
)
from models.base import Base

__all__ = [
    "Base",
    "audit",
    "changes",
    "close_ups",
    "concepts",
    "employers",
    "erasures",
    "hints",
    "jobs",
    "matches",
    "notices",
    "offers",
    "people",
    "rounds",
    "uploads",
    "weights",
]
