"""The room of truth: what is stored, and what may happen to it."""

from models import (
    audit,
    changes,
    check_ins,
    close_ups,
    concepts,
    employers,
    enquiries,
    erasures,
    hints,
    jobs,
    matches,
    notices,
    offers,
    people,
    rounds,
    searches,
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
    "enquiries",
    "erasures",
    "hints",
    "jobs",
    "matches",
    "notices",
    "offers",
    "people",
    "rounds",
    "searches",
    "weights",
]
