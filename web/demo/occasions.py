"""Events for schools in the demo: three autumns of science days, a visit to come, and requests.

The schools and the teachers are made up; the municipalities are those of the two counties.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.database import writing
from models.days import STOCKHOLM
from models.occasions import Occasion, OccasionSession
from models.operations.class_bookings import (
    ClassWords,
    ask_for_seats,
    confirm_booking,
    evaluate_booking,
    mark_absent,
    mark_attended,
    remind_teacher,
)
from models.operations.occasion_sessions import SessionWords, add_session
from models.operations.occasions import (
    OccasionWords,
    close_occasion,
    publish_occasion,
    write_occasion,
)
from models.queries.activities import list_activities
from models.queries.class_bookings import list_bookings_of_session
from models.schools import ClassBooking
from models.words import (
    ClassBookingState,
    Language,
    OccasionKind,
    Role,
    SchoolYear,
    Stage,
)
from web.demo.school_requests import ask_the_working_group
from web.demo.telling import Teller

VISITOR = Actor(Role.VISITOR)
SUNDSVALL, OSTERSUND = "2281", "2380"
AUTUMNS = 3

# Name of the school, and the code of its municipality.
COAST = (
    ("Fjärdgymnasiet", "2280"),
    ("Älvstrandsgymnasiet", "2281"),
    ("Bruksgymnasiet", "2262"),
    ("Högklintsgymnasiet", "2282"),
    ("Nipgymnasiet", "2283"),
    ("Varvsgymnasiet", "2284"),
    ("Stambangymnasiet", "2260"),
    ("Norrmalmsbergets skola", "2281"),
)
INLAND = (
    ("Storsjöstrands gymnasium", "2380"),
    ("Fäbodgymnasiet", "2309"),
    ("Kalfjällsgymnasiet", "2321"),
    ("Myrgymnasiet", "2313"),
    ("Forsgymnasiet", "2303"),
    ("Mittåkerns skola", "2305"),
)
FIRST = ("Ylva", "Torsten", "Moa", "Ruben", "Signe", "Hampus", "Astrid", "Love", "Kajsa", "Elis")
LAST = ("Nipberg", "Åmynning", "Lotsgren", "Fjällfors", "Tångvik", "Myrhede", "Skutlund")
NEEDS = ("", "", "En ramp till salen.", "", "Hörslinga, och plats för två assistenter.", "", "")
YEARS = (SchoolYear.UPPER_2, SchoolYear.UPPER_1, SchoolYear.UPPER_3, SchoolYear.UPPER_2)
CHANGES = (
    "",
    "Mer tid i labbet, mindre i hörsalen.",
    "",
    "Bussen tar en timme: börja gärna halv tio.",
    "",
    "Låt eleverna träffa studenter från vår kommun.",
)
SCIENCE_DAY = (
    "En dag om forskning för hela klassen: korta föreläsningar, försök som eleverna gör själva och"
    " samtal med studenter. För gymnasiet och årskurs 9.\n\nLunch finns att köpa. Kom en kvart"
    " före passet."
)
VISIT = (
    "Klassen följer med på en halv dag vid universitetet: labb, verkstad och en lektion tillsammans"
    " med studenter. För gymnasiets andra och tredje år."
)
# Names of the sessions, when they are, and in which room.
IN_SUNDSVALL = (
    ("Robotar och spår i skogen", time(9), "Sal M 102"),
    ("Havet utanför", time(9), "Aulan"),
    ("Vem bestämmer vad du ser?", time(12, 30), "Sal M 102"),
    ("Papper som lagrar el", time(12, 30), "Aulan"),
)
IN_OSTERSUND = (
    ("Snö, fjäll och klimat", time(9), "Sal F 214"),
    ("Kroppen på hög höjd", time(12, 30), "Sal F 214"),
)


def invite_schools(teller: Teller) -> None:
    """Tell of the events, from the first autumn to the visit that is to come."""
    numbers = count()
    for autumn in last_autumns(teller.today.astimezone(STOCKHOLM).date()):
        days = ((SUNDSVALL, IN_SUNDSVALL, COAST, 0), (OSTERSUND, IN_OSTERSUND, INLAND, 1))
        for place, sessions, schools, later in days:
            with writing(teller.sessions) as session:
                day = autumn + timedelta(days=later)
                is_newest = day.year == last_autumns(teller.today.date())[-1].year
                occasion = a_science_day(session, teller, place, sessions, day)
                fill(session, occasion, schools, numbers, at=at_noon(day - timedelta(days=40)))
                be_there(session, teller, occasion, leave_last=is_newest and place == OSTERSUND)
    with writing(teller.sessions) as session:
        a_visit_to_come(session, teller, numbers)
        a_draft(session, teller)
        ask_the_working_group(session, teller)


def last_autumns(today: date) -> list[date]:
    """Give the Wednesdays about the first of October of the last years, the oldest first."""
    days = [
        date.fromisocalendar(year, 40, 3) for year in range(today.year - AUTUMNS, today.year + 1)
    ]
    return [day for day in days if day < today - timedelta(days=3)][-AUTUMNS:]


def a_science_day(
    session: Session,
    teller: Teller,
    place: str,
    sessions: Sequence[tuple[str, time, str]],
    day: date,
) -> Occasion:
    """Write a science day, add its sessions, and publish it."""
    occasion = write_occasion(
        session,
        OccasionWords(
            kind=OccasionKind.SCIENCE_MEETING,
            title=f"Vetenskapsdagen {day.year}",
            text=SCIENCE_DAY,
            language=Language.SWEDISH,
            place=place,
            books_from=at_noon(day - timedelta(days=60)),
            books_until=at_noon(day - timedelta(days=7)),
            activity_id=activity_id(session),
        ),
        by=teller.first,
        at=at_noon(day - timedelta(days=90)),
    )
    for title, clock, room in sessions:
        starts = datetime.combine(day, clock, STOCKHOLM).astimezone(UTC)
        words = SessionWords(starts, starts + timedelta(hours=2, minutes=30), 250, room, title)
        add_session(session, occasion, words, by=teller.first, at=at_noon(day - timedelta(days=80)))
    at = at_noon(day - timedelta(days=62))
    publish_occasion(session, occasion, seen=occasion.version, by=teller.first, at=at)
    return occasion


def fill(
    session: Session,
    occasion: Occasion,
    schools: Sequence[tuple[str, str]],
    numbers: "count[int]",
    *,
    at: datetime,
    classes: int = 10,
) -> None:
    """Let classes book every session; what does not fit waits."""
    turns = ((place, each) for each in range(classes) for place in occasion.sessions)
    for turn, (place, _each) in enumerate(turns):
        number = next(numbers)
        booked = at + timedelta(hours=3 * turn)
        booking = ask_for_seats(session, place, a_class(schools, number), by=VISITOR, at=booked)
        confirm_booking(session, booking, by=VISITOR, at=booked + timedelta(minutes=20))


def be_there(session: Session, teller: Teller, occasion: Occasion, *, leave_last: bool) -> None:
    """Note who came of each class, let most teachers tell how it was, and close the event."""
    for place in occasion.sessions:
        if leave_last and place is occasion.sessions[-1]:
            # Nobody has noted yet who came: it stands in the work list.
            continue
        for number, booking in enumerate(list_bookings_of_session(session, place.id)):
            if booking.state is ClassBookingState.CONFIRMED:
                come(session, teller, booking, number)
    last = max(place.ends_at for place in occasion.sessions)
    close_occasion(session, occasion, by=SYSTEM, at=last + timedelta(days=1, hours=1))


def come(session: Session, teller: Teller, booking: ClassBooking, number: int) -> None:
    """Let a class come, but for one now and then, and its teacher answer, but for some."""
    place = booking.session
    remind_teacher(session, booking, at=place.starts_at - timedelta(days=7))
    after = place.ends_at + timedelta(hours=3)
    if number == 7:
        mark_absent(session, booking, by=teller.first, at=after)
        return
    mark_attended(session, booking, max(1, booking.pupils - number % 4), by=teller.first, at=after)
    if number % 3:
        evaluate_booking(
            session,
            booking,
            good=5 - number % 2 - (number == 5),
            curious=4 + number % 2 - (number == 8),
            words=CHANGES[(number + booking.id) % len(CHANGES)],
            by=VISITOR,
            at=after + timedelta(days=1),
        )


def a_visit_to_come(session: Session, teller: Teller, numbers: "count[int]") -> None:
    """Tell of a visit in some weeks: one session is full and has a waiting list."""
    day = teller.today.astimezone(STOCKHOLM).date() + timedelta(days=70)
    day += timedelta(days=(1 - day.weekday()) % 7)
    words = OccasionWords(
        kind=OccasionKind.CAMPUS_VISIT,
        title="En halv dag på campus",
        text=VISIT,
        language=Language.SWEDISH,
        place=SUNDSVALL,
        books_from=teller.ago(20),
        books_until=at_noon(day - timedelta(days=10)),
        activity_id=activity_id(session),
    )
    occasion = write_occasion(session, words, by=teller.first, at=teller.ago(25))
    for title, clock in (("Förmiddag", time(9)), ("Eftermiddag", time(13))):
        starts = datetime.combine(day, clock, STOCKHOLM).astimezone(UTC)
        said = SessionWords(starts, starts + timedelta(hours=3), 60, "Entrén, hus C", title)
        add_session(session, occasion, said, by=teller.first, at=teller.ago(24))
    at = teller.ago(21)
    publish_occasion(session, occasion, seen=occasion.version, by=teller.first, at=at)
    morning, afternoon = occasion.sessions
    for place, classes in ((morning, 4), (afternoon, 1)):
        for turn in range(classes):
            book(session, place, next(numbers), at=teller.ago(11 - turn))
    ask_for_seats(session, afternoon, a_class(COAST, 3), by=VISITOR, at=teller.ago(0.4))


def a_draft(session: Session, teller: Teller) -> None:
    """Write next autumn's science day, which nobody but the working group sees yet."""
    day = date.fromisocalendar(last_autumns(teller.today.date())[-1].year + 1, 40, 3)
    words = OccasionWords(
        kind=OccasionKind.SCIENCE_MEETING,
        title=f"Vetenskapsdagen {day.year}",
        text=SCIENCE_DAY,
        language=Language.SWEDISH,
        place=SUNDSVALL,
        books_from=at_noon(day - timedelta(days=60)),
        books_until=at_noon(day - timedelta(days=7)),
        activity_id=activity_id(session),
    )
    write_occasion(session, words, by=teller.second, at=teller.ago(3))


def book(session: Session, place: OccasionSession, number: int, *, at: datetime) -> None:
    """Let a class of the coast book, and its teacher confirm a while after."""
    booking = ask_for_seats(session, place, a_class(COAST, number), by=VISITOR, at=at)
    confirm_booking(session, booking, by=VISITOR, at=at + timedelta(minutes=35))


def a_class(schools: Sequence[tuple[str, str]], number: int) -> ClassWords:
    """Give a class, never the same twice in a row."""
    school, municipality = schools[number % len(schools)]
    first, last = FIRST[number % len(FIRST)], LAST[number * 3 % len(LAST)]
    address = f"{first}.{last}".lower().translate(str.maketrans("åäö", "aao"))
    return ClassWords(
        school=school,
        school_place=municipality,
        school_year=YEARS[number % len(YEARS)],
        pupils=21 + number * 5 % 9,
        name=f"{first} {last}",
        email=f"{address}@example.org",
        needs=NEEDS[number % len(NEEDS)],
    )


def activity_id(session: Session) -> int | None:
    """Give the activity that science days belong to, if the story has told of one."""
    found = list_activities(session, stage=Stage.ATTRACT)
    return next((each.id for each in found if "etenskap" in each.title), None)


def at_noon(day: date) -> datetime:
    """Give noon of a day in Sweden."""
    return datetime.combine(day, time(12), STOCKHOLM).astimezone(UTC)
