"""Things of several tables, each sort in its own order, in one question to the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.base import ExecutableOption

from models.base import Base

T = TypeVar("T", bound=Base)


@dataclass(frozen=True)
class Sort(Generic[T]):
    """A sort of things that can be asked for, by itself or with others.

    Parameters
    ----------
    thing : type of Base
        Their table.
    number : InstrumentedAttribute of int
        Its primary key, which also decides between those that are alike in order.
    asked : ColumnElement of bool
        Which of them.
    order : SQLColumnExpression
        What comes first.
    options : sequence of ExecutableOption
        What is read with each of them.
    """

    thing: type[T]
    number: InstrumentedAttribute[int]
    asked: ColumnElement[bool]
    order: SQLColumnExpression[Any]
    options: Sequence[ExecutableOption] = ()

    @property
    def query(self) -> Select[T]:
        """The question for this sort alone."""
        query = select(self.thing).options(*self.options).where(self.asked)
        return query.order_by(self.order, self.number)


def list_at_once(session: Session, sorts: dict[str, Sort[Any]], most: int) -> dict[str, list[Any]]:
    """List the first of several sorts, each of another table, by the names they are given."""
    places = union_all(*(_places(name, sort) for name, sort in sorts.items())).subquery()
    query = select(places.c.sort, *(sort.thing for sort in sorts.values())).select_from(places)
    for name, sort in sorts.items():
        is_of_sort = (places.c.sort == name) & (places.c.number == sort.number)
        query = query.outerjoin(sort.thing, is_of_sort).options(*sort.options)
    found: dict[str, list[Any]] = {name: [] for name in sorts}
    query = query.where(places.c.place <= most).order_by(places.c.place)
    for name, *things in session.execute(query):
        found[name] += [thing for thing in things if thing is not None]
    return found


def _places(name: str, sort: Sort[Any]) -> Select[str, int, int]:
    place = func.row_number().over(order_by=(sort.order, sort.number))
    columns = literal(name).label("sort"), sort.number.label("number"), place.label("place")
    return select(*columns).where(sort.asked)
