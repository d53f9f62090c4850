"""A candidate as an employer may see them, for pages of employers and signed links.

What is seen is decided by ``models/queries/sight.py``: no name and no address before both have said
yes or the employer asked to meet; nothing at all of somebody who has left, or when the match ended
without an agreement.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.matches import Match
from models.people import Student, StudentLanguage, StudentSkill
from models.queries.concepts import get_labels
from models.queries.sight import Sight, sight_of
from models.queries.teams import find_partner_match
from models.words import Level, Visibility
from web.bridge.reasons import Explanation, concepts_of, explain_terms, leave_out
from web.languages import choose as language
from web.session import session

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
    is_hidden : bool
        Whether the working group tells of the student, who shows the profile to nobody else yet.
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
    is_hidden: bool = False


def candidate_of(match: Match) -> Candidate | None:
    """Give the candidate of a match, or none when there is nothing that the employer may see."""
    sight = sight_of(match.student, match)
    if sight is None:
        return None
    seen = _seen(match.student, sight)
    return replace(seen, explanation=_explanation(match)) if sight.profile else seen


def listed_candidate_of(student: Student) -> Candidate | None:
    """Give a student as every verified employer reads them, or none where they may not."""
    sight = sight_of(student)
    return _seen(student, sight) if sight else None


def preview_of(student: Student, visibility: Visibility) -> Candidate:
    """Give a student as an employer would read them, as far as they let it: for the student."""
    shows = visibility is not Visibility.GROUP
    own_words = shows and not student.is_protected
    sight = Sight(profile=shows, own_words=own_words, reach=False, goes_through_us=False)
    return _seen(student, sight)


def partner_shown(match: Match) -> Match | None:
    """Give the match of whom the candidate was offered together with, as long as that is seen."""
    partner = find_partner_match(session, match.id)
    return partner if partner and sight_of(partner.student, partner) else None


def reach_of(match: Match) -> Reach | None:
    """Give who the student of a match is and how they are reached, when that is shared."""
    student, sight = match.student, sight_of(match.student, match)
    if sight is None or not sight.reach:
        return None
    return Reach(student.name, student.email, student.phone)


def _seen(student: Student, sight: Sight) -> Candidate:
    if not sight.profile:
        nothing = Candidate("", "", None, None, (), (), "", None, None, sight.goes_through_us)
        return replace(nothing, is_hidden=True)
    return Candidate(
        programme=student.programme,
        university=student.university,
        level=student.level,
        graduates_on=student.graduates_on,
        skills=sorted(student.skills, key=lambda skill: -skill.level),
        languages=student.languages,
        text=student.text if sight.own_words else "",
        explanation=None,
        reach=Reach(student.name, student.email, student.phone) if sight.reach else None,
        goes_through_us=sight.goes_through_us,
    )


def _explanation(match: Match) -> Explanation | None:
    """Give the reasons of the suggestion that the match was made from; none for a pair by hand."""
    if match.suggestion is None:
        return None
    told = leave_out(match.suggestion.terms, NOT_FOR_EMPLOYERS)
    labels = get_labels(session, concepts_of(told), language())
    return explain_terms(match.suggestion.score, told, labels)
