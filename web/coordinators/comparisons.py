"""Two runs of a round beside each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask.typing import ResponseReturnValue

from models.offers import Offer
from models.people import Student
from models.queries.comparisons import (
    get_offers_named,
    get_students_shown,
    list_placed,
    list_runs_to_compare,
)
from models.queries.rounds import get_run
from models.queries.weights import find_weights
from models.rounds import Run
from web.bridge.comparison import (
    Comparison,
    Found,
    Inputs,
    Move,
    compare,
    compare_found,
    compare_inputs,
    compare_settings,
    compare_weights,
    count_hints,
)
from web.bridge.reasons import TERMS
from web.coordinators.blueprint import blueprint
from web.coordinators.comparison_words import FIELDS, SETTINGS
from web.numbers import asked_number
from web.pages import show
from web.session import session

# Of each list so many are shown; how many there are in all is always said.
SHOWN = 25
SIDES = ("students", "offers")


@dataclass(frozen=True)
class Compared:
    """What the page tells of two runs, the earlier one first, with the names it needs."""

    before: Run
    after: Run
    comparison: Comparison
    found: Mapping[str, Found]
    inputs: Mapping[str, Inputs]
    hints: tuple[int, int]
    settings: Mapping[str, tuple[Any, Any]]
    weights: Mapping[str, tuple[Any, Any]]
    students: Mapping[int, Student]
    offers: Mapping[int, Offer]

    @property
    def is_kept(self) -> bool:
        """Whether what both were made from is still there."""
        return self.before.inputs is not None and self.after.inputs is not None

    def shown(self, moves: Sequence[Move]) -> list[Move]:
        """Give the first of some moves whose student and offer may be shown."""
        return [
            move
            for move in moves[:SHOWN]
            if move.student_id in self.students and move.offer_id in self.offers
        ]


@blueprint.get("/runs/<int:run_id>/comparison")
def comparisons_show(run_id: int) -> ResponseReturnValue:
    """Show what differs between a run and another of its round, the one before if none is named."""
    run = get_run(session, run_id)
    others = list_runs_to_compare(session, run)
    other = _other(run, others, asked_number("with"))
    return show(
        "coordinators/comparisons/show.html",
        run=run,
        other=other,
        others=others,
        told=_compare(*sorted((run, other), key=lambda each: each.id)) if other else None,
        most=SHOWN,
        names_of={"fields": FIELDS, "settings": SETTINGS, "terms": TERMS},
    )


def _other(run: Run, others: Sequence[Run], asked: int | None) -> Run | None:
    """Give the run that was asked for, else the one before, else the nearest after."""
    earlier = [other for other in others if other.id < run.id]
    named = [other for other in others if other.id == asked]
    return next(iter([*named, *earlier, *reversed(others)]), None)


def _compare(before: Run, after: Run) -> Compared:
    comparison = compare(list_placed(session, before.id), list_placed(session, after.id))
    found = {side: compare_found(before, after, side) for side in SIDES}
    inputs = {side: compare_inputs(before, after, side) for side in SIDES}
    lists = (comparison.came, comparison.went, comparison.up, comparison.down)
    moves = [move for moves in lists for move in moves[:SHOWN]]
    return Compared(
        before=before,
        after=after,
        comparison=comparison,
        found=found,
        inputs=inputs,
        hints=count_hints(before, after),
        settings=compare_settings(before, after),
        weights=_compare_weights(before, after),
        students=get_students_shown(
            session,
            [*(move.student_id for move in moves), *_named(found["students"], inputs["students"])],
        ),
        offers=get_offers_named(
            session,
            [*(move.offer_id for move in moves), *_named(found["offers"], inputs["offers"])],
        ),
    )


def _compare_weights(before: Run, after: Run) -> dict[str, tuple[Any, Any]]:
    if before.weights_version == after.weights_version:
        return {}
    versions = (before.weights_version or "", after.weights_version or "")
    return compare_weights(*(find_weights(session, version) for version in versions))


def _named(found: Found, inputs: Inputs) -> list[int]:
    """Give the ids that the page names: so many of each list."""
    lists = (
        found.now_somebody,
        found.nobody_now,
        found.still_nobody,
        inputs.came,
        inputs.went,
        tuple(inputs.changed),
    )
    return [thing for listed in lists for thing in listed[:SHOWN]]
