"""The pages of administrators."""

from web.admin import accounts
from web.admin.blueprint import blueprint

__all__ = ["accounts", "blueprint"]
