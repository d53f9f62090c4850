"""The pages of the steering group."""

from web.steering import decisions, home, meetings
from web.steering.blueprint import blueprint

__all__ = ["blueprint", "decisions", "home", "meetings"]
