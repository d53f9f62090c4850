"""The pages that anybody may read."""

from web.public import concepts, health, language, offers, pages
from web.public.blueprint import blueprint

__all__ = ["blueprint", "concepts", "health", "language", "offers", "pages"]
