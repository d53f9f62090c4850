"""The secret in the link by which a member of the steering group reads an agenda, not signed in.

A link names the meeting and the member, and lets its holder read. It opens for as long as the
member is one, or was when the meeting was held.
"""

from models.errors import LinkInvalid, NotFound
from models.meetings import Meeting
from models.members import SteeringMember
from models.queries.meetings import get_meeting
from models.queries.members import get_member
from web.sealing import seal, unseal
from web.session import session

PURPOSE = "links in letters to the steering group"


def make_token(meeting: Meeting, member: SteeringMember) -> str:
    """Give the secret part of a link."""
    return seal(PURPOSE, [meeting.id, member.id])


def opened_by(token: str) -> tuple[Meeting, SteeringMember]:
    """Give the meeting that a link opens, and for whom.

    Raises
    ------
    LinkInvalid
        If the link is not ours, or its holder is no member on the day of the meeting.
    """
    meeting_id, member_id = unseal(PURPOSE, token)
    try:
        meeting, member = get_meeting(session, meeting_id), get_member(session, member_id)
    except NotFound as error:
        raise LinkInvalid from error
    if not member.serves_on(meeting.day) or member.erased_at is not None:
        raise LinkInvalid
    return meeting, member
