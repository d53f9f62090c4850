"""How placements went is told of five people or more; kinds of fewer go together."""

from sqlalchemy.orm import Session

from models.actors import Actor
from models.operations.placements import complete, evaluate
from models.queries.evaluations import list_evaluation_figures
from models.words import Kind, Role, Side
from tests.builders import NOW, a_coordinator, a_placed_match, an_offer, as_student


def some_evaluations(session: Session, kind: Kind, count: int) -> None:
    for number in range(count):
        match = a_placed_match(session, offer=an_offer(session, kind=kind))
        complete(session, match, by=a_coordinator(session), at=NOW)
        by: Actor = as_student(match.student)
        rating = 3 + number % 2
        evaluate(session, match, Side.STUDENT, by=by, at=NOW, rating=rating, would_again=True)
        assert by.role is Role.STUDENT


def test_a_kind_of_fewer_goes_with_another(session: Session) -> None:
    some_evaluations(session, Kind.THESIS, 5)
    for internships, told in ((4, 1), (5, 2)):
        so_far = sum(row.count for row in list_evaluation_figures(session)) - 5
        some_evaluations(session, Kind.INTERNSHIP, internships - so_far)
        figures = list_evaluation_figures(session)
        assert len(figures) == told
        assert sum(row.count for row in figures) == internships + 5
        assert all(row.mean is not None for row in figures)


def test_the_mean_of_too_few_is_not_told(session: Session) -> None:
    some_evaluations(session, Kind.THESIS, 4)
    [row] = list_evaluation_figures(session)
    assert (row.count, row.mean) == (4, None)
