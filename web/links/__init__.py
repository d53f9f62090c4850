"""The pages behind the signed links in letters: what is done there without an account."""

from web.links import (
    answers,
    check_ins,
    class_bookings,
    evaluations,
    invitations,
    late,
    letters,
    meetings,
    residents,
    school_requests,
    sharings,
    surveys,
)
from web.links.blueprint import blueprint, init_app

__all__ = [
    "answers",
    "blueprint",
    "check_ins",
    "class_bookings",
    "evaluations",
    "init_app",
    "invitations",
    "late",
    "letters",
    "meetings",
    "residents",
    "school_requests",
    "sharings",
    "surveys",
]
