"""What the worker does when it is woken, and once a minute whether it is woken or not.

Everything here can be done twice, or cut off at any point, without harm: what has to be done is
read from the database, and each thing is done in a transaction of its own.
"""

import logging
from datetime import timedelta

from models.database import reading, writing
from models.operations.jobs import give_sign
from models.operations.publications import publish_outcomes
from models.operations.retention import clear
from models.operations.runs import requeue_stale_runs
from models.queries.close_ups import list_close_ups_waiting
from models.queries.retention import find_last_report
from models.queries.rounds import list_runs_queued
from models.queries.uploads import list_uploads_waiting
from web.bridge import close_ups, runs
from web.clock import now
from web.config import policy
from web.jobs import calendar
from web.letters import sending
from web.session import sessions
from web.uploads import taking

A_DAY = timedelta(days=1)

log = logging.getLogger(__name__)


def run_matcher(run_id: int) -> None:
    """Carry out a run, unless another worker has it."""
    runs.carry_out(sessions(), run_id, clock=now)


def take_queued_runs() -> None:
    """Carry out the runs that wait, oldest first."""
    with reading(sessions()) as session:
        waiting = [run.id for run in list_runs_queued(session)]
    for run_id in waiting:
        run_matcher(run_id)


def take_close_ups() -> None:
    """Look at the pairs that coordinators wait to see more of, oldest first."""
    with reading(sessions()) as session:
        waiting = [close_up.id for close_up in list_close_ups_waiting(session)]
    for close_up_id in waiting:
        close_ups.carry_out(sessions(), close_up_id, clock=now)


def take_uploads() -> None:
    """Take over the large spreadsheets that wait, oldest first."""
    with reading(sessions()) as session:
        waiting = list_uploads_waiting(session)
    for upload_id in waiting:
        taking.carry_out(sessions(), upload_id, clock=now)


def send_letters() -> None:
    """Send the letters whose time has come."""
    sending.send_due()


def every_minute() -> None:
    """Give a sign of life, do what the calendar brings, and find work whose worker was killed."""
    with writing(sessions()) as session:
        give_sign(session, at=now())
    calendar.do_what_is_due(sessions(), policy(), now())
    send_letters()
    with writing(sessions()) as session:
        lost = [run.id for run in requeue_stale_runs(session, at=now())]
    if lost:
        log.info("runs taken up again: %s", lost)
    take_close_ups()
    take_uploads()
    clear_away()
    take_queued_runs()


def clear_away() -> None:
    """Clear away what is kept no longer, publish what may be, once a day; events tell of it."""
    with reading(sessions()) as session:
        last = find_last_report(session)
    if last is not None and last.at > now() - A_DAY:
        return
    with writing(sessions()) as session:
        cleared = clear(session, at=now())
        publish_outcomes(session, at=now())
    log.info("cleared away: %s", cleared)
