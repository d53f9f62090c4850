"""The searches that the student of the demo keeps, and the letter that told of something new."""

from datetime import timedelta

from models.database import writing
from models.operations.accounts import actor_of
from models.operations.searches import keep_search, tell_new_offers
from models.queries.students import find_student_by_source
from web.demo.telling import Teller

KEPT = {
    "Examensarbete på hemmaplan": {"kind": "thesis", "place": "2280"},
    "All sommarpraktik": {"kind": "internship"},
}
# So many days ago, before most of what is open was published.
SINCE, TOLD = 120, 3


def keep_searches(teller: Teller, source: str) -> None:
    """Let a student keep some searches, the first of them with letters, and get one."""
    with writing(teller.sessions) as session:
        student = find_student_by_source(session, source)
        if student is None or student.account is None:
            return
        by = actor_of(student.account)
        for number, (name, asked) in enumerate(KEPT.items()):
            at = teller.ago(SINCE) + timedelta(minutes=number)
            keep_search(session, student, name, asked, with_letter=not number, by=by, at=at)
        tell_new_offers(session, student, at=teller.ago(TOLD))
