"""How long what is kept: the rules as data.

``RULES`` are carried out by a job once a day, which reports. ``KEEPINGS`` say what becomes of each
class of records of ``models/personal.py`` when the person asks to be erased, and what is in the way
for how long. What neither names is kept until somebody decides otherwise.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from models.check_ins import CheckIn
from models.close_ups import CloseUp
from models.enquiries import Enquiry
from models.hints import Hint
from models.ideas import Idea
from models.invitations import Invitation
from models.jobs import SentForm
from models.matches import Match
from models.notes import Note
from models.notices import Link
from models.people import Student
from models.policy import Policy
from models.residents import Resident
from models.rounds import Run
from models.schools import ClassBooking, SchoolRequest, Teacher
from models.searches import ToldOffer
from models.uploads import Upload
from models.viewers import Viewer
from models.words import Fate, Hold


@dataclass(frozen=True)
class Rule:
    """How long a class of records is kept.

    Parameters
    ----------
    records : str
        What the records are called in reports; words for people are in ``web/labels.py``.
    table : type
        The table that they stand in.
    since : InstrumentedAttribute
        The time from which it is reckoned; what has none is kept.
    days : int
        For so many days.
    """

    records: str
    table: type[Any]
    since: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]
    days: int

    def before(self, at: datetime) -> datetime:
        """Give the time before which a record is kept no longer."""
        return at - timedelta(days=self.days)


# A page can be sent for as long as its session lasts, half a day; whatever comes again after a
# month is another matter. A link that nobody can open tells nothing that the history does not. A
# close-up can be made again for as long as its run is kept. What the working group said of a pair
# is needed for as long as a student studies: three years for a first degree. How a placement went
# on is acted upon while it does; what came of it stands in the evaluation. An offer that a letter
# told of is long over after two. Who asked about a student a year ago asks again. A
# spreadsheet that nobody has touched for two weeks holds people who were never registered. A note
# on a pair is for the round at hand. Who looked at what is gone after minutes, but for the last who
# looked at anything. Of a booking that nobody confirmed, the address may be somebody else's. A
# teacher is needed until the year after knows what to do better; how many came is kept.
# Until when a resident without an account is kept, their row says itself.
RULES = (
    Rule("sent_forms", SentForm, SentForm.at, 30),
    Rule("links", Link, Link.expires_at, 90),
    Rule("invitations", Invitation, Invitation.expires_at, 90),
    Rule("close_ups", CloseUp, CloseUp.asked_at, 365),
    Rule("check_ins", CheckIn, CheckIn.at, 365),
    Rule("hints", Hint, Hint.at, 3 * 365),
    Rule("notes", Note, Note.at, 365),
    Rule("viewers", Viewer, Viewer.at, 1),
    Rule("enquiries", Enquiry, Enquiry.at, 365),
    Rule("told_offers", ToldOffer, ToldOffer.at, 2 * 365),
    Rule("residents", Resident, Resident.kept_until, 0),
    Rule("uploads", Upload, Upload.changed_at, 14),
    Rule("unconfirmed_bookings", ClassBooking, ClassBooking.asked_until, 5),
    Rule("unconfirmed_requests", SchoolRequest, SchoolRequest.asked_until, 5),
    Rule("teachers", Teacher, Teacher.about_at, 365),
    Rule("school_requests", SchoolRequest, SchoolRequest.asked_at, 3 * 365),
)


@dataclass(frozen=True)
class Keeping:
    """What becomes of a class of records when its person asks to be erased.

    Parameters
    ----------
    records : str
        The class, as ``models/personal.py`` calls it.
    fate : Fate
        Erased, or kept without what says who it was.
    hold : Hold, optional
        The rule that keeps it for a time; none, when it is the person's to have erased at once.
    setting : str
        The setting of ``models/policy.py`` that says for how many days.
    since : tuple of InstrumentedAttribute
        Times and days of which the last is what the days are reckoned from.
    """

    records: str
    fate: Fate
    hold: Hold | None = None
    setting: str = ""
    since: tuple[InstrumentedAttribute[Any], ...] = ()

    def days(self, policy: Policy) -> int:
        """Give for how many days the rule keeps the records."""
        return int(getattr(policy, self.setting))


# What was done about an application, by people: not that the service withdrew or closed something.
LAST_OF_MATCHES = (Match.offered_at, Match.agreed_at, Match.placed_at, Match.ends_on)

# A profile that was handed in to an authority is a public record (allmän handling), and so is what
# was done about it. The archive act lets it be destroyed only under a rule that the municipality's
# archive authority has adopted: it adopts how many days `keep_applications_days` is. What a run
# found is its log. Hints and close-ups serve matching alone, and a letter's words are not stored.
# What came of it was told freely: it is erased at once, and only how many gave each answer is kept,
# each question by itself, in groups of which none of fewer than five is ever shown.
# Events and what somebody did at work stay: they hold ids, and the chain has to stay whole.
KEEPINGS = (
    Keeping("account", Fate.ERASED),
    Keeping(
        "profile",
        Fate.ERASED,
        Hold.ARCHIVE,
        "keep_applications_days",
        (Student.submitted_at, *LAST_OF_MATCHES),
    ),
    Keeping("interests", Fate.ERASED),
    Keeping("searches", Fate.ERASED),
    Keeping("teams", Fate.ERASED),
    Keeping("ideas", Fate.ERASED, Hold.ARCHIVE, "keep_applications_days", (Idea.submitted_at,)),
    Keeping("matches", Fate.NAMELESS, Hold.ARCHIVE, "keep_applications_days", LAST_OF_MATCHES),
    Keeping("surveys", Fate.COUNTED),
    Keeping("path", Fate.ERASED),
    Keeping("suggestions", Fate.ERASED, Hold.RUN_LOG, "keep_run_log_days", (Run.finished_at,)),
    Keeping("close_ups", Fate.ERASED),
    Keeping("enquiries", Fate.ERASED),
    Keeping("hints", Fate.ERASED),
    Keeping("notes", Fate.ERASED),
    Keeping("contact", Fate.NAMELESS),
    Keeping("invitations", Fate.ERASED),
    Keeping("employer", Fate.NAMELESS),
    Keeping("employer_matches", Fate.NAMELESS),
    Keeping("letters", Fate.ERASED),
    Keeping("school_bookings", Fate.ERASED),
    Keeping("links", Fate.ERASED),
    Keeping("residents", Fate.ERASED),
    Keeping("sent_forms", Fate.ERASED),
    Keeping("uploads", Fate.ERASED),
    Keeping("work", Fate.NAMELESS),
    Keeping("membership", Fate.NAMELESS),
    Keeping("erasures", Fate.NAMELESS),
    Keeping("events", Fate.NAMELESS),
)  # fmt: skip - one class to a row
