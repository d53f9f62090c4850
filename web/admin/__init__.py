"""The pages of administrators."""

from web.admin import accounts, events, home
from web.admin.blueprint import blueprint

__all__ = ["accounts", "blueprint", "events", "home"]
