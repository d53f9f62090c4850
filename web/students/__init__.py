"""The pages of students."""

from web.students import check_ins, home, matches, offers, profile, searches, visibility
from web.students.blueprint import students as blueprint

__all__ = [
    "blueprint",
    "check_ins",
    "home",
    "matches",
    "offers",
    "profile",
    "searches",
    "visibility",
]
