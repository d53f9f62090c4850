"""Questions about students who seek a thesis together."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload

from models.matches import Match
from models.people import Student
from models.teams import JointMatch, Team, TeamMember, tidy_code
from models.words import ProfileState


def find_team_of(session: Session, student_id: int) -> Team | None:
    """Give the team of a student, formed or not, if there is one."""
    query = select(Team).join(TeamMember).where(TeamMember.student_id == student_id)
    return session.scalar(query.options(joinedload(Team.members).joinedload(TeamMember.student)))


def find_team_by_code(session: Session, code: str) -> Team | None:
    """Give the team of a code, if there is one."""
    return session.scalar(select(Team).where(Team.code == tidy_code(code)))


def is_code_of_another(session: Session, code: str, student_id: int, at: datetime) -> bool:
    """Whether a code can be used by a student: of another who takes part, not used, not too old."""
    team = find_team_by_code(session, code)
    if team is None or team.formed_at is not None or team.expires_at <= at:
        return False
    whose = team.members[0].student
    takes_part = whose.state is ProfileState.SUBMITTED and not whose.is_protected
    return takes_part and whose.id != student_id


def find_partner(session: Session, student_id: int) -> Student | None:
    """Give whom a student seeks a thesis together with, if anybody."""
    return find_partners_of(session, [student_id]).get(student_id)


def find_partners_of(session: Session, student_ids: Iterable[int]) -> dict[int, Student]:
    """Give whom each of some students seeks a thesis together with, by the student's id."""
    own, other = aliased(TeamMember), aliased(TeamMember)
    query = (
        select(own.student_id, Student)
        .join(other, (other.team_id == own.team_id) & (other.student_id != own.student_id))
        .join(Student, Student.id == other.student_id)
        .where(own.student_id.in_(set(student_ids)))
    )
    return dict(session.execute(query).all())


def find_partner_match(session: Session, match_id: int) -> Match | None:
    """Give the match that was confirmed together with one, if there is one."""
    return find_partner_matches(session, [match_id]).get(match_id)


def find_partner_matches(session: Session, match_ids: Iterable[int]) -> dict[int, Match]:
    """Give the matches that were confirmed together with some, by the id of each of these."""
    query = (
        select(JointMatch.match_id, Match)
        .join(Match, Match.id == JointMatch.partner_id)
        .where(JointMatch.match_id.in_(set(match_ids)))
    )
    return dict(session.execute(query).all())
