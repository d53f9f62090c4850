"""The pages of employers."""

from web.employers import (
    check_ins,
    home,
    ideas,
    matches,
    offers,
    organisations,
    students,
    wanted,
)
from web.employers.blueprint import blueprint

__all__ = [
    "blueprint",
    "check_ins",
    "home",
    "ideas",
    "matches",
    "offers",
    "organisations",
    "students",
    "wanted",
]
