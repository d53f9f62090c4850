"""The pages of the steering group."""

from web.steering import decisions, gaps, home, meetings, reports
from web.steering.blueprint import blueprint

__all__ = ["blueprint", "decisions", "gaps", "home", "meetings", "reports"]
