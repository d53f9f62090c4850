"""The pages that anybody may read."""

from web.public import concepts, employers, health, language, lifecycle, offers, pages
from web.public.blueprint import blueprint

__all__ = [
    "blueprint",
    "concepts",
    "employers",
    "health",
    "language",
    "lifecycle",
    "offers",
    "pages",
]
