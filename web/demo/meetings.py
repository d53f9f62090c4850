"""Three years of meetings of the demo's steering group, four a year, and the next one planned.

Whoever tells of an activity has it decided by `decide_at_meeting`, after `name_members` and before
`close_meetings`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from models.activities import Activity
from models.actors import Actor
from models.database import writing
from models.days import STOCKHOLM
from models.decisions import NEEDS_REASON
from models.errors import NotFound
from models.meetings import AgendaItem, Meeting
from models.operations import agendas, meetings, members
from models.operations.agendas import ItemWords
from models.operations.decisions import DecisionWords, decide, members_at_stake
from models.operations.members import MemberWords
from models.queries.accounts import find_account
from models.queries.activities import get_activity
from models.queries.employers import list_employers
from models.queries.meetings import (
    find_meeting_on,
    get_meeting,
    list_activities_to_allow,
    list_activities_to_decide,
    list_meetings,
    list_models_to_adopt,
)
from models.queries.members import list_members
from models.words import EmployerState, Party, Presence, Role, Ruling, Subject
from web.demo.telling import Teller

THE_MEMBER = "steering@example.org"
MONTHS = (3, 6, 9, 12)
MEETINGS = 12
# Meetings closer to each other than so many days are of one quarter.
NEAR = 40
PLACES = ("Rådhuset, Sambiblioteket", "Campus, sal Ankaret", "På distans")
MOST_TO_DECIDE = 4
RULINGS = {"approve": Ruling.APPROVED, "decline": Ruling.DECLINED, "defer": Ruling.DEFERRED}

# Name, office, party, whether letters reach them, since and until (meetings from the first one).
MEMBERS = (
    ("Alva Farledsdotter", "kommunalråd", Party.MUNICIPALITY, True, 0, None),
    ("Sigbrit Vågbrytare", "utbildningschef", Party.MUNICIPALITY, True, 0, None),
    ("Ingolf Fyrvaktarsson", "näringslivschef", Party.MUNICIPALITY, False, 0, None),
    ("Runa Ankarspelh", "prorektor", Party.UNIVERSITY, True, 0, None),
    ("Hjalmar Lotsvinge", "samverkanschef", Party.UNIVERSITY, True, 0, 7),
    ("Tyra Sjömärkesdotter", "samverkanschef", Party.UNIVERSITY, True, 8, None),
)
# What a meeting takes up beside activities: title, question, what was decided.
MATTERS = (
    ("Arbetsgruppens uppdrag", "Att fastställa arbetsgruppens uppdrag.", Ruling.APPROVED),
    ("Mötestider", "Att mötas fyra gånger om året.", Ruling.APPROVED),
    ("Läget efter första terminen", "Att anteckna rapporten.", Ruling.NOTED),
    ("Vem som svarar för protokollet", "Att kommunens registrator för det.", Ruling.APPROVED),
    ("Rapport om det första året", "Att anteckna rapporten.", Ruling.NOTED),
    ("Hur vi mäter vilka som stannar", "Att fråga efter 6, 12 och 24 månader.", Ruling.APPROVED),
    ("Samma dag som näringslivsdagen", "Att flytta höstmötet dit.", Ruling.DECLINED),
    ("Fler lärosäten i samarbetet", "Att fråga dem under våren.", Ruling.DEFERRED),
    ("Rapport om det andra året", "Att anteckna rapporten.", Ruling.NOTED),
    ("Studenternas plats i arbetsgruppen", "Att studentkåren får utse en.", Ruling.APPROVED),
    ("Sommarens matchningsomgång", "Att anteckna läget.", Ruling.NOTED),
    ("Beslut mellan mötena", "Att ordföranden får besluta om upp till 20 000 kr.", Ruling.APPROVED),
)
WHY = "Behöver mer tid än vi har i höst."
RECOMMENDED = "Arbetsgruppen har granskat förslaget och tillstyrker det."


@dataclass(frozen=True)
class Due:
    """What is decided of an activity at a meeting."""

    activity_id: int
    verb: str
    reason: str
    may_run_unfunded: bool = False


def close_meetings(teller: Teller) -> None:
    """Hold meetings in the quarters that nothing was told of, note all minutes, plan the next."""
    *held, coming = list(days_of_meetings(teller.today.date()))
    with writing(teller.sessions) as session:
        known = [meeting.day for meeting in list_meetings(session)]
        for day in held:
            if not any(abs((day - other).days) < NEAR for other in known):
                _open(session, teller, day)
        meetings_held = list_meetings(session)[::-1]
        for number, meeting in enumerate(meetings_held):
            is_last = number == len(meetings_held) - 1
            _close(session, teller, meeting, number, is_last=is_last)
    plan_next(teller, coming)


def decide_at_meeting(session: Session, teller: Teller, due: Due, day: date) -> None:
    """Let the steering group decide on an activity at its meeting of a day.

    The meeting is made when the first of its decisions is told; `name_members` comes before.
    """
    day = _no_weekend(day)
    meeting = find_meeting_on(session, day) or _open(session, teller, day)
    item = _put(session, meeting, teller, due)
    words = DecisionWords(RULINGS[due.verb], due.reason, due.may_run_unfunded)
    _decide(session, item, words, _at(day))


def days_of_meetings(today: date) -> Iterator[date]:
    """Give the days of the last twelve meetings, and of the next one."""
    years = range(today.year - MEETINGS // len(MONTHS) - 1, today.year + 2)
    days = [_second_thursday(year, month) for year in years for month in MONTHS]
    past = [day for day in days if day < today - timedelta(days=30)]
    yield from past[-MEETINGS:]
    yield next(day for day in days if day > today)


def name_members(teller: Teller) -> None:
    """Write down whom the parties have named; one of them has an account."""
    *held, _coming = list(days_of_meetings(teller.today.date()))
    with writing(teller.sessions) as session:
        account = find_account(session, THE_MEMBER)
        unit = list_employers(session, state=EmployerState.VERIFIED, limit=1)
        for number, (name, office, party, is_reached, since, until) in enumerate(MEMBERS):
            first = name.split()[0].lower()
            words = MemberWords(
                name=name,
                party=party,
                since=held[since] - timedelta(days=14),
                office=office,
                until=None if until is None else held[until] + timedelta(days=14),
                address=f"{first}@example.org" if is_reached and number else "",
                account_id=account.id if account and number == 0 else None,
                works_for_id=unit[0].id if unit and number == 2 else None,
            )
            members.add_member(session, words, by=teller.first, at=_at(held[since], -14))


def plan_next(teller: Teller, day: date) -> None:
    """Tell of the meeting to come: on its agenda stands what waits, and it was sent out."""
    with writing(teller.sessions) as session:
        place, by = PLACES[0], teller.first
        meeting = meetings.plan_meeting(
            session, starts_at=_at(day), place=place, by=by, at=teller.ago(20)
        )
        for activity in list_activities_to_decide(session)[:MOST_TO_DECIDE]:
            _ask(session, meeting, Subject.ACTIVITY, _question(activity), teller, activity=activity)
        for activity in list_activities_to_allow(session)[:1]:
            asked = ItemWords("Att aktiviteten får starta fast medel ännu inte är beviljade.")
            _ask(session, meeting, Subject.UNFUNDED, asked, teller, activity=activity)
        for model in list_models_to_adopt(session)[:1]:
            asked = ItemWords("Att anta versionen.", model.change)
            agendas.put_on_agenda(
                session, meeting, Subject.MODEL, asked, model=model, by=by, at=teller.ago(9)
            )
        asked = ItemWords("Att anteckna rapporten.", title="Årets rapport")
        _ask(session, meeting, Subject.MATTER, asked, teller)
        meetings.send_agenda(session, meeting, by=by, at=teller.ago(2))
        _call_off_an_extra_meeting(session, teller)


def _call_off_an_extra_meeting(session: Session, teller: Teller) -> None:
    """Tell of a meeting that was called off, whose matter waits for another."""
    by, place, day = teller.first, PLACES[2], _no_weekend(teller.ago(20).date())
    extra = meetings.plan_meeting(
        session, starts_at=_at(day), place=place, by=by, at=teller.ago(45)
    )
    words = ItemWords("Att söka medel tillsammans.", title="Gemensam ansökan om medel")
    agendas.put_on_agenda(session, extra, Subject.MATTER, words, by=by, at=teller.ago(44))
    meetings.send_agenda(session, extra, by=by, at=teller.ago(30))
    why = "Tre av ledamöterna har förhinder. Vi tar upp ärendet på nästa ordinarie möte."
    meetings.cancel_meeting(session, extra, reason=why, by=by, at=teller.ago(22))


def _put(session: Session, meeting: Meeting, teller: Teller, due: Due) -> AgendaItem:
    activity = get_activity(session, due.activity_id)
    at, words = _at(meeting.day), _question(activity)
    return agendas.put_on_agenda(
        session, meeting, Subject.ACTIVITY, words, activity=activity, by=teller.first, at=at
    )


def _put_matter(session: Session, meeting: Meeting, teller: Teller, number: int) -> AgendaItem:
    title, question, _ruling = MATTERS[number % len(MATTERS)]
    words, at = ItemWords(question, title=title), _at(meeting.day)
    return agendas.put_on_agenda(session, meeting, Subject.MATTER, words, by=teller.first, at=at)


def _ask(
    session: Session,
    meeting: Meeting,
    subject: Subject,
    words: ItemWords,
    teller: Teller,
    activity: Activity | None = None,
) -> None:
    agendas.put_on_agenda(
        session, meeting, subject, words, activity=activity, by=teller.first, at=teller.ago(9)
    )


def _question(activity: Activity) -> ItemWords:
    before = f" Det bordlades senast: {activity.reason}" if activity.reason else ""
    question = f"Att ”{activity.title}” genomförs enligt förslaget."
    return ItemWords(question, f"{RECOMMENDED}{before}")


def _open(session: Session, teller: Teller, day: date) -> Meeting:
    """Plan a meeting and hold it on its day."""
    number = len(list_meetings(session))
    meeting = meetings.plan_meeting(
        session,
        starts_at=_at(day),
        place=PLACES[number % len(PLACES)],
        by=teller.first,
        at=_at(day, -28),
    )
    meetings.hold_meeting(session, meeting, by=teller.first, at=_at(day))
    return meeting


def _close(
    session: Session, teller: Teller, meeting: Meeting, number: int, *, is_last: bool
) -> None:
    """Take up one matter more, note the minutes, and record the matter from them, but the last."""
    day, ruling = meeting.day, MATTERS[number % len(MATTERS)][2]
    item = _put_matter(session, meeting, teller, number)
    meetings.minute_meeting(
        session,
        meeting,
        reference=f"Dnr {day.year}/{40 + number}",
        approved_on=day + timedelta(days=14),
        by=_secretary(session),
        at=_at(day, 14),
    )
    if not is_last:
        words = DecisionWords(ruling, WHY if ruling in NEEDS_REASON else "")
        _decide(session, item, words, _at(day, 15))


def _decide(session: Session, item: AgendaItem, words: DecisionWords, at: datetime) -> None:
    meeting = get_meeting(session, item.meeting_id)
    everybody = list_members(session, meeting.day)
    aside = members_at_stake(item, everybody)
    presence = {
        each.id: Presence.ASIDE if each in aside else Presence.TOOK_PART for each in everybody
    }
    # Somebody is ill now and then.
    if len(everybody) > 2 and item.id % 3 == 0 and everybody[-1] not in aside:
        presence[everybody[-1].id] = Presence.ABSENT
    by, seen = _secretary(session), item.thing_version
    decide(session, item, words, presence, seen=seen, by=by, at=at)


def _secretary(session: Session) -> Actor:
    account = find_account(session, THE_MEMBER)
    if account is None:
        raise NotFound("account", THE_MEMBER)
    return Actor(Role.STEERING, account.id)


def _second_thursday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 7)


def _no_weekend(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _at(day: date, days: int = 0) -> datetime:
    begins = datetime.combine(day + timedelta(days=days), time(13), STOCKHOLM)
    return begins.astimezone(UTC)
