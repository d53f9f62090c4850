"""The pages of students."""

from web.students import cvs, home, matches, offers, profile, searches, visibility
from web.students.blueprint import students as blueprint
from web.students.cvs import init_app

__all__ = [
    "blueprint",
    "cvs",
    "home",
    "init_app",
    "matches",
    "offers",
    "profile",
    "searches",
    "visibility",
]
