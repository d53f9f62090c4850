"""What a refusal is told in, and the words of failures that no domain error stands for."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

NOTHING_CHANGED = _l("Nothing was changed.")
GO_BACK = _l("Go back, load the page anew and look at what it says now.")


@dataclass(frozen=True)
class Words:
    """How a refusal is told.

    Parameters
    ----------
    status : int
        The answer's status.
    title, happened, kept, to_do : str
        A headline, what happened, what was kept, what to do now.
    """

    status: int
    title: str | LazyString
    happened: str | LazyString
    kept: str | LazyString = NOTHING_CHANGED
    to_do: str | LazyString = GO_BACK


NOT_FOUND = Words(
    404,
    _l("There is no such page"),
    _l("The address may be mistyped, or what stood here has been taken away."),
    "",
    _l("Start from the first page, or look among the offers."),
)

BY_STATUS: dict[int, Words] = {
    400: Words(
        400,
        _l("That could not be read"),
        _l("What was sent had a form that the service does not understand."),
        NOTHING_CHANGED,
        _l("Go back and try again. If it happens again, write to us and say what you did."),
    ),
    404: NOT_FOUND,
    405: NOT_FOUND,
    413: Words(
        413,
        _l("That was too large"),
        _l("What you sent is larger than the service takes."),
        NOTHING_CHANGED,
        _l("Go back: what you typed is still there. Send a smaller file or a shorter text."),
    ),
    429: Words(
        429,
        _l("That was too often"),
        _l("The same thing was tried many times in a short while."),
        NOTHING_CHANGED,
        _l("Wait a minute and try again."),
    ),
    500: Words(
        500,
        _l("Something went wrong with us"),
        _l("The fault is ours and has been written down."),
        _l("What you did last was not carried out. What was saved before is kept."),
        _l("Try again in a while. If it is urgent, call or write to us."),
    ),
    503: Words(
        503,
        _l("Many are here at the same time"),
        _l("The service could not take your turn just now."),
        NOTHING_CHANGED,
        _l("Wait a few seconds and try again."),
    ),
}

FORM_TOO_OLD = Words(
    403,
    _l("The form needs to be sent once more"),
    _l("The page had been open for long, or you signed in or out in another window."),
    _l("Nothing was carried out. What you typed is below."),
    _l("Look it through and send it again."),
)
SIGNED_OUT = Words(
    401,
    _l("You are signed out"),
    _l("You were signed out before what you sent arrived."),
    _l("Nothing was carried out. What you typed is below."),
    _l("Sign in in a new tab, come back here and send it again."),
)
CHANGED_MEANWHILE = Words(
    409,
    _l("Somebody else changed this meanwhile"),
    _l("While you had the page open, somebody else changed the same thing."),
    _l("Theirs was kept, yours was not carried out. What you typed is below."),
)
