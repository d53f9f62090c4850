"""The pages of students."""

from web.students import (
    check_ins,
    cvs,
    home,
    ideas,
    matches,
    offers,
    paths,
    profile,
    searches,
    surveys,
    teams,
    visibility,
)
from web.students.blueprint import students as blueprint
from web.students.cvs import init_app

__all__ = [
    "blueprint",
    "check_ins",
    "cvs",
    "home",
    "ideas",
    "init_app",
    "matches",
    "offers",
    "paths",
    "profile",
    "searches",
    "surveys",
    "teams",
    "visibility",
]
