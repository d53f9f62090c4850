"""The pages that anybody may read."""

from web.public import (
    centres,
    class_bookings,
    concepts,
    courses,
    employers,
    health,
    language,
    lifecycle,
    occasions,
    offers,
    pages,
    residents,
    school_requests,
)
from web.public.blueprint import blueprint

__all__ = [
    "blueprint",
    "centres",
    "class_bookings",
    "concepts",
    "courses",
    "employers",
    "health",
    "language",
    "lifecycle",
    "occasions",
    "offers",
    "pages",
    "residents",
    "school_requests",
]
