"""New weights from the decisions of an installation: proposed, written down, never adopted here."""

# Annotations stay text, so that importing this loads no NumPy in a process that serves pages.
from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from matcher.errors import TooFewDecisionsError
from models.errors import AlreadyThere
from models.queries.weights import find_weights
from models.weights import Weights as Adopted
from web.bridge.decisions import Heard, hear, records_of
from web.bridge.recipe import weights_from

if TYPE_CHECKING:
    from matcher.judging import Judgement
    from matcher.proposal import Proposal, Span
    from matcher.resampling import Interval

__all__ = ["Proposed", "TooFewDecisionsError", "about", "lines_of", "propose_weights"]


@dataclass(frozen=True)
class Proposed:
    """A proposal, and the decisions it could not use.

    Parameters
    ----------
    proposal : Proposal
    heard : Heard
    unusable : int
        Decisions that were made by the terms of another version of the service.
    """

    proposal: Proposal
    heard: Heard
    unusable: int


def propose_weights(session: Session, in_force: Adopted, *, version: str, on: date) -> Proposed:
    """Learn from what was decided, and judge it; nothing is written to the database.

    Raises
    ------
    AlreadyThere
        If there is a version of this name.
    TooFewDecisionsError
    """
    from matcher.proposal import propose

    if find_weights(session, version) is not None:
        raise AlreadyThere("pk_weights")
    heard = hear(session)
    weights = weights_from(in_force.version, in_force.numbers)
    decisions, unusable = records_of(session, heard.decided, weights)
    # Who answers for it until somebody adopts it is whoever answers for the one in force.
    proposal = propose(decisions, weights, version=version, owner=in_force.owner, on=on)
    return Proposed(proposal, heard, unusable)


def about(proposal: Proposal) -> dict[str, Any]:
    """Give what is written into the file of a proposal beside the weights."""
    return {
        "instead_of": proposal.instead_of,
        "proposal": {
            "advice": proposal.advice.value,
            "learned_from": _span(proposal.learned),
            "judged_by": _span(proposal.judged),
            "chance_that_nothing_is_off": round(proposal.stays, 4),
            "auc_gain": _interval(proposal.judgements.auc_gain),
            "by_voice": {
                voice.value: _judgement(each)
                for voice, each in proposal.judgements.by_voice.items()
            },
            "independence": {
                name: _known(value) for name, value in asdict(proposal.independence).items()
            },
            "changes": [asdict(change) for change in proposal.changes],
        },
    }


def lines_of(proposed: Proposed) -> Iterator[str]:
    """Give what a proposal says, line by line, for whoever asked for it."""
    proposal, heard = proposed.proposal, proposed.heard
    learned, judged = proposal.learned, proposal.judged
    yield (
        f"Learned from {learned.decisions} decisions of {learned.first} to {learned.last}, judged"
        f" by {judged.decisions} of {judged.first} to {judged.last}."
    )
    yield (
        f"Not used: {heard.in_between} noes for another reason than the pair, {heard.by_hand}"
        f" matches made by hand, {proposed.unusable} decisions by other terms than today's."
    )
    for voice, each in proposal.judgements.by_voice.items():
        yield (
            f"{voice.value.capitalize()}: {each.decisions} decisions, {each.yes} yes. AUC"
            f" {_told(each.auc_before)} before, {_told(each.auc_after)} after,"
            f" {_told(each.auc_gain, sign='+')} gained."
        )
        if not math.isnan(each.error_after.figure):
            yield (
                f"  Calibration error {_told(each.error_before)} before,"
                f" {_told(each.error_after)} after; {each.error_by_chance:.3f} by chance alone."
            )
    yield from _independence(proposal)
    yield ADVICE[proposal.advice.value]


ADVICE = {
    "better": "By the later decisions, the proposed weights are better.",
    "no difference": "By the later decisions, the difference may be chance.",
    "worse": "By the later decisions, the proposed weights are WORSE: keep those in force.",
}


def _independence(proposal: Proposal) -> Iterator[str]:
    both = proposal.independence
    if both.pairs:
        yield (
            f"Both sides: of {both.pairs} pairs, two yeses were said of {both.said:.2f} and came of"
            f" {both.came:.2f}."
        )
    if not math.isnan(both.correlation):
        yield (
            f"  Beyond the evidence, their answers correlate by {both.correlation:+.2f}"
            f" ({both.answered_twice} pairs); the score takes them for independent."
        )


def _judgement(judgement: Judgement) -> dict[str, Any]:
    return {
        "decisions": judgement.decisions,
        "yes": judgement.yes,
        "error_by_chance": _known(judgement.error_by_chance),
        **{
            name: _interval(getattr(judgement, name))
            for name in ("auc_before", "auc_after", "auc_gain", "error_before", "error_after")
        },
    }


def _told(interval: Interval, sign: str = "") -> str:
    if math.isnan(interval.figure):
        return "–"
    return f"{interval.figure:{sign}.3f} ({interval.low:{sign}.3f} to {interval.high:{sign}.3f})"


def _interval(interval: Interval) -> dict[str, Any]:
    return {
        "figure": _known(interval.figure),
        "low": _known(interval.low),
        "high": _known(interval.high),
        "n": interval.rows,
    }


def _known(value: Any) -> Any:
    """Give a number that JSON knows: nothing where nothing could be measured."""
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 6)
    return value


def _span(span: Span) -> dict[str, Any]:
    return {
        "decisions": span.decisions,
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
    }
