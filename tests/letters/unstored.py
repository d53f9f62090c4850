"""Letters about people and things that are in no database."""

from datetime import UTC, date, datetime, timedelta

from models.activities import Activity
from models.courses import Course
from models.employers import Contact, Employer
from models.invitations import Invitation
from models.lifecycle import LifecycleVersion
from models.matches import Match
from models.meetings import AgendaItem, Meeting
from models.members import SteeringMember
from models.notices import Letter
from models.occasions import Occasion, OccasionSession
from models.offers import Offer
from models.people import Account, Student
from models.residents import Resident
from models.schools import ClassBooking, SchoolRequest, Teacher
from models.searches import ToldOffer
from models.study_places import Centre, StudyRoom, StudySlot
from models.words import (
    CourseForm,
    Kind,
    Language,
    MatchState,
    Pay,
    Reason,
    SchoolRequestKind,
    SchoolYear,
    Subject,
)
from web.letters.addresses import MAILTO, PATHS

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
# Letters about the account whose button leads to a page.
TO_ACCOUNTS = frozenset({"erasure_done", "erasure_kept"})
TO_MEMBERS = frozenset({"agenda_sent", "meeting_cancelled"})
TO_INVITED = frozenset({"colleague_invited"})
KEPT = [
    {"records": "profile", "hold": "archive", "until": "2029-03-02"},
    {"records": "account", "hold": "what_remains", "until": None},
]
REPLY_BY = datetime(2027, 3, 15, 23, tzinfo=UTC)


def a_letter(subject: str, language: Language) -> Letter:
    """Make a letter about people who are in no database."""
    employer = Employer(id=3, name="Varvet AB", unit="Slipen")
    contact = Contact(
        id=4,
        name="Kim Lind",
        email="kim@example.org",
        phone="0611-11 11 11",
        language=language,
        employer=employer,
    )
    offer = Offer(
        id=7,
        title="Mät våra båtar",
        kind=Kind.THESIS,
        place="2280",
        starts_on=date(2027, 6, 7),
        ends_on=date(2027, 8, 13),
        employer=employer,
        contact=contact,
        pay=Pay.STIPEND,
        pay_sek_in_all=20_000,
        review_comment="Skriv vad ni betalar.\nOch vem som handleder.",
    )
    student = Student(
        id=12,
        name="Ebba Kvastlund",
        email="ebba@example.org",
        phone="070-111 11 11",
        programme="Systemvetenskap",
        is_protected=False,
        language=language,
    )
    match = Match(
        id=5,
        student=student,
        offer=offer,
        state=MatchState.OFFERED,
        reply_by=REPLY_BY,
        reason=Reason.PERIOD,
        starts_on=date(2027, 6, 7),
        ends_on=date(2027, 8, 13),
        supervisor="Kim Lind",
        academic_supervisor="Ada Berg",
        examiner="Bo Ek",
        interrupted_on=date(2027, 7, 1),
    )
    letter = Letter(id=1, subject=subject, queued_at=AT)
    give_receiver(letter, student, contact)
    if subject.startswith("match_"):
        letter.match, letter.match_id = match, match.id
        letter.offer_id = offer.id
    elif subject.startswith(("offer_", "change_", "idea_taken", "sharing_")):
        letter.offer, letter.offer_id = offer, offer.id
    return letter


def give_receiver(letter: Letter, student: Student, contact: Contact) -> None:
    """Address a letter to whom its subject is for."""
    subject, language = letter.subject, student.language
    if subject.endswith("_student"):
        letter.student, letter.student_id = student, student.id
    elif subject.startswith("resident_"):
        letter.resident, letter.resident_id = a_resident(subject, language), 21
    elif subject in TO_INVITED:
        letter.invitation = an_invited(contact)
        letter.invitation_id = 8
    elif subject.startswith(("booking_", "request_")):
        letter.teacher = a_teacher(subject, language)
        letter.teacher_id = letter.teacher.id
    elif subject in TO_MEMBERS:
        letter.member = SteeringMember(
            id=6, name="Ådel Kobbe", address="adel@example.org", language=language
        )
        letter.member_id, letter.meeting, letter.meeting_id = 6, a_meeting_to_come(), 2
    elif subject not in TO_ACCOUNTS and (subject in PATHS or subject in MAILTO):
        letter.contact, letter.contact_id = contact, contact.id
    else:
        letter.account = Account(
            id=9, name="Ebba Kvastlund", email="ebba@example.org", language=language
        )


def an_invited(contact: Contact) -> Invitation:
    """Make the invitation of a colleague."""
    return Invitation(
        id=8,
        email="ebba@example.org",
        language=contact.language,
        employer=contact.employer,
        invited_by=Account(id=9, name="Kim Lind", email="kim@example.org"),
        expires_at=REPLY_BY,
    )


def a_teacher(subject: str, language: Language) -> Teacher:
    """Make a teacher who has booked a class, or asked for a visit."""
    teacher = Teacher(id=14, name="Lo Sundin", email="lo@skola.example", language=language)
    school = {"school": "Fjärdskolan", "school_place": "2280", "school_year": SchoolYear.UPPER_2}
    if subject.startswith("request_"):
        teacher.request = SchoolRequest(
            id=15,
            kind=SchoolRequestKind.VISIT,
            pupils=25,
            wanted_when="en tisdag i april",
            answer="Kim Lind kommer den 13 april.\n\nSkriv till kim@example.org om salen.",
            **school,
        )
        return teacher
    occasion = Occasion(id=16, title="Vetenskapsdagen", place="2281", reason="")
    place = OccasionSession(
        id=17,
        occasion=occasion,
        title="Robotar",
        room="Sal M 102",
        starts_at=datetime(2027, 9, 30, 7, tzinfo=UTC),
        ends_at=datetime(2027, 9, 30, 9, 30, tzinfo=UTC),
    )
    teacher.booking = ClassBooking(id=18, session=place, pupils=28, **school)
    return teacher


def a_meeting_to_come() -> Meeting:
    """Make a meeting with an activity, a version of the model and a matter on its agenda."""
    meeting = Meeting(id=2, starts_at=REPLY_BY - timedelta(hours=11), place="Rådhuset")
    meeting.reason = "För få kan komma den dagen."
    said = {"question": "Att besluta som föreslaget."}
    activity = Activity(id=1, title="Sommar i hamnen")
    meeting.items = [
        AgendaItem(id=1, subject=Subject.ACTIVITY, activity=activity, **said),
        AgendaItem(id=2, subject=Subject.MODEL, model=LifecycleVersion(number=3), **said),
        AgendaItem(id=3, subject=Subject.MATTER, title="Årets rapport", **said),
    ]
    return meeting


def a_resident(subject: str, language: Language) -> Resident:
    """Make somebody without an account."""
    resident = Resident(
        id=21,
        email="bo@example.org",
        language=language,
        asked_at=AT,
        confirmed_at=AT,
        kept_until=REPLY_BY,
    )
    if "_place_" in subject:
        centre = Centre(id=1, name="Lärcentrum Kajen", address="Kajen 1")
        starts, ends = AT.replace(day=3, hour=8), AT.replace(day=3, hour=11)
        resident.slot_id = 9
        room = StudyRoom(name="Tysta rummet", centre=centre)
        resident.slot = StudySlot(id=9, room=room, starts_at=starts, ends_at=ends)
        return resident
    resident.course = Course(
        title="Demensvård",
        provider="Kajens lärcentrum",
        form=CourseForm.DISTANCE,
        location="Härnösand",
        starts_on=date(2027, 8, 23),
        ends_on=date(2027, 12, 17),
        apply_by=date(2027, 5, 15),
    )
    return resident


def told_offers() -> list[ToldOffer]:
    """Give what a weekly letter tells of."""
    employer = Employer(name="Varvet AB", unit="Slipen")
    days = {"starts_on": date(2027, 6, 7), "ends_on": date(2027, 8, 13)}
    titles = ("Mät våra båtar", "Räkna våra sälar")
    offers = (Offer(title=title, kind=Kind.THESIS, employer=employer, **days) for title in titles)
    return [ToldOffer(offer=offer) for offer in offers]
