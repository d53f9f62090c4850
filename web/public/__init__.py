"""The pages that anybody may read."""

from web.public import (
    class_bookings,
    concepts,
    employers,
    health,
    language,
    lifecycle,
    occasions,
    offers,
    pages,
    school_requests,
)
from web.public.blueprint import blueprint

__all__ = [
    "blueprint",
    "class_bookings",
    "concepts",
    "employers",
    "health",
    "language",
    "lifecycle",
    "occasions",
    "offers",
    "pages",
    "school_requests",
]
