"""The pages of the steering group."""

from web.steering import gaps, home, reports
from web.steering.blueprint import blueprint

__all__ = ["blueprint", "gaps", "home", "reports"]
