"""The pages of employers."""

from web.employers import (
    check_ins,
    colleagues,
    courses,
    home,
    ideas,
    matches,
    needs,
    offers,
    organisations,
    sharings,
    students,
    wanted,
)
from web.employers.blueprint import blueprint
from web.uploads import pages as uploads

__all__ = [
    "blueprint",
    "check_ins",
    "colleagues",
    "courses",
    "home",
    "ideas",
    "matches",
    "needs",
    "offers",
    "organisations",
    "sharings",
    "students",
    "wanted",
]

uploads.hang_on(blueprint)
