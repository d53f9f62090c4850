"""What is kept of people, in words: the classes of records, what keeps them, what is not given."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.erasures import Erasure
from models.queries.erasures import Finding
from models.words import Fate, Hold, Withheld
from web.filters import day

# What is kept for a time, by the names of the rules that a job carries out.
KEPT: dict[str, LazyString] = {
    "sent_forms": _l("Keys of forms that were sent, so that nothing is carried out twice"),
    "links": _l("Signed links, after the last day that they could be opened"),
    "invitations": _l("Invitations of colleagues, after their last day"),
    "check_ins": _l("What both sides said while placements went on"),
    "close_ups": _l("Close-ups of pairs, which can be made again"),
    "hints": _l("Hints of the working group on a pair"),
    "notes": _l("Notes of the working group on a pair"),
    "viewers": _l("Who looked at an offer in the review last"),
    "enquiries": _l("Employers who asked the working group about a student"),
    "told_offers": _l("Which offers a weekly letter told of, so that none is told twice"),
    "residents": _l("What residents left an address for, from the day that it is needed no longer"),
    "uploads": _l("Spreadsheets that were not taken over, after the last change of them"),
    "unconfirmed_bookings": _l("Bookings of classes that nobody confirmed"),
    "unconfirmed_requests": _l("Requests of teachers that nobody confirmed"),
    "teachers": _l("Teachers who booked or asked, after the day that it was about"),
    "school_requests": _l("What schools asked us for, and what we answered"),
}


@dataclass(frozen=True)
class Class:
    """A class of records about a person: what it is called, and what it holds."""

    name: LazyString
    holds: LazyString


CLASSES: dict[str, Class] = {
    "account": Class(_l("Account"), _l("Name, e-mail address, language and roles.")),
    "profile": Class(
        _l("Profile"),
        _l("Studies, skills, languages, what you look for and where, and your own words."),
    ),
    "interests": Class(_l("Interests"), _l("The offers that interest you, and those that do not.")),
    "teams": Class(_l("Theses together"), _l("That you seek a thesis together with another.")),
    "ideas": Class(
        _l("Ideas"), _l("Ideas of your own that you wrote for employers, and what came of them.")
    ),
    "searches": Class(
        _l("Kept searches"), _l("What you search for under a name, and what letters told you of.")
    ),
    "matches": Class(
        _l("Matches"), _l("Where you were asked, what both answered, placements and evaluations.")
    ),
    "surveys": Class(
        _l("What came of it"),
        _l("What you were asked some months afterwards, your answers, and your private address."),
    ),
    "path": Class(_l("Your path"), _l("Steps of your way here that you chose to tell.")),
    "suggestions": Class(
        _l("Suggestions"), _l("What each run of the matching read of you, and what it found.")
    ),
    "close_ups": Class(
        _l("Close-ups"), _l("Pairs of you and an offer that the working group looked closer at.")
    ),
    "enquiries": Class(
        _l("Enquiries"), _l("Employers who told the working group that you interest them.")
    ),
    "hints": Class(
        _l("Hints"), _l("What the working group said of you and an offer: for or against, and why.")
    ),
    "notes": Class(_l("Notes"), _l("What coordinators wrote to each other of you and an offer.")),
    "membership": Class(
        _l("Membership of the steering group"),
        _l("Since when you are a member, and the decisions that you had to do with."),
    ),
    "contact": Class(
        _l("Contact at an employer"), _l("Name, title and how you are reached at work.")
    ),
    "invitations": Class(
        _l("Invitations"), _l("To speak for an employer: that you got one, or invited somebody.")
    ),
    "employer": Class(
        _l("The employer and its offers"),
        _l("The employer that you speak for, and the offers that you are asked about."),
    ),
    "employer_matches": Class(
        _l("Matches of those offers"), _l("What the employer answered, and how it went.")
    ),
    "letters": Class(_l("Letters"), _l("Which letters you got, and when. Their text is not kept.")),
    "school_bookings": Class(
        _l("Bookings for schools"), _l("Classes that you booked, and what you asked us for.")
    ),
    "links": Class(_l("Signed links"), _l("Links by which you could answer without an account.")),
    "residents": Class(
        _l("Courses and study places"),
        _l("Courses that interest you and study places that you booked, by your address."),
    ),
    "sent_forms": Class(
        _l("Sent forms"), _l("That a form was sent, so that nothing is carried out twice.")
    ),
    "uploads": Class(
        _l("Spreadsheets"), _l("Files that you handed in and have not taken over or dropped yet.")
    ),
    "work": Class(_l("What you did at work"), _l("What you signed, confirmed and said here.")),
    "erasures": Class(_l("Requests to be erased"), _l("When you asked, and what came of it.")),
    "events": Class(
        _l("What happened"), _l("What was done by you and about you, and when. Never free words.")
    ),
}

WHY_KEPT: dict[str, LazyString] = {
    Hold.ARCHIVE.value: _l("It is a public record, kept as the archive rules say."),
    Hold.RUN_LOG.value: _l("It is the log of a run, which has to be kept for a time."),
    Hold.PLACEMENT.value: _l("A placement goes on. It has to be completed or interrupted first."),
    Hold.ONLY_CONTACT.value: _l(
        "Nobody else is reached at the employer. It has to name somebody, or withdraw its offers."
    ),
    Hold.LAST_ADMIN.value: _l("Somebody has to be administrator, and there is no other."),
    Hold.WHAT_REMAINS.value: _l("It is needed to see what is kept, and is erased last."),
}

FATES: dict[str, LazyString] = {
    Fate.ERASED.value: _l("Is erased"),
    Fate.COUNTED.value: _l("Is erased; only how many gave each answer is kept"),
    Fate.NAMELESS.value: _l("Stays as a fact, without what says who it was"),
}

WHY_WITHHELD: dict[str, LazyString] = {
    Withheld.OPENS.value: _l("Kept, not shown: whoever has it could act as you."),
    Withheld.OTHERS.value: _l("It is about somebody else."),
    Withheld.ASSESSED.value: _l(
        "Somebody else wrote it. Ask for it, and a person looks at whether it can be given out."
    ),
    Withheld.DERIVED.value: _l("It is reckoned from what is shown, for search and order."),
    Withheld.WHOLE.value: _l("It is about a whole run, not about one person."),
}


@dataclass(frozen=True)
class Line:
    """What becomes of a class of records, in words."""

    name: str
    holds: str
    count: int
    becomes: str
    is_kept: bool


def line_of(finding: Finding) -> Line:
    """Say what becomes of a class of records when its person is erased."""
    kept = finding.hold is not None
    becomes = said_of(finding.hold, finding.until) if finding.hold else str(FATES[finding.fate])
    about = CLASSES[finding.records]
    return Line(str(about.name), str(about.holds), finding.count, becomes, kept)


def said_of(hold: str, until: date | None) -> str:
    """Say what keeps something, and from when it does not, if that is known."""
    why = str(WHY_KEPT[hold])
    return " ".join([why, _("It can be erased from %(day)s.", day=day(until))]) if until else why


def kept_of(erasure: Erasure | None) -> list[tuple[str, str]]:
    """Say what of somebody is kept, and why, as it was decided."""
    return [_kept(one) for one in (erasure.kept or () if erasure else ())]


def _kept(one: dict[str, Any]) -> tuple[str, str]:
    until = date.fromisoformat(one["until"]) if one["until"] else None
    return str(CLASSES[one["records"]].name), said_of(one["hold"], until)
