"""What is published of answers can be subtracted: it tells of five people or more, or of nobody."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.operations.publications import half_of, publish_outcomes
from models.operations.students import protect
from models.people import Student
from models.queries.outcomes import Block, OutcomeFigures
from models.queries.publications import find_publication, published_figures
from models.surveys import Publication
from tests.builders import NOW, a_coordinator, an_answered_survey
from tests.builders.surveys import asked_at

LIVES = ("2280", "9999")


def answer(session: Session, lives: str = "2280", *, days: int = 0) -> datetime:
    """Let one person more answer, so many days after they were asked, and give when."""
    survey = an_answered_survey(session, lives_in=lives)
    survey.ended_at = asked_at(survey) + timedelta(days=days)
    session.flush()
    return survey.ended_at


def some(session: Session, count: int, *, days: int = 0) -> datetime:
    return [answer(session, LIVES[number % 3 == 2], days=days) for number in range(count)][-1]


def half_a_year_after(at: datetime) -> datetime:
    return at + timedelta(days=190)


def blocks_of(figures: OutcomeFigures) -> list[Block]:
    whole = Block(("",), figures.asked, figures.answered, figures.cells)
    return [whole, *figures.by_year, *figures.by_stage, *figures.by_kind]


def test_nothing_is_published_of_four(session: Session) -> None:
    at = some(session, 4)
    assert publish_outcomes(session, at=at) is None
    figures = published_figures(session)
    assert figures.answered == 4
    assert {each for cells in figures.cells.values() for each in cells.values()} <= {None, 0}
    assert publish_outcomes(session, at=answer(session)) is not None
    assert published_figures(session).answered == 5


def test_one_answer_more_on_another_day_tells_nothing(session: Session) -> None:
    at = some(session, 6)
    publish_outcomes(session, at=at)
    before = published_figures(session)
    answer(session, "9999", days=9)
    # Neither the next day nor the next half-year.
    for later in (at + timedelta(days=1), half_a_year_after(at)):
        assert publish_outcomes(session, at=later) is None
        assert published_figures(session) == before


def test_two_publications_differ_by_five_or_more_in_every_block(session: Session) -> None:
    at = some(session, 8)
    publish_outcomes(session, at=at)
    before = published_figures(session)
    some(session, 5, days=9)
    assert publish_outcomes(session, at=half_a_year_after(at)) is not None
    after = published_figures(session)
    assert after.answered - before.answered == 5
    told = {block.keys: block for block in blocks_of(before)}
    differences = [
        block.answered - told[block.keys].answered
        for block in blocks_of(after)
        if block.keys in told
    ]
    assert differences
    assert all(difference == 0 or difference >= 5 for difference in differences)


def test_who_is_missing_by_now_is_not_told_by_it(session: Session) -> None:
    at = some(session, 8)
    publish_outcomes(session, at=at)
    before = published_figures(session)
    gone = session.scalars(select(Student).order_by(Student.id)).first()
    assert gone is not None
    protect(session, gone, True, by=a_coordinator(session), at=NOW)
    assert publish_outcomes(session, at=half_a_year_after(at)) is None
    assert published_figures(session) == before


def test_a_half_year_has_one_publication(session: Session) -> None:
    at = some(session, 5)
    first = publish_outcomes(session, at=at)
    some(session, 6)
    assert publish_outcomes(session, at=at) is None
    assert find_publication(session) is first
    assert len(session.scalars(select(Publication)).all()) == 1
    assert half_of(at) == f"{at.year}-{1 if at.month < 7 else 2}"
