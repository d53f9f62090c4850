"""The pages of the steering group."""

from web.steering import home, outcomes
from web.steering.blueprint import blueprint

__all__ = ["blueprint", "home", "outcomes"]
