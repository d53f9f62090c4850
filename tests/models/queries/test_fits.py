"""What fits a student stands in the order of their list."""

from sqlalchemy.orm import Session

from models.operations import runs
from models.queries.fits import list_best_fits
from models.words import Kind
from tests.builders import NOW, a_rolling_round, a_run, a_student, an_offer, suggestion_row


def test_the_best_fits_stand_by_the_students_rank_not_by_score(session: Session) -> None:
    student = a_student(session)
    second, first, unlisted = (an_offer(session) for _ in range(3))
    found = {second: (0.9, 2), first: (0.6, 1), unlisted: (0.95, None)}
    rows = [
        {**suggestion_row(student, offer), "score": score, "student_rank": rank}
        for offer, (score, rank) in found.items()
    ]
    run = a_run(session, a_rolling_round(session, first.kind))
    runs.begin_run(session, run, at=NOW)
    runs.finish_run(session, run, rows, digest="0" * 64, unmatched={}, at=NOW)
    fits = list_best_fits(session, student, on=NOW.date())
    assert [fit.offer for fit in fits] == [first, second]


def test_where_two_kinds_share_a_rank_the_better_score_stands_first(session: Session) -> None:
    student = a_student(session)
    worse = an_offer(session, kind=Kind.INTERNSHIP)
    better = an_offer(session, kind=Kind.MENTORSHIP)
    for offer, score in ((worse, 0.4), (better, 0.7)):
        run = a_run(session, a_rolling_round(session, offer.kind))
        runs.begin_run(session, run, at=NOW)
        rows = [{**suggestion_row(student, offer), "score": score}]
        runs.finish_run(session, run, rows, digest="0" * 64, unmatched={}, at=NOW)
    fits = list_best_fits(session, student, on=NOW.date())
    assert [fit.offer for fit in fits] == [better, worse]
