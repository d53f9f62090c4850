"""The counts that a run keeps, by which a review is ordered, are those of its suggestions."""

from collections import Counter
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.offers import Offer
from models.operations import erasures, runs
from models.people import Student
from models.queries.reviews import get_review
from models.queries.rounds import list_suggestions_of_run
from models.queries.standings import Wanted
from models.rounds import Run
from tests.builders import NOW, a_rolling_round, a_run, a_student, an_offer, suggestion_row
from tests.builders.erasures import account_of, an_admin, asked_by

LATER = NOW + timedelta(days=3 * 365)


def counted_one_by_one(session: Session, run: Run) -> dict[str, dict[str, int]]:
    """Count what stands on each list, the slow and obvious way."""
    found: dict[str, Counter[str]] = {"offers": Counter(), "students": Counter()}
    for each in list_suggestions_of_run(session, run.id):
        if each.offer_rank is not None or each.is_proposed:
            found["offers"][str(each.offer_id)] += 1
        if each.student_rank is not None or each.is_proposed:
            found["students"][str(each.student_id)] += 1
    return {side: dict(counts) for side, counts in found.items()}


def a_done_run(session: Session, *pairs: tuple[Student, Offer, dict[str, Any]]) -> Run:
    """Make a run of the rolling round that found some pairs."""
    run = a_run(session, a_rolling_round(session))
    runs.begin_run(session, run, at=NOW)
    rows = [{**suggestion_row(student, offer), **said} for student, offer, said in pairs]
    runs.finish_run(session, run, rows, digest="0" * 64, unmatched={}, at=NOW)
    return run


def assert_counts(session: Session, *done: Run) -> None:
    """Hold that runs, and the review of the newest, count what is there."""
    session.flush()
    session.expire_all()
    for run in done:
        assert run.found == counted_one_by_one(session, run)
    told = counted_one_by_one(session, done[-1])
    for side in ("offers", "students"):
        wanted = Wanted(by_student=side == "students")
        for line in get_review(session, done[-1].round_id, NOW.date(), wanted=wanted).lines:
            assert line.found == told[side].get(str(line.of.id), 0)


def test_counts_are_right_after_runs_and_after_somebody_is_erased(session: Session) -> None:
    students, offers = [a_student(session) for _ in range(3)], [an_offer(session) for _ in range(2)]
    on_neither = {"student_rank": None, "offer_rank": None, "is_proposed": False}
    first = a_done_run(
        session,
        (students[0], offers[0], {}),
        (students[0], offers[1], {**on_neither, "student_rank": 2}),
        (students[1], offers[0], {**on_neither, "offer_rank": 2}),
        (students[1], offers[1], {**on_neither, "is_proposed": True}),
        (students[2], offers[0], on_neither),
    )
    assert first.found == {
        "offers": {str(offers[0].id): 2, str(offers[1].id): 1},
        "students": {str(students[0].id): 2, str(students[1].id): 1},
    }
    assert_counts(session, first)
    second = a_done_run(session, (students[0], offers[0], {}), (students[2], offers[0], {}))
    assert_counts(session, first, second)
    erasure = asked_by(session, account_of(session, students[0]), at=LATER)
    assert erasures.carry_out(session, erasure, by=an_admin(session), at=LATER) == ()
    assert_counts(session, first, second)
    assert second.found == {"offers": {str(offers[0].id): 1}, "students": {str(students[2].id): 1}}
    empty = a_done_run(session)
    assert_counts(session, first, second, empty)
