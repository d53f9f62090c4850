"""The pages of the working group."""

from flask import Flask

from web.coordinators import (
    changes,
    check_ins,
    close_ups,
    comparisons,
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
    outcomes,
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
    surveys,
    uploads,
    viewers,
)
from web.coordinators.blueprint import blueprint
from web.session import WRITES_LATE

__all__ = [
    "blueprint",
    "changes",
    "check_ins",
    "close_ups",
    "comparisons",
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
    "outcomes",
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
    "surveys",
    "uploads",
    "viewers",
]


def init_app(app: Flask) -> None:
    """Let files be read before anything is written, so that nobody waits for the reading."""
    app.config[WRITES_LATE].add("coordinators.uploads_list")
