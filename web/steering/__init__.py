"""The pages of the steering group."""

from web.steering import activities, decisions, gaps, home, lifecycle, meetings, reports
from web.steering.blueprint import blueprint

__all__ = [
    "activities",
    "blueprint",
    "decisions",
    "gaps",
    "home",
    "lifecycle",
    "meetings",
    "reports",
]
