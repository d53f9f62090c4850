"""The pages of students."""

from web.students import home, matches, offers, profile, searches, visibility
from web.students.blueprint import students as blueprint

__all__ = ["blueprint", "home", "matches", "offers", "profile", "searches", "visibility"]
