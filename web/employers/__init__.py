"""The pages of employers."""

from web.employers import (
    check_ins,
    colleagues,
    courses,
    home,
    ideas,
    matches,
    offers,
    organisations,
    sharings,
    students,
    wanted,
)
from web.employers.blueprint import blueprint

__all__ = [
    "blueprint",
    "check_ins",
    "colleagues",
    "courses",
    "home",
    "ideas",
    "matches",
    "offers",
    "organisations",
    "sharings",
    "students",
    "wanted",
]
