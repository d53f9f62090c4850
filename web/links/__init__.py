"""The pages behind the signed links in letters: what is done there without an account."""

from web.links import answers, check_ins, evaluations, invitations, late, letters, surveys
from web.links.blueprint import blueprint, init_app

__all__ = [
    "answers",
    "blueprint",
    "check_ins",
    "evaluations",
    "init_app",
    "invitations",
    "late",
    "letters",
    "surveys",
]
