"""Questions about competence needs."""

from collections.abc import Iterable, Sequence
from typing import TypeVar, TypeVarTuple

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.employers import Employer
from models.errors import NotFound
from models.needs import Need, NeedActivity
from models.queries.at_once import Sort
from models.words import EmployerState, NeedState

T = TypeVar("T")
Columns = TypeVarTuple("Columns")
OPEN_FIRST = case((Need.state == NeedState.OPEN, 0), else_=1)
# What employers have registered and no coordinator has read, oldest first.
TO_LOOK_AT = Sort(
    Need,
    Need.id,
    (Need.state == NeedState.OPEN) & Need.looked_at.is_(None),
    Need.created_at,
    [joinedload(Need.employer)],
)


def get_need(session: Session, need_id: int) -> Need:
    """Give a need with its words and the activities that are to meet it, or raise NotFound."""
    query = select(Need).options(
        selectinload(Need.words), selectinload(Need.activities), selectinload(Need.met_by)
    )
    need = session.scalar(query.where(Need.id == need_id))
    if need is None:
        raise NotFound("need", need_id)
    return need


def find_need_of_offer(session: Session, offer_id: int) -> Need | None:
    """Give the open need that was seen in an offer, if there is one."""
    query = select(Need).where(Need.offer_id == offer_id, Need.state == NeedState.OPEN)
    return session.scalar(query.order_by(Need.id).limit(1))


def list_needs(
    session: Session,
    *,
    state: NeedState | None = None,
    field_id: str = "",
    limit: int = 50,
    offset: int = 0,
) -> Sequence[Need]:
    """List needs for the working group, the open first, what is needed soonest first."""
    query = _asked(select(Need), state, field_id).options(
        joinedload(Need.employer), selectinload(Need.words), selectinload(Need.activities)
    )
    query = query.order_by(OPEN_FIRST, Need.year, Need.id)
    return session.scalars(query.limit(limit).offset(offset)).all()


def count_needs(session: Session, *, state: NeedState | None = None, field_id: str = "") -> int:
    """Count what `list_needs` would list without a limit."""
    return session.scalar(_asked(select(func.count(Need.id)), state, field_id)) or 0


def list_needs_of_employer(session: Session, employer_id: int) -> Sequence[Need]:
    """List what an employer has registered, the open first, what is needed soonest first."""
    query = select(Need).where(Need.employer_id == employer_id)
    query = query.options(selectinload(Need.words), selectinload(Need.activities))
    return session.scalars(query.order_by(OPEN_FIRST, Need.year, Need.id)).all()


def list_needs_by_id(session: Session, need_ids: Iterable[int]) -> Sequence[Need]:
    """List the needs of some ids."""
    return session.scalars(select(Need).where(Need.id.in_(set(need_ids))).order_by(Need.id)).all()


def list_needs_of_activity(session: Session, activity_id: int) -> Sequence[Need]:
    """List the needs that an activity is meant to meet."""
    query = select(Need).join(NeedActivity, NeedActivity.need_id == Need.id)
    query = query.where(NeedActivity.activity_id == activity_id)
    return session.scalars(query.options(joinedload(Need.employer)).order_by(Need.id)).all()


def list_need_ids_of_activity(session: Session, activity_id: int) -> frozenset[int]:
    """Give the ids of the needs that an activity is meant to meet."""
    query = select(NeedActivity.need_id).where(NeedActivity.activity_id == activity_id)
    return frozenset(session.scalars(query))


def only_counted(query: Select[*Columns]) -> Select[*Columns]:
    """Keep the open needs that count: of a branch, or of an employer that is known."""
    known = select(Employer.id).where(
        Employer.state.in_([EmployerState.VERIFIED, EmployerState.PAUSED])
    )
    is_known = or_(Need.employer_id.is_(None), Need.employer_id.in_(known))
    return query.where(Need.state == NeedState.OPEN, is_known)


def _asked(query: Select[T], state: NeedState | None, field_id: str) -> Select[T]:
    if state is not None:
        query = query.where(Need.state == state)
    return query.where(Need.field_id == field_id) if field_id else query
