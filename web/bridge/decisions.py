"""What people decided, as the matcher learns from it: without names, with the stored evidence."""

# Annotations stay text, so that importing this loads no NumPy in a process that serves pages.
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from matcher.weights import SIDES, TERMS, Weights
from models.days import day_in_sweden
from models.queries.decisions import (
    Decided,
    count_matches_without_suggestion,
    list_decisions,
)
from models.queries.weights import find_weights
from web.bridge.recipe import weights_from
from web.bridge.records import offer_key, student_key

if TYPE_CHECKING:
    from matcher.decisions import Decision


@dataclass(frozen=True)
class Heard:
    """The decisions of an installation.

    Parameters
    ----------
    decided : tuple of Decided
        What says how a student and an offer fit.
    in_between : int
        How many noes had another reason: a job found elsewhere, an offer withdrawn.
    by_hand : int
        How many matches were made without a suggestion, so that there is no score to learn from.
    """

    decided: tuple[Decided, ...]
    in_between: int
    by_hand: int


def hear(session: Session) -> Heard:
    """Read what was decided about suggestions."""
    decided = list_decisions(session)
    about = tuple(each for each in decided if each.is_about_the_pair)
    return Heard(about, len(decided) - len(about), count_matches_without_suggestion(session))


def records_of(
    session: Session, decided: Iterable[Decided], in_force: Weights
) -> tuple[list[Decision], int]:
    """Make the matcher's records, their evidence counted from the neutral points in force.

    Where the same voice has decided twice about a pair on one day, in two rounds, the later
    decision holds. The number beside says how many could not be used: those that were made by the
    terms of another version of the service.
    """
    from matcher.decisions import Decision, Voice, evidence_from, moved_evidence

    versions: dict[str, Weights | None] = {}
    made: dict[tuple[object, ...], Decision] = {}
    unusable = 0
    for each in decided:
        if each.weights_version not in versions:
            versions[each.weights_version] = _version(session, each.weights_version)
        weights = versions[each.weights_version]
        if weights is None or not all(
            set(TERMS) <= set(each.terms.get(side, ())) for side in SIDES
        ):
            unusable += 1
            continue
        evidence = evidence_from(each.terms, weights, each.terms.get("evidence", {}))
        at = day_in_sweden(each.at)
        made[at, each.by, each.student_id, each.offer_id] = Decision(
            student_key(each.student_id),
            offer_key(each.offer_id),
            Voice(each.by.value),
            each.says_yes,
            at,
            moved_evidence(evidence, weights, in_force),
        )
    return list(made.values()), unusable


def _version(session: Session, version: str) -> Weights | None:
    """Give a version as the matcher takes it; None where it has other terms than today's."""
    row = find_weights(session, version)
    if row is None or not set(TERMS) <= set(row.numbers):
        return None
    return weights_from(row.version, row.numbers)
