"""Where somebody stands, in one sentence: what a coordinator says to the person on the phone."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.matches import Match
from models.offers import Offer
from models.people import Student
from models.words import MatchState, OfferState, ProfileState
from web.filters import day, period
from web.students.profile_steps import list_missing
from web.timeline import waits_for

# What is said of a student's match, most telling first; what is not named here has ended.
OF_MATCH = {
    MatchState.PLACED: _l("Has a place: %(offer)s at %(employer)s, %(period)s."),
    MatchState.AGREED: _l("Both have said yes to %(offer)s at %(employer)s. The start is not set."),
    MatchState.OFFERED: _l("Is asked about %(offer)s at %(employer)s: %(waits)s."),
    MatchState.CONFIRMED: _l("Is confirmed for %(offer)s at %(employer)s, and not told yet."),
    MatchState.INTERRUPTED: _l("The placement at %(employer)s was interrupted on %(day)s."),
    MatchState.COMPLETED: _l("Has carried through %(offer)s at %(employer)s."),
}


def standing_of(student: Student, matches: Sequence[Match]) -> str:
    """Say where a student stands.

    Parameters
    ----------
    student : Student
        The student.
    matches : sequence of Match
        All matches of the student, newest first.
    """
    if student.state is ProfileState.LEFT and student.left_at is not None:
        return str(_("Has left the matching on %(day)s.", day=day(student.left_at)))
    if student.state is ProfileState.DRAFT:
        return _draft(student)
    for state in OF_MATCH:
        match = next((match for match in matches if match.state is state), None)
        if match is not None:
            return _told(match)
    return str(_("Takes part, and waits for a first match."))


def standing_of_offer(offer: Offer) -> str:
    """Say where an offer stands, as the working group reads it."""
    if offer.state is OfferState.DRAFT:
        return str(
            _("Sent back, and not submitted again.")
            if offer.review_comment
            else _("A draft that is not submitted.")
        )
    if offer.state is OfferState.SUBMITTED:
        return str(_("Waits for review."))
    if offer.state is OfferState.WITHDRAWN:
        return str(_("Is withdrawn."))
    left, places = offer.places_left, offer.places
    return str(_("Published, %(left)s of %(all)s places left.", left=left, all=places))


def _draft(student: Student) -> str:
    missing = ", ".join(str(one.label) for one in list_missing(student))
    if not missing:
        return str(_("Everything is told, and the profile is not handed in."))
    return str(_("Has not handed the profile in. Missing: %(names)s.", names=missing))


def _told(match: Match) -> str:
    starts_on, ends_on = match.starts_on, match.ends_on
    values = {
        "offer": match.offer.title,
        "employer": match.offer.employer.shown_name,
        "waits": waits_for(match),
        "day": day(match.interrupted_on) if match.interrupted_on else "",
        "period": period(starts_on, ends_on) if starts_on and ends_on else "",
    }
    return str(OF_MATCH[match.state]) % values
