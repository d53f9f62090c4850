"""The pages of the working group."""

from flask import Flask

from web.coordinators import (
    agendas,
    changes,
    check_ins,
    close_ups,
    comparisons,
    decisions,
    employer_details,
    employer_offers,
    employers,
    enquiries,
    figures,
    gaps,
    hints,
    home,
    ideas,
    letters,
    matches,
    meetings,
    members,
    needs,
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
    viewers,
)
from web.coordinators.blueprint import blueprint
from web.session import WRITES_LATE
from web.uploads import pages as uploads

__all__ = [
    "agendas",
    "blueprint",
    "changes",
    "check_ins",
    "close_ups",
    "comparisons",
    "decisions",
    "employer_details",
    "employer_offers",
    "employers",
    "enquiries",
    "figures",
    "gaps",
    "hints",
    "home",
    "ideas",
    "letters",
    "matches",
    "meetings",
    "members",
    "needs",
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
    "viewers",
]

uploads.hang_on(blueprint)


def init_app(app: Flask) -> None:
    """Let files be read before anything is written, so that nobody waits for the reading."""
    app.config[WRITES_LATE] |= {"coordinators.uploads_list", "employers.uploads_list"}
