"""Who is erased is counted still, and nothing else of what they answered is kept."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.operations.erasing import erase
from models.operations.students import protect
from models.persons import Person
from models.queries.outcomes import outcome_figures
from models.surveys import Survey, SurveyAddress, SurveyCount
from tests.builders import NOW, a_coordinator, an_answered_survey


def test_figures_stay_when_people_are_erased(session: Session) -> None:
    surveys = [an_answered_survey(session, words="Hemligt") for _each in range(6)]
    before = outcome_figures(session)
    assert before.answered == 6
    for survey in surveys[:2]:
        erase(session, Person(student_id=survey.student_id), ("profile",), at=NOW)
    assert outcome_figures(session) == before
    left = session.scalar(select(func.count(Survey.id).filter(Survey.words != "")))
    assert left == 4
    assert session.scalar(select(func.count(SurveyAddress.id))) == 0


def test_a_protected_identity_is_counted_nowhere(session: Session) -> None:
    survey = an_answered_survey(session)
    protect(session, survey.student, True, by=a_coordinator(session), at=NOW)
    assert outcome_figures(session).asked == 0
    erase(session, Person(student_id=survey.student_id), ("profile",), at=NOW)
    assert session.scalar(select(func.count(SurveyCount.id))) == 0
