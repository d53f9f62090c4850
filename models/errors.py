"""What can be refused, as values. The words that people read are in ``web/errors.py``."""

from dataclasses import dataclass
from typing import Any


class DomainError(Exception):
    """The parent of every refusal."""


@dataclass(eq=False)
class NotFound(DomainError):
    """There is no such thing, or it is not this person's to know of."""

    thing: str
    key: Any = None


@dataclass(eq=False)
class NotAllowed(DomainError):
    """The actor may not do this."""

    verb: str


@dataclass(eq=False)
class ConflictOfInterest(DomainError):
    """Nobody confirms or verifies for the unit that employs them (jäv)."""

    verb: str


@dataclass(eq=False)
class WrongState(DomainError):
    """The move does not start from where the thing stands."""

    thing: str
    verb: str
    state: str


@dataclass(eq=False)
class NoPlaceLeft(DomainError):
    """The last place went to another."""

    offer_id: int


@dataclass(eq=False)
class EnoughAsked(DomainError):
    """As many candidates are asked already as the places that are left allow."""

    offer_id: int


@dataclass(eq=False)
class SpokenFor(DomainError):
    """The student is asked elsewhere, or seeks with another: who looks at the pair decides."""

    student_id: int


@dataclass(eq=False)
class EnoughRequired(DomainError):
    """No allocation could hold one more required pair; ``what`` names the side that is full."""

    what: str


@dataclass(eq=False)
class TooFewPlaces(DomainError):
    """Fewer places than are taken already."""

    taken: int


@dataclass(eq=False)
class NotOpenForMatching(DomainError):
    """The pair cannot be matched now; ``what`` names the side or the round that is in the way."""

    what: str


@dataclass(eq=False)
class AlreadyAnswered(DomainError):
    """The side has answered otherwise before."""

    answer: bool


@dataclass(eq=False)
class Missing(DomainError):
    """Something has to be told first; ``fields`` names what."""

    fields: tuple[str, ...]


@dataclass(eq=False)
class OrganisationNumberInvalid(DomainError):
    """It is no organisation number."""


@dataclass(eq=False)
class AlreadyThere(DomainError):
    """A thing with this key exists; ``constraint`` names the rule of the database."""

    constraint: str


@dataclass(eq=False)
class RuleOfDatabase(DomainError):
    """A limit that the database holds would be broken."""

    constraint: str


@dataclass(eq=False)
class TooMany(DomainError):
    """As many of a thing are kept as may be."""

    thing: str
    most: int


@dataclass(eq=False)
class NotTheSame(DomainError):
    """What was signed is not what would be published: something changed in between.

    Of a match, ``seen`` and ``now`` are its states then and now, "" where nobody had acted.
    """

    thing: str
    seen: str | None = None
    now: str = ""


@dataclass(eq=False)
class SecondPersonNeeded(DomainError):
    """The one who asked cannot also be the one who signs."""

    verb: str


@dataclass(eq=False)
class NotInOrder(DomainError):
    """What is told cannot have happened before what it follows on, or has not happened yet."""

    verb: str


@dataclass(eq=False)
class IsDecided(DomainError):
    """A meeting at which something was decided was held: it cannot be called off."""

    meeting_id: int


@dataclass(eq=False)
class NotAsked(DomainError):
    """Such a decision cannot be made on such an item."""

    subject: str
    ruling: str


@dataclass(eq=False)
class MustStandAside(DomainError):
    """Somebody who took part works for a unit that the decision is about (jäv)."""

    names: tuple[str, ...]


@dataclass(eq=False)
class NotFunded(DomainError):
    """The activity has a cost that nobody pays for, and no word that it may run all the same."""

    activity_id: int


@dataclass(eq=False)
class NoSeatsLeft(DomainError):
    """So many pupils do not fit into the session; ``left`` is how many do."""

    left: int


@dataclass(eq=False)
class NotBookable(DomainError):
    """The event takes no bookings: not yet, not any more, or it was cancelled."""

    occasion_id: int


@dataclass(eq=False)
class NoStudyPlaceLeft(DomainError):
    """The last place at a time in a learning centre went to another."""

    slot_id: int


@dataclass(eq=False)
class BookedAlready(DomainError):
    """The address has a place at a learning centre at that time already."""

    slot_id: int


@dataclass(eq=False)
class NoLongerOpen(DomainError):
    """The course or the time that somebody left an address for can be asked for no more."""

    thing: str


@dataclass(eq=False)
class CannotBuyEducation(DomainError):
    """Commissioned education is sold to legal persons, not to individuals or sole traders."""

    employer_id: int


@dataclass(eq=False)
class RepeatedOtherwise(DomainError):
    """The same form came twice with different content."""


@dataclass(eq=False)
class LinkInvalid(DomainError):
    """The signed link is unknown, used up, revoked or too old."""


@dataclass(eq=False)
class LinkOver(LinkInvalid):
    """The signed link did its work: its match has moved on."""

    link_id: int


@dataclass(eq=False)
class OnlyContact(DomainError):
    """Somebody has to be reached at an employer; this is the last one there."""

    employer_id: int


class RunCancelled(DomainError):
    """Somebody asked the run to stop, or another worker has it."""


@dataclass(eq=False)
class NeverChanged(DomainError):
    """Rows of this table are written once."""

    thing: str
