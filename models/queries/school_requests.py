"""Questions about what teachers ask for outside the events."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from models.errors import NotFound
from models.queries.at_once import Sort
from models.schools import SchoolRequest
from models.words import SchoolRequestState

MOST = 100
# The requests that wait for an answer, the oldest first.
TO_ANSWER = Sort(
    SchoolRequest,
    SchoolRequest.id,
    SchoolRequest.state == SchoolRequestState.OPEN,
    SchoolRequest.asked_at,
    [joinedload(SchoolRequest.teacher)],
)


def get_school_request(session: Session, request_id: int) -> SchoolRequest:
    """Give a teacher's request, or raise NotFound."""
    request = session.get(SchoolRequest, request_id)
    if request is None:
        raise NotFound("school_request", request_id)
    return request


def list_school_requests(session: Session) -> Sequence[SchoolRequest]:
    """List the requests that were confirmed, the latest first."""
    query = select(SchoolRequest).where(SchoolRequest.state != SchoolRequestState.ASKED)
    return session.scalars(query.order_by(SchoolRequest.asked_at.desc(), SchoolRequest.id)).all()


def list_school_requests_to_answer(session: Session) -> Sequence[SchoolRequest]:
    """List the requests that wait for an answer, the oldest first."""
    return session.scalars(TO_ANSWER.query.limit(MOST)).all()
