"""Every refusal, worded once: what happened, what was kept, and what to do about it.

Views raise and never catch; ``web/refusals.py`` makes the words a page, or JSON.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models import errors as domain
from web.conflicts import both_states, how_it_stands
from web.constraints import ALREADY_THERE
from web.labels import FIELDS

A_NEWER_LETTER = _l("Look for a newer letter from us, or call or write to us and we will help.")
NOTHING_CHANGED = _l("Nothing was changed.")
GO_BACK = _l("Go back, load the page anew and look at what it says now.")


class SignedOut(Exception):
    """Something was sent by somebody who is no longer signed in."""


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
        _l("Send a smaller file or a shorter text."),
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


def _wrong_state(error: Any) -> Words:
    return Words(409, _l("That cannot be done any more"), how_it_stands(error))


def _missing(error: Any) -> Words:
    names = ", ".join(str(FIELDS.get(name, name)) for name in error.fields)
    return Words(
        409,
        _l("Something is missing"),
        _("Before this can be done, this has to be filled in: %(names)s.", names=names),
        NOTHING_CHANGED,
        _l("Go back, fill in what is missing and try again."),
    )


def _already_there(error: Any) -> Words:
    what = ALREADY_THERE.get(error.constraint, _l("It was done already, by you or somebody else."))
    return Words(409, _l("It is there already"), what)


def _enough_required(error: Any) -> Words:
    if error.what == "student":
        happened = _l("The student has to be placed with another offer of the round already.")
    else:
        happened = _l("Every place of the offer that is left has to go to other students already.")
    return Words(
        409,
        _l("No more pairs can be placed here"),
        happened,
        NOTHING_CHANGED,
        _l("Take the other hint back, or speak for this pair instead."),
    )


def _too_few_places(error: Any) -> Words:
    return Words(
        409,
        _l("So few places are not possible"),
        _("%(taken)s places are taken already.", taken=error.taken),
        NOTHING_CHANGED,
        _l("Choose at least as many places as are taken."),
    )


def _too_many(error: Any) -> Words:
    return Words(
        409,
        _l("There is no room for more"),
        _("At most %(most)s can be kept.", most=error.most),
        NOTHING_CHANGED,
        _l("Take one away that you no longer need, and try again."),
    )


def _not_the_same(error: Any) -> Words:
    if error.thing != "round":
        return Words(
            409,
            _l("It was changed while you read it"),
            both_states(error) or _l("What you decided on is no longer what it says."),
            NOTHING_CHANGED,
            _l("Go back, load the page anew, read it and decide then."),
        )
    return Words(
        409,
        _l("Something changed after it was asked for"),
        _l("What you were to approve is no longer what was asked for."),
        _l("Nothing was published."),
        _l("Look it through and ask for approval again."),
    )


REFUSALS: dict[type[domain.DomainError], Words | Callable[[Any], Words]] = {
    domain.NotFound: NOT_FOUND,
    # What is not allowed looks like what does not exist.
    domain.NotAllowed: NOT_FOUND,
    domain.NeverChanged: Words(
        409, _l("That is never changed"), _l("What is written there is kept as it was written.")
    ),
    domain.ConflictOfInterest: Words(
        409,
        _l("Somebody else has to do this"),
        _l("You are employed by the unit that this is about, so you may not decide on it."),
        NOTHING_CHANGED,
        _l("Ask another coordinator."),
    ),
    domain.WrongState: _wrong_state,
    domain.NoPlaceLeft: Words(
        409,
        _l("The last place is taken"),
        _l("Another student and the employer had both said yes just before."),
        NOTHING_CHANGED,
        _l("Go back and look at what else is open."),
    ),
    domain.EnoughAsked: Words(
        409,
        _l("Enough candidates are asked"),
        _l("As many candidates are asked already as the places that are left allow."),
        NOTHING_CHANGED,
        _l("Wait for an answer, or withdraw one of those that are asked."),
    ),
    domain.SpokenFor: Words(
        409,
        _l("Somebody decides on this pair"),
        _l("The student is asked or placed elsewhere, or seeks together with another."),
    ),
    domain.EnoughRequired: _enough_required,
    domain.TooFewPlaces: _too_few_places,
    domain.NotOpenForMatching: Words(
        409,
        _l("They cannot be matched now"),
        _l("The student, the offer, the employer or the round is not open for matching."),
        NOTHING_CHANGED,
        _l("Look at where each of them stands, and try again when they are open."),
    ),
    domain.AlreadyAnswered: Words(
        409,
        _l("You have answered already"),
        _l("An answer to this was given before, and it was another one."),
        _l("The first answer stands."),
        _l("If it was wrong, call or write to us and we will help."),
    ),
    domain.Missing: _missing,
    domain.OrganisationNumberInvalid: Words(
        409,
        _l("That is not an organisation number"),
        _l("An organisation number has ten digits, and the last one checks the others."),
        NOTHING_CHANGED,
        _l("Look the number up and try again."),
    ),
    domain.AlreadyThere: _already_there,
    domain.RuleOfDatabase: Words(
        409,
        _l("That is not possible"),
        _l("What you sent would break a rule that always holds."),
        NOTHING_CHANGED,
        _l("Go back and look the values through."),
    ),
    domain.TooMany: _too_many,
    domain.NotTheSame: _not_the_same,
    domain.OnlyContact: Words(
        409,
        _l("Somebody has to be reached at the employer"),
        _l("This is the last contact there."),
        NOTHING_CHANGED,
        _l("Add somebody else first, or change this contact into the one who takes over."),
    ),
    domain.SecondPersonNeeded: Words(
        409,
        _l("A second person has to approve"),
        _l("Whoever asks for it cannot also approve it."),
        NOTHING_CHANGED,
        _l("Ask another coordinator to look it through and approve."),
    ),
    domain.NoStudyPlaceLeft: Words(
        409,
        _l("Every place is taken"),
        _l("Another took the last place at this time just before."),
        NOTHING_CHANGED,
        _l("Go back and choose another time."),
    ),
    domain.NoLongerOpen: Words(
        409,
        _l("That is not open any more"),
        _l("The course is no longer offered, or the time has begun or is closed after all."),
        NOTHING_CHANGED,
        _l("Look at what else there is."),
    ),
    domain.CannotBuyEducation: Words(
        409,
        _l("Commissioned education is for organisations"),
        _l("The law lets it be sold to legal persons, not to individuals or sole traders."),
        NOTHING_CHANGED,
        _l("Look among the open courses instead: anybody may apply for them."),
    ),
    domain.RepeatedOtherwise: Words(
        409,
        _l("The form had been sent already"),
        _l("The same form was sent before with other content, perhaps from another tab."),
        _l("The first one was carried out, this one was not. What you typed is below."),
        _l("Go back, load the page anew and send it again if it still is needed."),
    ),
    domain.LinkInvalid: Words(
        404,
        _l("The link does not work any more"),
        _l("It is too old, has been replaced by a newer one, or was cut off on its way."),
        "",
        A_NEWER_LETTER,
    ),
    domain.LinkOver: Words(
        404, _l("The link has done its work"), _l("What it was for is over."), "", A_NEWER_LETTER
    ),
    domain.RunCancelled: Words(
        409, _l("The run was stopped"), _l("Somebody asked for it to stop.")
    ),
}


def words_of(error: domain.DomainError) -> Words:
    """Give the words of a refusal, by its type."""
    return found if isinstance(found := REFUSALS[type(error)], Words) else found(error)
