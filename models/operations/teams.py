"""Two students agree to seek a thesis together, and part again.

One gets a code and gives it to the other, who joins with it: nobody can be looked up by address,
and nobody is in a team unasked.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import AlreadyThere, NotAllowed, NotFound, NotOpenForMatching
from models.operations.events import record
from models.people import Student
from models.queries.teams import find_team_by_code, find_team_of, is_code_of_another
from models.teams import HALF, Team, TeamMember
from models.words import ProfileState

# Letters and digits that nobody takes for each other.
SIGNS = "ACDEFGHJKLMNPQRTUVWXY34679"
CODE_LASTS = timedelta(days=14)
IN_A_TEAM = "uq_team_members_student_id"


def invite(session: Session, student: Student, *, by: Actor, at: datetime) -> Team:
    """Begin a team, with a code to give to the other. Twice is once; an old code is renewed.

    Raises
    ------
    NotAllowed
        If it is for somebody else.
    NotOpenForMatching
        If the student does not take part, or may be shown to nobody.
    AlreadyThere
        If the student is in a team of two.
    """
    _may_join(student, by)
    team = find_team_of(session, student.id)
    if team is not None and team.formed_at is not None:
        raise AlreadyThere(IN_A_TEAM)
    if team is not None and team.expires_at > at:
        return team
    if team is None:
        team = Team(created_at=at, members=[TeamMember(student=student, seat=1)])
    team.code, team.expires_at = _new_code(), at + CODE_LASTS
    session.add(team)
    session.flush()
    record(session, "team", "begun", team.id, by=by, at=at, student=student.id)
    return team


def join(session: Session, student: Student, code: str, *, by: Actor, at: datetime) -> Team:
    """Join the team of a code. A team that the student has begun alone is given up for it.

    Raises
    ------
    NotAllowed, NotOpenForMatching, AlreadyThere
        As `invite`.
    NotFound
        If there is no such code, it is used or too old, or its student does not take part now.
    """
    _may_join(student, by)
    own, team = find_team_of(session, student.id), find_team_by_code(session, code)
    if own is not None and own.formed_at is not None:
        if own is team:
            return own
        raise AlreadyThere(IN_A_TEAM)
    if team is None or not is_code_of_another(session, code, student.id, at):
        raise NotFound("code")
    if own is not None:
        session.delete(own)
        session.flush()
    team.members.append(TeamMember(student=student, seat=2))
    team.formed_at = at
    session.flush()
    students = [member.student_id for member in team.members]
    record(session, "team", "formed", team.id, by=by, at=at, students=students)
    return team


def part(session: Session, student: Student, *, by: Actor, at: datetime) -> None:
    """End the team of a student. Twice is once; matches that they have stay as they are."""
    team = find_team_of(session, student.id)
    if team is None:
        return
    students = [member.student_id for member in team.members]
    session.delete(team)
    session.flush()
    record(session, "team", "ended", team.id, by=by, at=at, students=students)


def _new_code() -> str:
    signs = "".join(secrets.choice(SIGNS) for _sign in range(2 * HALF))
    return f"{signs[:HALF]}-{signs[HALF:]}"


def _may_join(student: Student, by: Actor) -> None:
    if by.account_id is None or by.account_id != student.account_id:
        raise NotAllowed("team")
    if not _takes_part(student):
        raise NotOpenForMatching("student")


def _takes_part(student: Student) -> bool:
    return student.state is ProfileState.SUBMITTED and not student.is_protected
