"""The student's own page: the one next thing, their berths, and what fits them."""

from flask.typing import ResponseReturnValue

from models.matches import Match
from models.queries.check_ins import list_check_ins_to_give
from models.queries.fits import get_newest_rolling_runs, list_best_fits
from models.queries.matches import list_matches_of_student
from models.queries.surveys import list_surveys_of_student
from models.words import Side
from web.clock import today
from web.pages import show
from web.session import session
from web.students.blueprint import students
from web.students.fitting import explanations_of
from web.students.next_things import in_order, is_over, next_thing
from web.students.own import find_own_student
from web.timeline import Step, steps_of


@students.get("")
def home() -> ResponseReturnValue:
    """Show what to do next, where each match stands, and the offers that fit."""
    student = find_own_student()
    matches = in_order(list_matches_of_student(session, student.id)) if student else []
    to_check_in = list_check_ins_to_give(session, student.id) if student else []
    surveys = list_surveys_of_student(session, student.id) if student else []
    fits = list_best_fits(session, student, on=today()) if student else []
    return show(
        "students/home/show.html",
        student=student,
        next_thing=next_thing(student, matches, to_check_in, surveys),
        berths=[_berth(match) for match in matches if not is_over(match)],
        over=[_berth(match) for match in matches if is_over(match)],
        fits=fits,
        explanations=explanations_of(fits),
        has_run=bool(fits or get_newest_rolling_runs(session)),
    )


def _berth(match: Match) -> tuple[Match, list[Step]]:
    return match, steps_of(match, as_side=Side.STUDENT)
