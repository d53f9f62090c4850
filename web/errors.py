"""Every refusal, worded once: what happened, what was kept, and what to do about it.

Views raise and never catch; ``web/refusals.py`` makes the words a page, or JSON.
"""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from models import errors as domain
from web.conflicts import both_states, how_it_stands
from web.constraints import ALREADY_THERE
from web.failures import NOT_FOUND, NOTHING_CHANGED, Words
from web.labels import FIELDS

A_NEWER_LETTER = _l("Look for a newer letter from us, or call or write to us and we will help.")


class SignedOut(Exception):
    """Something was sent by somebody who is no longer signed in."""


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


def _no_seats_left(error: Any) -> Words:
    return Words(
        409,
        _l("So many do not fit"),
        ngettext(
            "There is room for %(num)d pupil.", "There is room for %(num)d pupils.", error.left
        ),
        NOTHING_CHANGED,
        _l("Book for fewer, choose another session, or call us and we will help."),
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


def _not_in_order(error: Any) -> Words:
    happened = {
        "hold": _l("The day of the meeting has not come."),
        "minute": _l(
            "Minutes are approved on the day of the meeting or after, and not in advance."
        ),
    }
    return Words(
        409, _l("The days are not in order"), happened.get(error.verb, _l("The day has not come."))
    )


def _must_stand_aside(error: Any) -> Words:
    return Words(
        409,
        _l("Somebody has to stand aside"),
        _("Works for a unit that the decision is about: %(names)s.", names=", ".join(error.names)),
        NOTHING_CHANGED,
        _l("Go back, mark them as standing aside, and decide again."),
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
    domain.NoSeatsLeft: _no_seats_left,
    domain.NotBookable: Words(
        409,
        _l("It cannot be booked now"),
        _l("Bookings are not open, or the event was called off or has begun."),
        NOTHING_CHANGED,
        _l("Look among the events again, or call us and we will help."),
    ),
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
    domain.NotFunded: Words(
        409,
        _l("Nobody pays for it yet"),
        _l("The activity has a cost, and what has been granted does not cover it."),
        _l("The activity has not been started. It is still planned."),
        _l(
            "Write down what a source has granted, or ask the steering group to decide that it may"
            " run unfunded. Then start it."
        ),
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
    domain.NotInOrder: _not_in_order,
    domain.IsDecided: Words(
        409,
        _l("The meeting cannot be called off"),
        _l("Something is decided there, so it was held."),
        NOTHING_CHANGED,
        _l("What was not decided can be taken off and put on the agenda of another meeting."),
    ),
    domain.NotAsked: Words(
        409,
        _l("That cannot be decided here"),
        _l("Such a decision cannot be made on such an item."),
    ),
    domain.MustStandAside: _must_stand_aside,
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
    domain.BookedAlready: Words(
        409,
        _l("You have a place at that time already"),
        _l("An address has one place at a time, so that others find one too."),
        NOTHING_CHANGED,
        _l("Cancel the other booking first, by the link in its letter, or choose another time."),
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
