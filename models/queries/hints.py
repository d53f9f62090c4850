"""Questions about what the working group has said of pairs."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from models.errors import NotFound
from models.hints import Hint
from models.words import HintWish


def _with_pair() -> Select[Hint]:
    return select(Hint).options(
        joinedload(Hint.student), joinedload(Hint.offer), joinedload(Hint.by)
    )


def get_hint(session: Session, hint_id: int) -> Hint:
    """Give a hint with its pair, or raise NotFound."""
    hint = session.scalar(_with_pair().where(Hint.id == hint_id))
    if hint is None:
        raise NotFound("hint", hint_id)
    return hint


def find_hint(session: Session, round_id: int, student_id: int, offer_id: int) -> Hint | None:
    """Give the hint on a pair in a round, if there is one."""
    query = _with_pair().where(
        Hint.round_id == round_id, Hint.student_id == student_id, Hint.offer_id == offer_id
    )
    return session.scalar(query)


def list_hints(session: Session, round_id: int) -> Sequence[Hint]:
    """List the hints of a round in the order in which they were given."""
    query = _with_pair().where(Hint.round_id == round_id)
    return session.scalars(query.order_by(Hint.at, Hint.id)).all()


def list_hints_of_offer(session: Session, round_id: int, offer_id: int) -> Sequence[Hint]:
    """List the hints on an offer in a round, by student."""
    query = _with_pair().where(Hint.round_id == round_id, Hint.offer_id == offer_id)
    return session.scalars(query.order_by(Hint.student_id)).all()


def list_required(
    session: Session, round_id: int, *, student_id: int, offer_id: int
) -> Sequence[Hint]:
    """List the other pairs of a student or of an offer that a round's runs have to place."""
    query = _with_pair().where(
        Hint.round_id == round_id,
        Hint.wish == HintWish.REQUIRE,
        (Hint.student_id == student_id) != (Hint.offer_id == offer_id),
    )
    return session.scalars(query.order_by(Hint.id)).all()
