"""The pages of the working group."""

from flask import Flask

from web.coordinators import (
    centres,
    changes,
    check_ins,
    close_ups,
    comparisons,
    courses,
    employer_details,
    employer_offers,
    employers,
    enquiries,
    figures,
    hints,
    home,
    ideas,
    letters,
    matches,
    notes,
    offers,
    pairs,
    proposals,
    review_files,
    reviews,
    rounds,
    runs,
    search,
    sharings,
    shortcuts,
    student_profiles,
    students,
    supply,
    uploads,
    viewers,
)
from web.coordinators.blueprint import blueprint
from web.session import WRITES_LATE

__all__ = [
    "blueprint",
    "centres",
    "changes",
    "check_ins",
    "close_ups",
    "comparisons",
    "courses",
    "employer_details",
    "employer_offers",
    "employers",
    "enquiries",
    "figures",
    "hints",
    "home",
    "ideas",
    "letters",
    "matches",
    "notes",
    "offers",
    "pairs",
    "proposals",
    "review_files",
    "reviews",
    "rounds",
    "runs",
    "search",
    "sharings",
    "shortcuts",
    "student_profiles",
    "students",
    "supply",
    "uploads",
    "viewers",
]


def init_app(app: Flask) -> None:
    """Let files be read before anything is written, so that nobody waits for the reading."""
    app.config[WRITES_LATE] |= {"coordinators.uploads_list", "coordinators.courses_import"}
