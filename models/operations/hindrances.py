"""What is in the way of a match, asked before it is moved and where it is only looked at."""

from models.actors import Actor
from models.errors import EnoughAsked, NoPlaceLeft, NotOpenForMatching
from models.matches import Match
from models.offers import Offer
from models.operations.guards import has_no_stake, is_not_oneself
from models.people import Student
from models.policy import Policy
from models.rounds import Round
from models.words import EmployerState, OfferState, ProfileState, RoundState

# What can be in the way of a match beside who is not there.
PLACE = "place"


def hindrance(match: Match, partner: Match | None = None) -> str | None:
    """Name what is in the way of offering a confirmed match now, if something is.

    It is ``student``, ``offer`` or ``employer``, which is not there any more, or ``place``, of
    which none is left, or not two for a match that goes together with its partner's.
    """
    matches = [match] if partner is None else [match, partner]
    away = next((who for each in matches if (who := _who_is_away(each.student, each.offer))), None)
    return away or (PLACE if match.offer.places_left < len(matches) else None)


def goes_together(match: Match, partner: Match | None) -> Match | None:
    """Give the partner's match as long as both stand at the same, before anybody is asked."""
    together = partner is not None and partner.state is match.state
    return partner if together and match.offered_at is None else None


def can_be_confirmed(
    round_: Round,
    student: Student,
    offer: Offer,
    *,
    asked: int,
    by: Actor,
    policy: Policy,
    together: int = 1,
) -> None:
    """Refuse a pair that this actor cannot confirm now.

    Parameters
    ----------
    asked : int
        How many candidates are asked for the offer, or about to be.
    together : int
        How many are confirmed at once, each of whom needs a place.

    Raises
    ------
    ConflictOfInterest
        If the actor works for the employer, or is the student.
    NotOpenForMatching
        If the round, the student or the offer cannot be matched now.
    NoPlaceLeft, EnoughAsked
        If no place is left, or enough candidates are asked for those that are.
    """
    has_no_stake(offer.employer, "confirm", by)
    is_not_oneself(student, "confirm", by)
    if round_.state not in {RoundState.OPEN, RoundState.CLOSED} or round_.kind is not offer.kind:
        raise NotOpenForMatching("round")
    away = _who_is_away(student, offer)
    if away is not None:
        raise NotOpenForMatching(away)
    if offer.places_left < together:
        raise NoPlaceLeft(offer.id)
    if asked + together > policy.candidates_per_place * offer.places_left:
        raise EnoughAsked(offer.id)


def _who_is_away(student: Student, offer: Offer) -> str | None:
    if student.state is not ProfileState.SUBMITTED:
        return "student"
    if offer.state is not OfferState.PUBLISHED:
        return "offer"
    return None if offer.employer.state is EmployerState.VERIFIED else "employer"
