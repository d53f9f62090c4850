"""The table of moves: verb × state × actor, everything it says and nothing else."""

from enum import StrEnum

import pytest

from models.actors import SYSTEM, Actor
from models.errors import NotAllowed, WrongState
from models.moves import (
    ACTIVITY_MOVES,
    EMPLOYER_MOVES,
    MODEL_MOVES,
    MOVES,
    NEED_MOVES,
    OFFER_MOVES,
    ROUND_MOVES,
    SOURCE_MOVES,
    Move,
    find_move,
    moves_from,
)
from models.operations.guards import may_move
from models.words import (
    ActivityState,
    EmployerState,
    MatchState,
    ModelState,
    NeedState,
    OfferState,
    Role,
    RoundState,
    SourceState,
)

TABLES: dict[str, tuple[tuple[Move, ...], type[StrEnum]]] = {
    "match": (MOVES, MatchState),
    "offer": (OFFER_MOVES, OfferState),
    "employer": (EMPLOYER_MOVES, EmployerState),
    "need": (NEED_MOVES, NeedState),
    "round": (ROUND_MOVES, RoundState),
    "activity": (ACTIVITY_MOVES, ActivityState),
    "funding": (SOURCE_MOVES, SourceState),
    "model": (MODEL_MOVES, ModelState),
}
ACTORS = (
    SYSTEM,
    *(Actor(role, account_id=1) for role in Role if role is not Role.SYSTEM),
    Actor(Role.COORDINATOR, account_id=1, for_role=Role.STUDENT),
    Actor(Role.COORDINATOR, account_id=1, for_role=Role.EMPLOYER),
)
ROWS = [
    pytest.param(thing, row, id=f"{thing}-{row.verb}")
    for thing, (table, _states) in TABLES.items()
    for row in table
]


@pytest.mark.parametrize(("thing", "row"), ROWS)
def test_a_move_is_made_by_those_and_from_there_and_otherwise_refused(
    thing: str, row: Move
) -> None:
    table, states = TABLES[thing]
    for state in (None, *states):
        for actor in ACTORS:
            says_so = bool({actor.role, actor.speaks_as} & row.who)
            if says_so and state in row.sources:
                assert may_move(table, thing, row.verb, state, actor) is row
            else:
                with pytest.raises(WrongState if says_so else NotAllowed):
                    may_move(table, thing, row.verb, state, actor)


# Written out by hand from the agreement, so that a slip in the table is seen.
AGREED_ON = {
    "confirm": ("-", "confirmed", "coordinator"),
    "reject": ("- confirmed", "rejected", "coordinator"),
    "undo": ("confirmed rejected", "-", "coordinator"),
    "offer": ("confirmed", "offered", "coordinator system"),
    "agree": ("offered", "agreed", "system"),
    "decline": ("offered", "declined", "student employer"),
    "expire": ("offered", "expired", "system"),
    "fill": ("offered", "filled", "system"),
    "withdraw": (
        "confirmed offered agreed",
        "withdrawn",
        "student employer coordinator system",
    ),
    "place": ("agreed", "placed", "coordinator"),
    "interrupt": ("placed", "interrupted", "coordinator student employer"),
    "complete": ("placed", "completed", "coordinator employer system"),
}

UNTIL_IT_RUNS = "draft proposed reviewed approved deferred planned running"
ACTIVITIES_AGREED_ON = {
    "propose": ("draft", "proposed", "coordinator"),
    "send_back": ("proposed reviewed", "draft", "coordinator"),
    "review": ("proposed", "reviewed", "coordinator"),
    "approve": ("reviewed deferred", "approved", "steering"),
    "decline": ("reviewed deferred", "declined", "steering"),
    "defer": ("reviewed", "deferred", "steering"),
    "plan": ("approved", "planned", "coordinator"),
    "start": ("planned", "running", "coordinator"),
    "complete": ("running", "completed", "coordinator"),
    "evaluate": ("completed", "evaluated", "coordinator"),
    "cancel": (UNTIL_IT_RUNS, "cancelled", "coordinator"),
}
SOURCES_AGREED_ON = {
    "apply": ("listed", "applied", "coordinator"),
    "grant": ("applied", "granted", "coordinator"),
    "refuse": ("applied", "refused", "coordinator"),
}
MODEL_AGREED_ON = {"adopt": ("draft", "adopted", "steering")}


@pytest.mark.parametrize(
    ("table", "agreed_on"),
    [
        pytest.param(MOVES, AGREED_ON, id="match"),
        pytest.param(ACTIVITY_MOVES, ACTIVITIES_AGREED_ON, id="activity"),
        pytest.param(SOURCE_MOVES, SOURCES_AGREED_ON, id="funding"),
        pytest.param(MODEL_MOVES, MODEL_AGREED_ON, id="model"),
    ],
)
def test_the_table_is_what_the_working_group_agreed_on(
    table: tuple[Move, ...], agreed_on: dict[str, tuple[str, str, str]]
) -> None:
    written = {
        row.verb: (
            {str(source or "-") for source in row.sources},
            {str(row.target or "-")},
            {str(role) for role in row.who},
        )
        for row in table
    }
    assert written == {
        verb: (set(sources.split()), {target}, set(who.split()))
        for verb, (sources, target, who) in agreed_on.items()
    }


def test_only_a_person_confirms_or_rejects() -> None:
    for verb in ("confirm", "reject", "undo", "place"):
        assert Role.SYSTEM not in find_move(MOVES, verb).who


def test_every_state_can_be_reached() -> None:
    for table, states in TABLES.values():
        first = next(iter(states))
        assert {row.target for row in table} | {first} >= set(states)


def test_a_page_shows_the_moves_that_its_reader_may_make() -> None:
    offered = moves_from(MOVES, MatchState.OFFERED, Role.STUDENT)
    assert [row.verb for row in offered] == ["decline", "withdraw"]
    assert moves_from(MOVES, MatchState.COMPLETED, Role.COORDINATOR) == ()


def test_a_verb_that_the_table_does_not_have_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="auction"):
        find_move(MOVES, "auction")
