"""The pages of administrators."""

from web.admin import accounts, erasures, events, home
from web.admin.blueprint import blueprint

__all__ = ["accounts", "blueprint", "erasures", "events", "home"]
