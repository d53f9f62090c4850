"""The pages of the steering group."""

from web.steering import activities, home, lifecycle
from web.steering.blueprint import blueprint

__all__ = ["activities", "blueprint", "home", "lifecycle"]
