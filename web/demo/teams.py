"""The student of the demo who looks for somebody to write a thesis with."""

from models.database import writing
from models.operations.accounts import actor_of
from models.operations.teams import invite
from models.queries.students import find_student_by_source
from web.demo.telling import Teller


def seek_together(teller: Teller, source: str) -> None:
    """Let the student of the demo have a code to give away."""
    with writing(teller.sessions) as session:
        student = find_student_by_source(session, source)
        if student is not None and student.account is not None:
            invite(session, student, by=actor_of(student.account), at=teller.ago(1))
