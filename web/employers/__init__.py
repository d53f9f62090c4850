"""The pages of employers."""

from web.employers import home, matches, offers, organisations, students, wanted
from web.employers.blueprint import blueprint

__all__ = ["blueprint", "home", "matches", "offers", "organisations", "students", "wanted"]
