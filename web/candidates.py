"""A candidate as an employer may see them: the one gate for pages of employers and signed links.

No name and no address before both have said yes or the employer asked to meet; nothing at all of
somebody who has left, or when the match ended without an agreement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.matches import Match
from models.people import StudentLanguage, StudentSkill
from models.queries.concepts import get_labels
from models.words import Level, MatchState, ProfileState
from web.bridge.reasons import Explanation, concepts_of, explain_terms, leave_out
from web.languages import choose as language
from web.session import session

ENDED_WITHOUT_AGREEMENT = frozenset(
    {MatchState.DECLINED, MatchState.EXPIRED, MatchState.FILLED, MatchState.WITHDRAWN}
)
# What the student ranked, and what the working group said, is not for employers.
NOT_FOR_EMPLOYERS = frozenset({"interest", "hint"})


@dataclass(frozen=True)
class Reach:
    """How the student is reached, once that is shared."""

    name: str
    email: str
    phone: str


@dataclass(frozen=True)
class Candidate:
    """What an employer reads about a student.

    Parameters
    ----------
    reach : Reach or None
        Who it is and how to reach them; none until contacts are shared.
    goes_through_us : bool
        Whether the working group passes on what the two want to say to each other.
    """

    programme: str
    university: str
    level: Level | None
    graduates_on: date | None
    skills: Sequence[StudentSkill]
    languages: Sequence[StudentLanguage]
    text: str
    explanation: Explanation | None
    reach: Reach | None
    goes_through_us: bool


def candidate_of(match: Match) -> Candidate | None:
    """Give the candidate of a match, or none when there is nothing that the employer may see."""
    student = match.student
    if not _may_be_seen(match):
        return None
    return Candidate(
        programme=student.programme,
        university=student.university,
        level=student.level,
        graduates_on=student.graduates_on,
        skills=sorted(student.skills, key=lambda skill: -skill.level),
        languages=student.languages,
        # Somebody's own words may tell where they are.
        text="" if student.is_protected else student.text,
        explanation=_explanation(match),
        reach=reach_of(match),
        goes_through_us=student.is_protected and match.shares_contacts,
    )


def reach_of(match: Match) -> Reach | None:
    """Give who the student of a match is and how they are reached, when that is shared."""
    student = match.student
    if not _may_be_seen(match) or student.is_protected or not match.shares_contacts:
        return None
    return Reach(student.name, student.email, student.phone)


def _may_be_seen(match: Match) -> bool:
    is_there = match.student.state is ProfileState.SUBMITTED
    return is_there and match.state not in ENDED_WITHOUT_AGREEMENT


def _explanation(match: Match) -> Explanation | None:
    """Give the reasons of the suggestion that the match was made from; none for a pair by hand."""
    if match.suggestion is None:
        return None
    told = leave_out(match.suggestion.terms, NOT_FOR_EMPLOYERS)
    labels = get_labels(session, concepts_of(told), language())
    return explain_terms(match.suggestion.score, told, labels)
