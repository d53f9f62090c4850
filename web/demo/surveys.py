"""What came of it in the demo: three years of students who have finished, asked as time went on."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.database import writing
from models.days import STOCKHOLM, day_in_sweden
from models.offer_words import words_of
from models.offers import Offer
from models.operations import profiles, students
from models.operations.answers import answer
from models.operations.matches import confirm, offer_match
from models.operations.offers import publish_offer, submit_offer, write_offer
from models.operations.paths import add_step
from models.operations.placements import complete, evaluate, place
from models.operations.publications import publish_outcomes
from models.operations.surveys import (
    answer_survey,
    ask_survey,
    close_survey,
    plan_surveys,
    refuse_survey,
    remind_survey,
)
from models.people import Student
from models.queries.offers import list_offers_to_match
from models.queries.rounds import find_rolling_round
from models.queries.students import find_student_by_source
from models.residences import ABROAD
from models.surveys import Survey, SurveyAnswers
from models.words import CEFR, Degree, InField, Kind, Level, Role, Side, Stage
from web.demo.fates import AS_EMPLOYER, AS_STUDENT
from web.demo.telling import Teller
from web.imports.offers import FOR_EMPLOYER

# How many days ago each year's students finished, and how many there were.
COHORTS = (900, 560, 230)
IN_A_COHORT = 16
FIRST = (
    "Alma", "Björn", "Cornelia", "Dag", "Edit", "Folke", "Gry", "Hedda",
    "Ivar", "Jonna", "Knut", "Liv", "Märta", "Nore", "Oda", "Pär",
)  # fmt: skip
LAST = (
    "Bojsundh", "Skotmark", "Relingsjö", "Fenderviken", "Kölbergare", "Masthagen",
    "Akterlindh", "Stävholmen", "Ankarbyn", "Trossgren", "Lotskärn", "Durkfält",
)  # fmt: skip
PROGRAMMES = ("Systemvetenskapliga programmet", "Socionomprogrammet", "Civilekonomprogrammet")
# Where they came from, studied, live and work: moved in, returned, commutes, left, stayed.
HOMES = ("2480", "2280", "2281", "2284", "2280")
STUDIED = ("2281", "2281", "2281", "2281", "2280")
LIVES = ("2280", "2280", "2281", ABROAD, "2280")
WORKS = ("2280", "2281", "2280", ABROAD, "2280")
FIELDS = (InField.YES, InField.YES, InField.PARTLY, InField.YES, InField.NO)
WORDS = (
    "Mentorn tipsade om tjänsten som jag har nu.",
    "Jag pendlar med tåget och trivs.",
    "",
    "Utan praktiken hade jag inte vetat att det fanns sådana jobb här.",
)
VISITS = ("Klassbesök på universitetet", "Science Meeting", "En forskare besökte min skola")


def ask_those_who_finished(teller: Teller, the_student: str) -> None:
    """Tell of those who finished in the last years: placed, completed, asked, answered."""
    for cohort, days in enumerate(COHORTS):
        ended = day_in_sweden(teller.ago(days))
        with writing(teller.sessions) as session:
            finished = [
                _take_part(session, teller, cohort * IN_A_COHORT + number, ended)
                for number in range(IN_A_COHORT)
            ]
            _place_the_first(session, teller, finished, ended)
            for number, student in enumerate(finished):
                _ask(session, teller, student, cohort * IN_A_COHORT + number, ended)
    with writing(teller.sessions) as session:
        publish_outcomes(session, at=teller.today)
        known = find_student_by_source(session, the_student)
        if known is not None:
            year = teller.today.year
            _tell_of_visit(session, known, VISITS[0], year - 5, teller.ago(20))
            _tell_of_visit(session, known, VISITS[1], year - 4, teller.ago(20))


def _take_part(session: Session, teller: Teller, number: int, ended: date) -> Student:
    """Register somebody half a year before they finished."""
    at = _morning(ended - timedelta(days=200))
    student = students.register_student(
        session,
        email=f"tidigare{number + 1:02}@example.org",
        name=f"{FIRST[number % len(FIRST)]} {LAST[number * 5 % len(LAST)]}",
        source=f"demo:finished-{number + 1:02}",
        by=SYSTEM,
        at=at,
    )
    profile = {
        "programme": PROGRAMMES[number % len(PROGRAMMES)],
        "level": Level.BACHELOR,
        "graduates_on": ended,
        "home_place": HOMES[_turn(number) % len(HOMES)],
        "place": STUDIED[_turn(number) % len(STUDIED)],
        "is_adult": True,
    }
    profiles.edit_student(session, student, by=SYSTEM, at=at, **profile)
    profiles.set_languages(session, student, {"sv": CEFR.C2}, by=SYSTEM, at=at)
    periods = dict.fromkeys(Kind, (ended - timedelta(days=120), ended))
    profiles.set_seeking(session, student, periods, by=SYSTEM, at=at)
    students.submit_profile(session, student, by=SYSTEM, at=at)
    students.recognise_student(session, student, by=teller.first, at=at)
    if number % 6 == 0:
        _tell_of_visit(session, student, VISITS[number % len(VISITS)], ended.year - 5, at)
    return student


def _place_the_first(
    session: Session, teller: Teller, finished: list[Student], ended: date
) -> None:
    """Let half of them have a placement that was carried through; then nobody seeks any more."""
    half = IN_A_COHORT // 2
    for kind, mine in zip(Kind, _in_pairs(finished[:half]), strict=True):
        offer = _offer_of(session, teller, kind, ended)
        for student in mine:
            _carry_through(session, teller, student, offer, ended)
    for student in finished:
        profiles.set_seeking(session, student, {}, by=SYSTEM, at=_morning(ended))


def _in_pairs(some: list[Student]) -> list[list[Student]]:
    return [some[at : at + 2] for at in range(0, len(some), 2)]


def _offer_of(session: Session, teller: Teller, kind: Kind, ended: date) -> Offer:
    """Write an offer of this year's as it was then, for two."""
    found = list_offers_to_match(session, kind, day_in_sweden(teller.today))
    now = found[ended.year % len(found)]
    at = _morning(ended - timedelta(days=190))
    begins = ended - timedelta(days=120)
    words = replace(words_of(now), starts_on=begins, ends_on=ended, places=2)
    source = f"demo:finished-{kind}-{ended}"
    offer = write_offer(
        session, now.employer, words, by=FOR_EMPLOYER, at=at, contact=now.contact, source=source
    )
    submit_offer(session, offer, by=FOR_EMPLOYER, at=at)
    publish_offer(session, offer, by=teller.first, at=at)
    return offer


def _carry_through(
    session: Session, teller: Teller, student: Student, offer: Offer, ended: date
) -> None:
    at = _morning(ended - timedelta(days=150))
    round_ = find_rolling_round(session, offer.kind)
    if round_ is None:
        return
    policy = teller.policy
    match = confirm(session, round_, student, offer, by=teller.first, at=at, policy=policy)
    offer_match(session, match, by=SYSTEM, at=at, policy=policy)
    answer(session, match, Side.STUDENT, True, by=AS_STUDENT, at=at + timedelta(days=1))
    answer(session, match, Side.EMPLOYER, True, by=AS_EMPLOYER, at=at + timedelta(days=2))
    place(
        session, match, by=teller.first, at=at + timedelta(days=3), starts_on=offer.starts_on,
        ends_on=offer.ends_on, supervisor="Signe Kajskott",
        academic_supervisor="Ragnhild Tavelsjödotter", examiner="Valter Högbodén",
    )  # fmt: skip
    over = _morning(ended + timedelta(days=1))
    complete(session, match, by=SYSTEM, at=over)
    for side, by in ((Side.STUDENT, AS_STUDENT), (Side.EMPLOYER, AS_EMPLOYER)):
        if (student.id + offer.id) % 4:
            rating, told_at = 3 + (student.id + len(side)) % 3, over + timedelta(days=4)
            evaluate(session, match, side, by=by, at=told_at, rating=rating, would_again=rating > 3)


def _ask(session: Session, teller: Teller, student: Student, number: int, ended: date) -> None:
    """Ask at each time that has come; two of three answer, at the second time half of those."""
    at = _morning(ended + timedelta(days=2))
    for turn, survey in enumerate(plan_surveys(session, student, at=at, policy=teller.policy)):
        if _morning(survey.due_on) > teller.today:
            break
        ask_survey(session, survey, at=_morning(survey.due_on))
        answers = number % 3 != 2 and number != 0 and (turn == 0 or number % 2 == 0)
        _hear(session, teller, survey, number, answers=answers)


def _hear(session: Session, teller: Teller, survey: Survey, number: int, *, answers: bool) -> None:
    asked, policy = _morning(survey.due_on), teller.policy
    if answers:
        at = min(asked + timedelta(days=4), teller.today)
        answer_survey(session, survey, _answers(number), by=AS_STUDENT, at=at, policy=policy)
    elif number % 16 == 5:
        refuse_survey(session, survey, by=AS_STUDENT, at=min(asked + timedelta(1), teller.today))
    else:
        _stay_silent(session, teller, survey, asked)


def _stay_silent(session: Session, teller: Teller, survey: Survey, asked: datetime) -> None:
    policy = teller.policy
    reminded = asked + timedelta(days=policy.survey_remind_days)
    closed = asked + timedelta(days=policy.survey_close_days)
    if reminded <= teller.today:
        remind_survey(session, survey, at=reminded, policy=policy)
    if closed <= teller.today:
        close_survey(session, survey, at=closed, policy=policy)


def _answers(number: int) -> SurveyAnswers:
    turn = _turn(number)
    return SurveyAnswers(
        degree=Degree.NOT_YET if turn % 6 == 5 else Degree.TAKEN,
        lives_in=LIVES[turn % len(LIVES)],
        works_in=WORKS[turn % len(WORKS)],
        in_field=FIELDS[turn % len(FIELDS)],
        met_employer=turn % 2 == 0,
        words=WORDS[turn % len(WORDS)],
    )


def _turn(number: int) -> int:
    """Give which of those who answer somebody is: every third is silent."""
    return number - (number + 1) // 3


def _tell_of_visit(session: Session, student: Student, what: str, year: int, at: datetime) -> None:
    by = Actor(Role.STUDENT, student.account_id)
    add_step(session, student, Stage.ATTRACT, what, year, by=by, at=at)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), STOCKHOLM)
