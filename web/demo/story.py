"""What has happened in the demo: last summer's round, this year's, and everything in between.

Told by the operations themselves, with the times at which it would have happened, so that the
history, the letters and the runs are those of a service that has been used.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from models.actors import SYSTEM
from models.database import reading, writing
from models.days import day_in_sweden
from models.errors import NotFound
from models.offer_words import words_of
from models.operations import rounds
from models.operations.letters import begin_sending, mark_sent
from models.operations.matches import reject
from models.operations.offers import publish_offer, submit_offer, write_offer
from models.operations.profiles import set_seeking
from models.policy import Policy
from models.queries.letters import list_letters_to_send
from models.queries.matches import list_matches_of_round
from models.queries.offers import find_offer_by_source, get_offer, list_offers_to_match
from models.queries.rounds import find_rolling_round, get_round
from models.queries.students import get_student, list_students_to_match
from models.words import Kind, Reason
from web.demo.activities import tell_activities
from web.demo.changes import change_what_was_reviewed
from web.demo.check_ins import ask_how_placements_go
from web.demo.courses import hold_courses, open_centres
from web.demo.fates import Fate
from web.demo.hints import say_of_pairs
from web.demo.ideas import post_ideas
from web.demo.meetings import close_meetings, name_members
from web.demo.needs import UNFILLED, register_needs
from web.demo.occasions import invite_schools
from web.demo.searches import keep_searches
from web.demo.sharings import host_together
from web.demo.surveys import ask_those_who_finished
from web.demo.teams import choose_for_two, seek_together
from web.demo.telling import Teller
from web.demo.uploads import drop_last_years_spreadsheet
from web.demo.visibility import show_profiles
from web.imports.offers import FOR_EMPLOYER
from web.imports.writing import source_of

Periods = dict[Kind, tuple[date, date]]
Sessions = sessionmaker[Session]
Step = Callable[[str], AbstractContextManager[None]]

A_YEAR = timedelta(days=364)
# Offers that were there last summer too, and how many students sought them then.
LAST_YEAR = ("o002", "o008", "o010", "o014", "o022", "o025", "o032", "o072")
SOUGHT_LAST_YEAR = 45
# The first student of the file is the one that people sign in as.
THE_STUDENT = "file:s001"
LETTERS_FROM = timedelta(days=8)

LAST_SUMMER = (
    Fate.COMPLETED_AND_TOLD,
    Fate.COMPLETED,
    Fate.COMPLETED_AND_TOLD,
    Fate.COMPLETED,
    Fate.DECLINED_BY_STUDENT,
    Fate.COMPLETED_AND_TOLD,
)
ROLLING: dict[Kind, tuple[Fate, ...]] = {
    Kind.INTERNSHIP: (
        Fate.EXPIRED,
        Fate.AGREED,
        Fate.WITHDRAWN,
        Fate.PLACED,
        Fate.DECLINED_BY_EMPLOYER,
        Fate.EXPIRED,
    ),
    Kind.THESIS: (Fate.PLACED, Fate.DECLINED_BY_STUDENT, Fate.AGREED),
    Kind.MENTORSHIP: (Fate.PLACED, Fate.AGREED, Fate.INTERRUPTED, Fate.PLACED),
    Kind.TRAINEESHIP: (Fate.AGREED, Fate.DECLINED_BY_EMPLOYER),
}
THESIS_ROUND = (
    Fate.OFFERED,
    Fate.SAID_YES,
    Fate.WANTS_TO_MEET,
    Fate.PLACED,
    Fate.AGREED,
    Fate.DECLINED_BY_STUDENT,
    Fate.OFFERED,
    Fate.EMPLOYER_SAID_YES,
)


def tell(sessions: Sessions, policy: Policy, today: datetime, step: Step) -> None:
    """Tell the whole story, up to today."""
    teller = Teller(sessions, policy, today)
    with step("Matching last year’s students"):
        last_summer(teller)
    with step("Matching this year’s students"):
        host_together(teller)
        seek_together(teller, THE_STUDENT)
        rolling_rounds(teller)
        thesis_round(teller)
        ask_how_placements_go(teller)
    with step("Inviting schools"):
        invite_schools(teller)
    with step("Preparing the rounds to come"):
        mentor_round(teller)
        summer_round(teller)
        trainee_round(teller)
        change_what_was_reviewed(teller)
        keep_searches(teller, THE_STUDENT)
        show_profiles(teller)
        post_ideas(teller, THE_STUDENT)
        hold_courses(teller)
        register_needs(teller)
        name_members(teller)
        tell_activities(teller)
        close_meetings(teller)
        ask_those_who_finished(teller, THE_STUDENT)
        open_centres(teller)
        close_old_letters(teller)
        drop_last_years_spreadsheet(teller)


def last_summer(teller: Teller) -> None:
    """Tell of last summer's internships: matched, placed, carried through, told about."""
    begun = teller.ago(300)
    offers = offers_of_last_year(teller, begun)
    sought = seek_a_year_earlier(teller, begun)
    round_id = teller.open_dated(Kind.INTERNSHIP, "Sommarpraktik {year}", begun, 60)
    teller.run(round_id, begun + timedelta(days=61))
    chosen = teller.choose(round_id, len(LAST_SUMMER), first=THE_STUDENT, only=offers)
    teller.confirm(round_id, chosen, begun + timedelta(days=62))
    published = begun + timedelta(days=66)
    teller.publish(round_id, published)
    teller.befall(round_id, chosen, LAST_SUMMER, published)
    with writing(teller.sessions) as session:
        round_ = get_round(session, round_id)
        rounds.archive_round(session, round_, by=teller.first, at=teller.ago(60))
    seek_again(teller, sought)
    teller.engaged[Kind.INTERNSHIP].clear()


def rolling_rounds(teller: Teller) -> None:
    """Tell of the rounds that are always open: matches in every state, offered one by one."""
    for kind, fates in ROLLING.items():
        round_id = rolling_round_id(teller, kind)
        teller.run(round_id, teller.ago(32))
        chosen = teller.choose(round_id, len(fates))
        offered = teller.ago(27)
        teller.confirm(round_id, chosen, offered - timedelta(hours=1))
        teller.befall(round_id, chosen, fates, offered)
        # A coordinator has looked again since: the newest run is what pages show.
        teller.run(round_id, teller.ago(1.5))
    ask_two_for_one_place(teller)


def thesis_round(teller: Teller) -> None:
    """Tell of a dated round that was published some days ago: answers are coming in."""
    round_id = teller.open_dated(Kind.THESIS, "Examensarbete, start januari", teller.ago(70), 58)
    teller.run(round_id, teller.ago(11))
    two = choose_for_two(teller, round_id, THE_STUDENT)
    chosen = [*two, *teller.choose(round_id, len(THESIS_ROUND) - len(two))]
    teller.confirm(round_id, chosen, teller.ago(9))
    teller.publish(round_id, teller.ago(5))
    teller.befall(round_id, chosen, THESIS_ROUND, teller.ago(5))


def mentor_round(teller: Teller) -> None:
    """Tell of a dated round that is closed and waits for a second signature."""
    round_id = teller.open_dated(Kind.MENTORSHIP, "Mentorsprogrammet, våren", teller.ago(50), 47)
    teller.run(round_id, teller.ago(3))
    teller.confirm(round_id, teller.choose(round_id, 4), teller.ago(2))
    with writing(teller.sessions) as session:
        round_ = get_round(session, round_id)
        rounds.close_round(session, round_, by=teller.second, at=teller.ago(1.2))
        rounds.request_publication(session, round_, by=teller.second, at=teller.ago(1))


def summer_round(teller: Teller) -> None:
    """Tell of a dated round that is open: some pairs are hinted of, confirmed, rejected."""
    round_id = teller.open_dated(Kind.INTERNSHIP, "Sommarpraktik, huvudomgång", teller.ago(20), 130)
    teller.run(round_id, teller.ago(0.9))
    say_of_pairs(teller, round_id, teller.ago(0.6))
    teller.run(round_id, teller.ago(0.3))
    chosen = teller.choose(round_id, 7)
    teller.confirm(round_id, chosen[:4], teller.ago(0.2))
    with writing(teller.sessions) as session:
        for suggestion, reason in zip(
            chosen[4:], (Reason.PLACE, Reason.SKILLS, Reason.PERIOD), strict=False
        ):
            reject(
                session,
                get_round(session, round_id),
                get_student(session, suggestion.student_id),
                get_offer(session, suggestion.offer_id),
                by=teller.first,
                at=teller.ago(0.1),
                reason=reason,
                suggestion=suggestion,
            )


def trainee_round(teller: Teller) -> None:
    """Tell of a dated round that is still a draft."""
    with writing(teller.sessions) as session:
        rounds.make_round(
            session,
            kind=Kind.TRAINEESHIP,
            title="Traineeplatser, höststart",
            opens_on=day_in_sweden(teller.today + timedelta(days=60)),
            closes_on=day_in_sweden(teller.today + timedelta(days=150)),
            by=teller.first,
            at=teller.ago(4),
        )


def close_old_letters(teller: Teller) -> None:
    """Note that letters of long ago have left; those of the last days go to the mailbox."""
    with writing(teller.sessions) as session:
        for letter in list_letters_to_send(session, teller.today - LETTERS_FROM, limit=10_000):
            begin_sending(session, letter, at=letter.queued_at)
            mark_sent(session, letter, at=letter.queued_at)


def offers_of_last_year(teller: Teller, at: datetime) -> set[int]:
    """Write some of this year's offers as they were a year before; give those that were taken."""
    taken = set()
    with writing(teller.sessions) as session:
        for key in LAST_YEAR:
            offer = find_offer_by_source(session, source_of(key))
            if offer is None:
                continue
            words = words_of(offer)
            first, last = words.starts_on - A_YEAR, words.ends_on - A_YEAR
            earlier = replace(words, starts_on=first, ends_on=last)
            written = write_offer(
                session,
                offer.employer,
                earlier,
                by=FOR_EMPLOYER,
                at=at,
                contact=offer.contact,
                source=f"demo:{key}-last-year",
            )
            submit_offer(session, written, by=FOR_EMPLOYER, at=at + timedelta(days=1))
            publish_offer(session, written, by=teller.first, at=at + timedelta(days=2))
            if written.source not in UNFILLED:
                taken.add(written.id)
    return taken


def seek_a_year_earlier(teller: Teller, at: datetime) -> dict[int, Periods]:
    """Let some students seek as they did a year before; give what they seek now."""
    sought: dict[int, Periods] = {}
    with writing(teller.sessions) as session:
        for student in list_students_to_match(session, Kind.INTERNSHIP)[:SOUGHT_LAST_YEAR]:
            now = {row.kind: (row.starts_on, row.ends_on) for row in student.seeking}
            sought[student.id] = now
            first, last = now[Kind.INTERNSHIP]
            earlier = {Kind.INTERNSHIP: (first - A_YEAR, last - A_YEAR)}
            set_seeking(session, student, earlier, by=SYSTEM, at=at)
    return sought


def seek_again(teller: Teller, sought: dict[int, Periods]) -> None:
    """Let them seek what they seek now."""
    with writing(teller.sessions) as session:
        for student_id, periods in sought.items():
            student = get_student(session, student_id)
            set_seeking(session, student, periods, by=SYSTEM, at=teller.ago(34))


def ask_two_for_one_place(teller: Teller) -> None:
    """Ask two for one place: when the first agrees, the other gets a courteous letter."""
    round_id = rolling_round_id(teller, Kind.INTERNSHIP)
    with reading(teller.sessions) as session:
        offers = list_offers_to_match(session, Kind.INTERNSHIP, day_in_sweden(teller.today))
        asked = {match.offer_id for match in list_matches_of_round(session, round_id)}
        single = [offer.id for offer in offers if offer.places_left == 1 and offer.id not in asked]
    pairs = next(
        found
        for offer_id in single
        if len(found := teller.choose(round_id, 2, per_offer=2, only=[offer_id])) == 2
    )
    teller.confirm(round_id, pairs, teller.ago(6))
    teller.befall(round_id, pairs, [Fate.OFFERED, Fate.OFFERED], teller.ago(5.9))
    teller.befall(round_id, pairs, [Fate.AGREED], teller.ago(5.5))


def rolling_round_id(teller: Teller, kind: Kind) -> int:
    """Give the id of the round of a kind that is always open."""
    with reading(teller.sessions) as session:
        round_ = find_rolling_round(session, kind)
    if round_ is None:
        raise NotFound("round", kind)
    return round_.id
