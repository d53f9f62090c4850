"""Every letter as its receiver reads it, in both languages, held to what was looked at before.

After a change that is wanted: ``KAJPLATS_SNAPSHOTS=write python -m pytest tests/letters``, and
read the difference before it is committed.
"""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from models.activities import Activity
from models.changes import Change
from models.courses import Course
from models.employers import Contact, Employer
from models.erasures import Erasure
from models.invitations import Invitation
from models.lifecycle import LifecycleVersion
from models.matches import Answer, Match
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
    Reason,
    SchoolRequestKind,
    SchoolYear,
    Side,
    Subject,
)
from web.letters import wording
from web.letters.addresses import MAILTO, PATHS, STOPPABLE, SUBJECTS
from web.letters.wording import Worded, word_letter

SNAPSHOTS = Path(__file__).parent / "snapshots"
AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
# Letters about the account whose button leads to a page.
TO_ACCOUNTS = frozenset({"erasure_done", "erasure_kept"})
TO_MEMBERS = frozenset({"agenda_sent"})
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


def worded(app: Flask, letter: Letter, monkeypatch: pytest.MonkeyPatch) -> Worded:
    monkeypatch.setattr(
        wording, "address_of_button", lambda *_a, **_k: "https://kajplats.example/button"
    )
    monkeypatch.setattr(wording, "find_open_erasure", lambda *_a: Erasure(kept=KEPT))
    monkeypatch.setattr(wording, "list_offers_told", lambda *_a: told_offers())
    monkeypatch.setattr(
        wording,
        "address_to_stop",
        lambda letter: "https://kajplats.example/stop" if letter.subject in STOPPABLE else "",
    )
    monkeypatch.setattr(wording, "find_change", lambda *_a: Change(comment="Skriv vad ni betalar."))
    with app.app_context():
        return word_letter(None, letter, at=AT)  # type: ignore[arg-type] - its link is given


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("subject", sorted(SUBJECTS))
@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_letter(
    app: Flask, subject: str, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = worded(app, a_letter(subject, language), monkeypatch)
    said = f"Subject: {letter.subject}\n\n{letter.text}"
    path = SNAPSHOTS / f"{subject}.{language}.txt"
    if os.environ.get("KAJPLATS_SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, encoding="utf-8")
    assert said == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("subject", sorted(SUBJECTS))
@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_a_letter_says_first_what_to_do_and_has_one_button(
    app: Flask, subject: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = worded(app, a_letter(subject, Language.SWEDISH), monkeypatch)
    assert letter.text.startswith(letter.lead)
    assert letter.text.count("https://kajplats.example/button") == 1
    # Beside the button only the way to stop the letters that somebody asked for.
    assert letter.html.count("<a ") == 1 + (subject in STOPPABLE)
    assert ("https://kajplats.example/stop" in letter.text) == (subject in STOPPABLE)
    assert 'lang="sv"' in letter.html
    assert "\n" not in letter.subject


@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_no_snapshot_is_of_a_letter_that_is_gone(app: Flask) -> None:
    known = {f"{subject}.{language}.txt" for subject in SUBJECTS for language in Language}
    assert {path.name for path in SNAPSHOTS.iterdir()} == known


@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_what_somebody_wrote_is_escaped_and_breaks_no_letter(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = a_letter("offer_sent_back", Language.ENGLISH)
    assert letter.offer is not None
    letter.offer.title = "<b>Båt</b>\nBcc: everybody@example.org"
    letter.offer.review_comment = "<script>alert(1)</script>{{ config }}"
    said = worded(app, letter, monkeypatch)
    assert "\n" not in said.subject
    assert "<script>" not in said.html
    assert "<b>" not in said.html
    assert "{{ config }}" in said.text


@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_a_protected_identity_is_in_no_letter(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for subject in sorted(SUBJECTS):
        letter = a_letter(subject, Language.SWEDISH)
        if letter.match is None or letter.contact is None:
            continue
        letter.match.student.is_protected = True
        said = worded(app, letter, monkeypatch)
        for part in ("Ebba", "Kvastlund", "ebba@", "070-111"):
            assert part not in said.text + said.html


@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_who_was_silent_is_told_so(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = a_letter("match_expired_student", Language.ENGLISH)
    assert letter.match is not None
    assert "We did not get your answer" in worded(app, letter, monkeypatch).text
    letter.match.answers.append(Answer(side=Side.STUDENT, says_yes=True))
    assert "The employer did not answer in time" in worded(app, letter, monkeypatch).text


@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_a_called_off_event_says_why(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = a_letter("booking_cancelled", Language.SWEDISH)
    assert letter.teacher is not None
    assert letter.teacher.booking is not None
    letter.teacher.booking.session.occasion.reason = "Storm"
    said = worded(app, letter, monkeypatch)
    assert said.subject == "Inställt: Vetenskapsdagen"
    assert "Varför: Storm" in said.text
