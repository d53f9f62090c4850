"""The work list in words: groups of lines, each line one link to where the work is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from models.changes import Change
from models.check_ins import CheckIn
from models.employers import Employer
from models.enquiries import Enquiry
from models.ideas import Idea
from models.matches import Match
from models.needs import Need
from models.notices import Letter
from models.occasions import OccasionSession
from models.offers import Offer
from models.people import Student
from models.queries.connections import Connection
from models.queries.worklist import WorkList
from models.rounds import Round
from models.schools import SchoolRequest
from web.coordinators.activity_work import SORTS_OF_ACTIVITIES
from web.coordinators.hindrances import why_not_sent
from web.coordinators.stakes import has_stake
from web.coordinators.work_lines import Line, Sort
from web.filters import called, day, moment, period
from web.labels import label
from web.letters.receivers import shown_receiver
from web.news import news
from web.timeline import waits_for


@dataclass(frozen=True)
class Group:
    """The things of a sort that wait now."""

    sort: Sort
    lines: Sequence[Line]


def groups_of(work: WorkList) -> list[Group]:
    """Put what waits in words, the most urgent sort first. Empty sorts are left out."""
    found = [(sort, getattr(work, sort.name)) for sort in SORTS]
    return [Group(sort, [sort.line(thing) for thing in things]) for sort, things in found if things]


def _interrupted(match: Match) -> Line:
    on = match.interrupted_on
    return _of_match(match, _("interrupted on %(day)s", day=day(on)) if on else "")


def _check_in(told: CheckIn) -> Line:
    who, going = label(told.side), str(label(told.going)).lower()
    said = _("%(who)s: %(going)s, %(day)s", who=who, going=going, day=day(told.at))
    # Somebody who works there sees that a colleague has something to do, not what was told.
    return _of_match(told.match, "" if has_stake(told.match.offer.employer) else said)


def _to_sign(round_: Round) -> Line:
    asked = _("asked for %(when)s", when=moment(round_.requested_at)) if round_.requested_at else ""
    return Line(url_for("coordinators.rounds_show", round_id=round_.id), round_.title, asked)


def _to_close(round_: Round) -> Line:
    last = _("its last day was %(day)s", day=day(round_.closes_on)) if round_.closes_on else ""
    return Line(url_for("coordinators.rounds_show", round_id=round_.id), round_.title, last)


def _to_verify(employer: Employer) -> Line:
    address = url_for("coordinators.employers_show", employer_id=employer.id)
    registered = _("registered %(day)s", day=day(employer.created_at))
    return Line(address, employer.shown_name, registered)


def _to_connect(asked: Connection) -> Line:
    address = url_for("coordinators.employers_show", employer_id=asked.employer.id)
    note = _("%(name)s asked %(day)s", name=asked.account.name, day=day(asked.asked_at))
    return Line(address, asked.employer.shown_name, note)


def _to_review(offer: Offer) -> Line:
    address = url_for("coordinators.offers_show", offer_id=offer.id)
    return Line(address, offer.title, f"{offer.employer.shown_name} · {label(offer.kind)}")


def _to_look_at(change: Change) -> Line:
    address = url_for("coordinators.changes_show", change_id=change.id)
    title = change.offer.title if change.offer else change.whose.shown_name
    note = _("changed %(day)s", day=day(change.asked_at))
    return Line(address, title, f"{change.whose.shown_name} · {note}" if change.offer else note)


def _not_sent(match: Match) -> Line:
    why = why_not_sent(match)
    return _of_match(match, _("because %(why)s.", why=why) if why else _("it can be sent now"))


def _to_place(match: Match) -> Line:
    offer = match.offer
    days = period(offer.starts_on, offer.ends_on)
    return _of_match(match, f"{offer.employer.shown_name} · {days}")


def _silent(match: Match) -> Line:
    return _of_match(match, waits_for(match))


def _next_candidate(match: Match) -> Line:
    offer = match.offer
    address = url_for("coordinators.review", round_id=match.round_id, offer=offer.id)
    return Line(address, offer.title, f"{offer.employer.shown_name} · {label(match.state)}")


def _idea_to_review(idea: Idea) -> Line:
    address = url_for("coordinators.ideas_show", idea_id=idea.id)
    return Line(address, idea.title, f"{called(idea.student)} · {label(idea.kind)}")


def _need_to_look_at(need: Need) -> Line:
    address = url_for("coordinators.needs_show", need_id=need.id)
    people = ngettext("%(num)d person", "%(num)d people", need.people)
    return Line(address, need.title, f"{need.whose} · {people} · {need.year}")


def _to_settle(enquiry: Enquiry) -> Line:
    address = url_for("coordinators.students_show", student_id=enquiry.student_id)
    offer = enquiry.offer.title if enquiry.offer else _("no offer yet")
    return Line(address, called(enquiry.student), f"{enquiry.employer.shown_name} · {offer}")


def _to_answer(request: SchoolRequest) -> Line:
    address = url_for("coordinators.school_requests_show", request_id=request.id)
    return Line(address, str(label(request.kind)), f"{request.school} · {day(request.asked_at)}")


def _to_mark(place: OccasionSession) -> Line:
    address = url_for("coordinators.occasions_show", occasion_id=place.occasion_id)
    return Line(address, place.occasion.title, moment(place.starts_at))


def _to_recognise(student: Student) -> Line:
    address = url_for("coordinators.students_show", student_id=student.id)
    return Line(address, called(student), student.programme)


def _to_tell(letter: Letter) -> Line:
    address = url_for("coordinators.letters_list", _anchor=f"letter-{letter.id}")
    return Line(address, shown_receiver(letter), news(letter.subject))


def _of_match(match: Match, note: str) -> Line:
    offer, number = match.offer.title, match.student.number
    title = _("%(offer)s – student %(number)s", offer=offer, number=number)
    return Line(url_for("coordinators.matches_show", match_id=match.id), title, note)


SORTS = (
    Sort(
        "interrupted",
        _l("Interrupted placements"),
        _l("Talk to the student, and look for a new place."),
        _interrupted,
    ),
    Sort(
        "check_ins",
        _l("Placements that do not go well"),
        _l("Call and ask what would help. Note on the match when it is looked after."),
        _check_in,
    ),
    Sort(
        "to_sign",
        _l("Rounds to sign"),
        _l("A colleague has asked for the publication. Look the matches through, and sign."),
        _to_sign,
    ),
    Sort(
        "to_close",
        _l("Rounds to close"),
        _l("The last day to take part is over. Close the round, and run the matcher once more."),
        _to_close,
    ),
    Sort(
        "employers",
        _l("Employers to verify"),
        _l("See that the employer exists and takes students, then verify."),
        _to_verify,
    ),
    Sort(
        "connections",
        _l("People who say that they speak for an employer"),
        _l("Call the employer and ask, then connect them."),
        _to_connect,
    ),
    Sort(
        "offers",
        _l("Offers to review"),
        _l("Read as a student would, then publish or send back."),
        _to_review,
    ),
    Sort(
        "changes",
        _l("Changed since they were reviewed"),
        _l("See what the employer changed. Students read it as it was until you have looked."),
        _to_look_at,
    ),
    Sort(
        "not_sent",
        _l("Confirmed, but not sent with their round"),
        _l("See whether what was in the way is gone. Then send the letters, or withdraw."),
        _not_sent,
    ),
    Sort(
        "to_place",
        _l("Both said yes: set the start"),
        _l("Agree on dates and a supervisor, and write them down."),
        _to_place,
    ),
    Sort(
        "silent",
        _l("Silent, and the time is nearly up"),
        _l("Call those who have not answered."),
        _silent,
    ),
    Sort(
        "next_candidate",
        _l("Places without a candidate"),
        _l("The last one said no or was silent. Choose the next."),
        _next_candidate,
    ),
    Sort(
        "ideas",
        _l("Ideas of students to review"),
        _l("Read as an employer would, then publish or send back."),
        _idea_to_review,
    ),
    Sort(
        "enquiries",
        _l("Employers who are interested in a student"),
        _l("See whether it fits, ask the student, and pair them by hand or call the employer."),
        _to_settle,
    ),
    Sort(
        "needs",
        _l("New competence needs"),
        _l("Read what the employer will need, and call if something is unclear."),
        _need_to_look_at,
    ),
    Sort(
        "school_requests",
        _l("Teachers who wait for an answer"),
        _l("Find somebody who can help, and answer in words."),
        _to_answer,
    ),
    Sort(
        "to_mark",
        _l("Which classes came?"),
        _l("Note how many pupils came of each class. Then the teachers are asked how it was."),
        _to_mark,
    ),
    Sort(
        "to_recognise",
        _l("Students to recognise"),
        _l("Check that they study, for example in the student register."),
        _to_recognise,
    ),
    *SORTS_OF_ACTIVITIES,
    Sort(
        "letters",
        _l("News to tell in person"),
        _l("No letter reaches them. Call, and note that you have."),
        _to_tell,
    ),
)
