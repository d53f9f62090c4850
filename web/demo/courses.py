"""The courses and learning centres of the demo: three years of courses, and places to study."""

from datetime import date, time, timedelta

from sqlalchemy.orm import Session

from models.actors import SYSTEM
from models.database import writing
from models.days import day_in_sweden
from models.operations.courses import CourseWords, connect_course, renew_courses
from models.operations.residents import ask_for_place, confirm, show_interest
from models.operations.study_places import add_centre, add_room, add_time
from models.queries.courses import find_course
from models.queries.employers import list_employers
from models.queries.study_places import list_slots
from models.words import CourseForm, EmployerState, Language
from web.demo.telling import Teller

SOURCE = "lärcentrum"
CENTRE, YH, UNIVERSITY = "Lärcentrum Kajen", "Kustens yrkeshögskola", "Mittuniversitetet"
D, B, C, ORDERED = (
    CourseForm.DISTANCE,
    CourseForm.BLENDED,
    CourseForm.CAMPUS,
    CourseForm.COMMISSIONED,
)

# Days from today to the first day, how long, and how many are interested, of those to come.
COURSES: tuple[tuple[str, str, CourseForm, int, int, int, float, tuple[str, ...]], ...] = (
    ("Grunder i programmering", UNIVERSITY, D, -800, 130, 0, 7.5, ("Python",)),
    ("Omvårdnad vid demens", CENTRE, B, -760, 150, 0, 100, ("omvårdnad",)),
    ("Ekonomi för småföretag", YH, D, -620, 120, 0, 25, ("redovisning",)),
    ("Introduktion till AI i arbetslivet", UNIVERSITY, D, -430, 120, 0, 3, ("maskininlärning",)),
    ("Svetsning, grund", CENTRE, C, -400, 160, 0, 200, ("svetsning",)),
    ("Ledarskap i vården", UNIVERSITY, ORDERED, -330, 90, 0, 7.5, ("ledarskap",)),
    ("Svenska för yrket, vård", CENTRE, B, -240, 140, 0, 100, ("svenska",)),
    ("Databaser och SQL", UNIVERSITY, D, -85, 130, 0, 7.5, ("SQL", "databaser")),
    ("Lön och redovisning", YH, D, 52, 140, 11, 50, ("redovisning", "löneadministration")),
    ("Undersköterska, distans med träffar", CENTRE, B, 55, 400, 17, 1500, ("omvårdnad",)),
    ("Informationssäkerhet för kommuner", UNIVERSITY, D, 60, 120, 6, 7.5, ("IT-säkerhet",)),
    ("Geografiska informationssystem", UNIVERSITY, D, 62, 130, 4, 7.5, ("GIS",)),
    ("Elteknik för drift och underhåll", YH, B, 68, 500, 9, 400, ("elteknik",)),
    ("Projektledning i offentlig sektor", UNIVERSITY, ORDERED, 80, 60, 0, 7.5, ("projektledning",)),
    ("Hållbar turism vid kusten", UNIVERSITY, D, 240, 120, 3, 7.5, ("turism",)),
)
TEXT = (
    "Kursen går att läsa från hela kommunen. Du behöver dator och uppkoppling; båda finns att låna"
    " på lärcentrumet.\n\nFrågor om innehållet besvaras av anordnaren."
)
HOURS = "Måndag till torsdag 8.30–20.00, fredag 8.30–15.00. Stängt helgdagar."
# Name, place, address, and rooms with their places and the weekdays on which they can be booked.
CENTRES = (
    ("Lärcentrum Kajen", "2280", "Skeppsbron 4",
     (("Tysta rummet", 6, (0, 1, 2, 3)), ("Grupprummet", 4, (1, 3)))),
    ("Lärcentrum Inlandet", "2283", "Storgatan 12",
     (("Läsesalen", 8, (0, 2, 4)),)),
)  # fmt: skip
TIMES = ((time(9), time(12)), (time(13), time(16)))
LISTED, OPENED, ASKED = 30, 12, 6
BOOKED_OF = (3, 1, 6, 0, 2, 1, 4)


def hold_courses(teller: Teller) -> None:
    """Tell of three years of courses, who is interested, and what an employer has ordered."""
    at, today = teller.ago(LISTED), day_in_sweden(teller.today)
    told = [_words(number, row, today) for number, row in enumerate(COURSES, start=1)]
    with writing(teller.sessions) as session:
        renew_courses(session, SOURCE, told, by=SYSTEM, at=at)
        _connect(session, teller)
        for number, row in enumerate(COURSES, start=1):
            _show_interest(session, teller, number, row[5])


def open_centres(teller: Teller) -> None:
    """Tell of two learning centres with times to book, some of them booked."""
    at = teller.ago(ASKED)
    with writing(teller.sessions) as session:
        for name, place, address, rooms in CENTRES:
            centre = add_centre(
                session, name=name, place=place, address=address, hours=HOURS,
                by=teller.first, at=at,
            )  # fmt: skip
            for called, capacity, weekdays in rooms:
                room = add_room(
                    session, centre, name=called, capacity=capacity, by=teller.first, at=at
                )
                for weekday in weekdays:
                    for opens, closes in TIMES:
                        add_time(
                            session, room, weekday=weekday, opens=opens, closes=closes,
                            by=teller.first, at=at,
                        )  # fmt: skip
            _book(session, teller, centre.id)


def _words(
    number: int,
    row: tuple[str, str, CourseForm, int, int, int, float, tuple[str, ...]],
    today: date,
) -> CourseWords:
    title, provider, form, begins, lasts, _interested, points, teaches = row
    starts_on = today + timedelta(days=begins)
    # Courses begin on Mondays.
    starts_on -= timedelta(days=starts_on.weekday())
    is_distance = form is CourseForm.DISTANCE
    return CourseWords(
        key=f"demo-{number:02}",
        title=title,
        form=form,
        provider=provider,
        place="" if is_distance else "2280",
        location="" if is_distance else "Härnösand, lärcentrum",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=lasts),
        apply_from=starts_on - timedelta(days=75),
        apply_by=starts_on - timedelta(days=20),
        credits=points,
        pace_percent=100 if lasts > 300 else 50 if points >= 50 else 25,
        price_sek=None if form is CourseForm.COMMISSIONED else 0,
        seats=20 + number % 3 * 4,
        url="https://example.org/kurser",
        level="högskola" if provider == UNIVERSITY else "vuxenutbildning",
        text=TEXT,
        teaches=teaches,
    )


def _connect(session: Session, teller: Teller) -> None:
    verified = list_employers(session, state=EmployerState.VERIFIED, limit=50)
    legal = [employer for employer in verified if not employer.is_sole_trader]
    ordered = [number for number, row in enumerate(COURSES, start=1) if row[2] is ORDERED]
    for number, employer in zip(ordered, legal, strict=False):
        course = find_course(session, SOURCE, f"demo-{number:02}")
        if course is not None:
            connect_course(
                session, course, activity=None, employer=employer, by=teller.first,
                at=teller.ago(OPENED),
            )  # fmt: skip


def _show_interest(session: Session, teller: Teller, number: int, count: int) -> None:
    course = find_course(session, SOURCE, f"demo-{number:02}")
    if course is None:
        return
    for who in range(count):
        at = teller.ago(OPENED) + timedelta(hours=who)
        email = f"boende{number}-{who}@example.org"
        resident = show_interest(session, course, email, Language.SWEDISH, at=at)
        confirm(session, resident, at=at + timedelta(minutes=3))


def _book(session: Session, teller: Teller, centre_id: int) -> None:
    at = teller.ago(1)
    until = teller.today + timedelta(days=14)
    slots = list_slots(session, centre_id, since=teller.today, until=until)
    for slot, count in zip(slots, BOOKED_OF, strict=False):
        for who in range(min(count, slot.capacity)):
            email = f"studerande{slot.id}-{who}@example.org"
            resident = ask_for_place(session, slot, email, Language.SWEDISH, at=at)
            confirm(session, resident, at=at + timedelta(minutes=2))
