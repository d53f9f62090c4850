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
from models.days import is_time_for_letters, is_time_for_weekly_letters, start_of_week
from models.errors import DomainError
from models.matches import Match
from models.operations.check_ins import ask_how_it_goes
from models.operations.matches import expire, offer_match, remind
from models.operations.placements import complete
from models.operations.searches import tell_new_offers
from models.policy import Policy
from models.queries.check_ins import list_matches_to_ask_how_it_goes
from models.queries.matches import (
    get_match,
    list_matches_to_complete,
    list_matches_to_expire,
    list_matches_to_offer,
    list_matches_to_remind,
)
from models.queries.searches import list_students_to_write_to
from models.queries.students import get_student
from web.jobs.surveys import survey_duties

log = logging.getLogger(__name__)

Find = Callable[[Session], Sequence[Match]]
Do = Callable[[Session, Match], None]
FindIds = Callable[[Session], list[int]]
DoById = Callable[[Session, int], object]


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
    return done + _ask_what_came_of_it(sessions, policy, at) + _tell_new_offers(sessions, at)


def _ask_what_came_of_it(
    sessions: sessionmaker[Session], policy: Policy, at: datetime
) -> Counter[str]:
    """Plan, close, ask and remind of surveys, by day: nobody gets such a letter at night."""
    if not is_time_for_letters(at):
        return Counter()
    done: Counter[str] = Counter()
    for verb, find, do in survey_duties(policy, at):
        done += _each(sessions, verb, find, do)
    return done


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
