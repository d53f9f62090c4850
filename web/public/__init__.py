"""The pages that anybody may read."""

from web.public import (
    centres,
    concepts,
    courses,
    employers,
    health,
    language,
    offers,
    pages,
    residents,
)
from web.public.blueprint import blueprint

__all__ = [
    "blueprint",
    "centres",
    "concepts",
    "courses",
    "employers",
    "health",
    "language",
    "offers",
    "pages",
    "residents",
]
