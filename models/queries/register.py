"""Questions about the register: what the steering group has decided, through the years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from models.activities import Activity
from models.decisions import Decision, Participant
from models.errors import NotFound
from models.keys import fold
from models.meetings import AgendaItem
from models.words import RecordedFrom, Ruling, Stage


@dataclass(frozen=True)
class Asked:
    """What of the register is asked for; what is not told is not asked for."""

    words: str = ""
    year: int | None = None
    stage: Stage | None = None
    ruling: Ruling | None = None
    recorded_from: RecordedFrom | None = None

    @property
    def anything(self) -> bool:
        """Whether less than the whole register is asked for."""
        return self != Asked()


def list_register(
    session: Session, asked: Asked, *, limit: int | None = None, offset: int = 0
) -> Sequence[Decision]:
    """Give decisions with their items and who took part, the latest first."""
    query = (
        _chosen(select(Decision), asked)
        .options(*_whole())
        .order_by(Decision.decided_on.desc(), Decision.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return session.scalars(query).all()


def get_registered(session: Session, decision_id: int) -> Decision:
    """Give a decision with its item and who took part, or raise NotFound."""
    query = select(Decision).where(Decision.id == decision_id)
    decision = session.scalar(query.options(*_whole()))
    if decision is None:
        raise NotFound("decision", decision_id)
    return decision


def count_register(session: Session, asked: Asked) -> int:
    """Count the decisions that are asked for."""
    return session.scalar(_chosen(select(func.count(Decision.id)), asked)) or 0


def list_years(session: Session) -> list[int]:
    """Give the years in which something was decided, the latest first."""
    first = session.scalar(select(func.min(Decision.decided_on)))
    last = session.scalar(select(func.max(Decision.decided_on)))
    return list(range(last.year, first.year - 1, -1)) if first and last else []


def _chosen(query: Select, asked: Asked) -> Select:  # type: ignore[type-arg] # of rows or of a count
    query = query.join(AgendaItem, AgendaItem.id == Decision.item_id)
    query = query.outerjoin(Activity, Activity.id == AgendaItem.activity_id)
    for word in asked.words.split():
        query = query.where(Decision.search_key.contains(fold(word), autoescape=True))
    if asked.year is not None:
        first, last = date(asked.year, 1, 1), date(asked.year, 12, 31)
        query = query.where(Decision.decided_on.between(first, last))
    if asked.stage is not None:
        query = query.where(Activity.stage == asked.stage)
    if asked.ruling is not None:
        query = query.where(Decision.ruling == asked.ruling)
    if asked.recorded_from is not None:
        query = query.where(Decision.recorded_from == asked.recorded_from)
    return query


def _whole() -> tuple[ORMOption, ...]:
    item = joinedload(Decision.item)
    return (
        item.joinedload(AgendaItem.meeting),
        item.joinedload(AgendaItem.activity),
        item.joinedload(AgendaItem.model),
        item.joinedload(AgendaItem.corrects),
        item.joinedload(AgendaItem.corrected_by).joinedload(AgendaItem.meeting),
        selectinload(Decision.participants).joinedload(Participant.member),
        joinedload(Decision.recorded_by),
    )
