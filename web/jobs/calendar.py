"""What the calendar brings: letters after the time to undo, reminders, questions, ends, news.

Each thing is done in a transaction of its own, so that one that cannot be done holds up no other.
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from models.actors import SYSTEM
from models.database import reading, writing
from models.days import (
    day_in_sweden,
    is_time_for_letters,
    is_time_for_weekly_letters,
    start_of_week,
)
from models.errors import DomainError
from models.matches import Match
from models.operations.check_ins import ask_how_it_goes
from models.operations.class_bookings import remind_teacher
from models.operations.matches import expire, offer_match, remind
from models.operations.occasions import close_occasion
from models.operations.placements import complete
from models.operations.residents import tell_opened
from models.operations.searches import tell_new_offers
from models.operations.study_places import make_slots
from models.policy import Policy
from models.queries.check_ins import list_matches_to_ask_how_it_goes
from models.queries.class_bookings import get_class_booking, list_bookings_to_remind
from models.queries.courses import get_course, list_courses_that_opened
from models.queries.matches import (
    get_match,
    list_matches_to_complete,
    list_matches_to_expire,
    list_matches_to_offer,
    list_matches_to_remind,
)
from models.queries.occasions import get_occasion, list_occasions_to_close
from models.queries.searches import list_students_to_write_to
from models.queries.students import get_student
from models.queries.study_places import find_time, list_times_behind
from web.jobs.surveys import survey_duties

A_DAY = timedelta(days=1)

log = logging.getLogger(__name__)

Find = Callable[[Session], Sequence[Match]]
Do = Callable[[Session, Match], None]
FindIds = Callable[[Session], list[int]]
DoById = Callable[[Session, int], object]
Duty = tuple[str, FindIds, DoById]


def do_what_is_due(sessions: sessionmaker[Session], policy: Policy, at: datetime) -> Counter[str]:
    """Do everything whose time has come, and count it: what was done, and what was skipped.

    What ends comes before what begins, so that a place given back can be taken in the same minute.
    """
    grace = timedelta(minutes=policy.grace_minutes)
    duties: tuple[tuple[str, Find, Do], ...] = (
        (
            "expire",
            lambda session: list_matches_to_expire(session, at),
            lambda session, match: expire(session, match, at=at),
        ),
        (
            "complete",
            lambda session: list_matches_to_complete(session, at),
            lambda session, match: complete(session, match, by=SYSTEM, at=at),
        ),
        (
            "remind",
            lambda session: list_matches_to_remind(session, at),
            lambda session, match: remind(session, match, at=at),
        ),
        (
            "ask how it goes",
            lambda session: list_matches_to_ask_how_it_goes(session, at, policy),
            lambda session, match: ask_how_it_goes(session, match, at=at, policy=policy),
        ),
        (
            "offer",
            lambda session: list_matches_to_offer(session, at, grace),
            lambda session, match: offer_match(session, match, by=SYSTEM, at=at, policy=policy),
        ),
    )
    done: Counter[str] = Counter()
    for verb, find, do in duties:
        done += _each(sessions, verb, *_of_matches(find, do))
    surveys = survey_duties(policy, at) if is_time_for_letters(at) else ()
    for verb, find_ids, do_by_id in (*_of_courses_and_centres(at), *_of_schools(at), *surveys):
        done += _each(sessions, verb, find_ids, do_by_id)
    return done + _tell_new_offers(sessions, at)


def _of_schools(at: datetime) -> tuple[Duty, ...]:
    """Remind teachers whose day is near, and close events the day after they were."""
    return (
        (
            "remind teachers",
            lambda session: [booking.id for booking in list_bookings_to_remind(session, at)],
            lambda session, id_: remind_teacher(session, get_class_booking(session, id_), at=at),
        ),
        (
            "close events",
            lambda session: [each.id for each in list_occasions_to_close(session, at - A_DAY)],
            lambda session, id_: close_occasion(
                session, get_occasion(session, id_), by=SYSTEM, at=at
            ),
        ),
    )


def _of_courses_and_centres(at: datetime) -> tuple[Duty, ...]:
    """Tell that courses can be applied for, and make the times of one more week."""
    today = day_in_sweden(at)

    def make(session: Session, time_id: int) -> object:
        row = find_time(session, time_id)
        return make_slots(session, row, at=at) if row else 0

    return (
        (
            "tell opened courses",
            lambda session: [course.id for course in list_courses_that_opened(session, today)],
            lambda session, course_id: tell_opened(session, get_course(session, course_id), at=at),
        ),
        (
            "make study times",
            lambda session: [row.id for row in list_times_behind(session, at)],
            make,
        ),
    )


def _tell_new_offers(sessions: sessionmaker[Session], at: datetime) -> Counter[str]:
    """Write to students whose searches find something new, on Mondays."""
    if not is_time_for_weekly_letters(at):
        return Counter()
    monday = start_of_week(at)

    def find(session: Session) -> list[int]:
        return [student.id for student in list_students_to_write_to(session, monday)]

    def do(session: Session, student_id: int) -> object:
        return tell_new_offers(session, get_student(session, student_id), at=at)

    return _each(sessions, "tell new offers", find, do)


def _of_matches(find: Find, do: Do) -> tuple[FindIds, DoById]:
    return (
        lambda session: [match.id for match in find(session)],
        lambda session, match_id: do(session, get_match(session, match_id)),
    )


def _each(sessions: sessionmaker[Session], verb: str, find: FindIds, do: DoById) -> Counter[str]:
    with reading(sessions) as session:
        due = find(session)
    done: Counter[str] = Counter()
    for thing_id in due:
        try:
            with writing(sessions) as session:
                # The operation asks again whether it is due: somebody may have been faster.
                do(session, thing_id)
            done[verb] += 1
        except DomainError as refusal:
            done[f"{verb} skipped"] += 1
            log.info("%s of %s skipped, %r", verb, thing_id, refusal)
        except Exception:
            done[f"{verb} failed"] += 1
            log.exception("%s of %s failed", verb, thing_id)
    return done
