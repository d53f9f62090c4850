"""Every operation on an activity, its money and the model over verb × state × actor."""

from collections.abc import Callable
from contextlib import suppress
from itertools import product
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.errors import NotAllowed, WrongState
from models.moves import ACTIVITY_MOVES, MODEL_MOVES, SOURCE_MOVES, Move
from models.operations import funding, lifecycle
from models.words import ActivityState, ModelState, Role, SourceState
from tests.builders import NOW, a_model, a_source, an_activity, an_adopted_model
from tests.builders.activities import DECIDED_ON, say_of

ACTORS = (
    SYSTEM,
    *(Actor(role) for role in Role if role is not Role.SYSTEM),
    Actor(Role.COORDINATOR, for_role=Role.STUDENT),
    Actor(Role.COORDINATOR, for_role=Role.EMPLOYER),
)
Do = Callable[[Session, Any, str, Actor], None]


def say_of_source(session: Session, source: Any, verb: str, by: Actor) -> None:
    told: dict[str, Any] = {"on": DECIDED_ON, "by": by, "at": NOW}
    if verb == "apply":
        funding.apply_for(session, source, expected_on=None, **told)
    elif verb == "grant":
        funding.grant(session, source, granted_sek=5, report_due_on=None, **told)
    else:
        funding.refuse(session, source, **told)


def say_of_model(session: Session, model: Any, _verb: str, by: Actor) -> None:
    words = {"adopted_on": DECIDED_ON, "meeting": "Mötet", "minutes_reference": "§ 7"}
    lifecycle.adopt_model(session, model, seen=model.version, by=by, at=NOW, **words)


class Writes:
    """How often a session wrote something: an operation that refuses must not have."""

    def __init__(self, session: Session) -> None:
        self.count, self.session = 0, session
        event.listen(session, "after_flush", self._another)

    def _another(self, *_: object) -> None:
        self.count += 1

    def none_by(self, do: Callable[[], object]) -> bool:
        """Say whether nothing at all was changed, be it written or waiting to be."""
        before = self.count
        with suppress(NotAllowed, WrongState):
            do()
        waiting = [*self.session.new, *self.session.dirty, *self.session.deleted]
        return self.count == before and not waiting


def holds(session: Session, table: tuple[Move, ...], things: list[Any], say: Do) -> None:
    """Check every verb from every state by everybody: what the table says works, no more."""
    writes = Writes(session)
    for thing, row, actor in product(things, table, ACTORS):
        state = thing.state

        def do(thing: Any = thing, verb: str = row.verb, by: Actor = actor) -> None:
            say(session, thing, verb, by)

        told = (row.verb, state, actor)
        if actor.role in row.who and state in row.sources:
            with session.begin_nested() as attempt:
                do()
                assert thing.state is row.target, told
                attempt.rollback()
            assert thing.state is state, told
        else:
            assert writes.none_by(do), told


def test_activities_move_as_the_table_says_and_otherwise_nothing_is_changed(
    session: Session,
) -> None:
    things = [an_activity(session, state) for state in ActivityState]
    holds(
        session, ACTIVITY_MOVES, things, lambda *said: say_of(said[0], said[1], said[2], by=said[3])
    )


def test_sources_move_as_the_table_says_and_otherwise_nothing_is_changed(session: Session) -> None:
    holds(session, SOURCE_MOVES, [a_source(session, state) for state in SourceState], say_of_source)


def test_the_model_moves_as_the_table_says_and_otherwise_nothing_is_changed(
    session: Session,
) -> None:
    things = [an_adopted_model(session), a_model(session)]
    assert {thing.state for thing in things} == set(ModelState)
    holds(session, MODEL_MOVES, things, say_of_model)
