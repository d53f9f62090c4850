"""The pages of the steering group."""

from web.steering import (
    activities,
    decisions,
    gaps,
    home,
    lifecycle,
    meetings,
    outcomes,
    reports,
)
from web.steering.blueprint import blueprint

__all__ = [
    "activities",
    "blueprint",
    "decisions",
    "gaps",
    "home",
    "lifecycle",
    "meetings",
    "outcomes",
    "reports",
]
