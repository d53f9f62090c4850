"""The room of truth: what is stored, and what may happen to it."""

from models import (
    audit,
    changes,
    check_ins,
    close_ups,
    concepts,
    employers,
    erasures,
    hints,
    invitations,
    jobs,
    matches,
    notices,
    offers,
    people,
    rounds,
    weights,
)
from models.base import Base

__all__ = [
    "Base",
    "audit",
    "changes",
    "check_ins",
    "close_ups",
    "concepts",
    "employers",
    "erasures",
    "hints",
    "invitations",
    "jobs",
    "matches",
    "notices",
    "offers",
    "people",
    "rounds",
    "weights",
]
