"""The pages of the working group."""

from web.coordinators import (
    changes,
    employer_details,
    employer_offers,
    employers,
    home,
    letters,
    matches,
    offers,
    pairs,
    proposals,
    reviews,
    rounds,
    runs,
    search,
    student_profiles,
    students,
)
from web.coordinators.blueprint import blueprint

__all__ = [
    "blueprint",
    "changes",
    "employer_details",
    "employer_offers",
    "employers",
    "home",
    "letters",
    "matches",
    "offers",
    "pairs",
    "proposals",
    "reviews",
    "rounds",
    "runs",
    "search",
    "student_profiles",
    "students",
]
