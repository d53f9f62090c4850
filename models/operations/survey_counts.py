"""What erased people answered, kept as counts alone: each question by itself, tied to nobody."""

from sqlalchemy.orm import Session

from models.queries.outcomes import find_survey_count, tally_of
from models.surveys import SurveyCount


def count_answers(session: Session, student_id: int) -> None:
    """Add what somebody answered to the counts, before the answers are erased."""
    found = tally_of(session, student_id)
    if found is None:
        return
    (year, kind), tally = found
    for (question, answer), count in tally.items():
        row = find_survey_count(session, year, kind, question, answer)
        if row is None:
            told = {"question": question, "answer": answer, "count": count}
            session.add(SurveyCount(year=year, kind=kind, **told))
        else:
            row.count += count
    session.flush()
