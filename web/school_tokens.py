"""The secret in the link by which a teacher confirms, changes and cancels. Never stored.

One link for all that a teacher does with one booking or request: it stands in every letter about
it, and what its page offers follows from where the booking stands. It ends some months after the
day that it was about, and with the teacher's row.
"""

import hashlib
from datetime import timedelta

from models.errors import LinkInvalid, NotFound
from models.queries.class_bookings import get_teacher
from models.schools import Teacher
from web.clock import now
from web.sealing import seal, unseal
from web.session import session

PURPOSE = "links in letters to teachers"
LASTS = timedelta(days=120)


def make_token(teacher: Teacher) -> str:
    """Give the secret part of a link."""
    return seal(PURPOSE, [teacher.id, _digest(teacher.email)])


def teacher_of(token: str) -> Teacher:
    """Give the teacher that a link is for.

    Raises
    ------
    LinkInvalid
        If the link is not ours, is too old, or its teacher is erased.
    """
    teacher_id, digest = unseal(PURPOSE, token)
    try:
        teacher = get_teacher(session, teacher_id)
    except NotFound as error:
        raise LinkInvalid from error
    if _digest(teacher.email) != digest or now() > teacher.about_at + LASTS:
        raise LinkInvalid
    return teacher


def _digest(email: str) -> str:
    """Give what stands for an address, which is written into no address of a page."""
    return hashlib.sha256(email.encode()).hexdigest()[:16]
