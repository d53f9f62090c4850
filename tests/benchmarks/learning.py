"""Weights learned from simulated decisions against those in force, on later decisions.

A figure is the gain in AUC, the mean over both sides and over the seeds, with the worst seed beside
it. What could be won at all is what the true weights gain themselves; where that is no more than
the gate, the gate is not asked for.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from tests.benchmarks.measuring import Row, reaching
from tests.benchmarks.simulator import TRUTHS, Truth
from tests.benchmarks.trials import IN_ALL, SIZES, Trial, trials

NEVER_WORSE = -0.003
GATES = {100: 0.010}
STRETCHES = {500: 0.022}


def measure(*, full: bool) -> Iterator[Row]:
    """Learn from ever more decisions, by truth."""
    found = {truth: trials(truth, full=full) for truth in TRUTHS}
    for truth in TRUTHS:
        yield from _by_size(truth, found[truth])
    yield _worst(found)
    yield _coordinators(found)


def _by_size(truth: Truth, made: Sequence[Trial]) -> Iterator[Row]:
    won = float(np.mean([each.true.sides - each.in_force.sides for each in made]))
    in_force = float(np.mean([each.in_force.sides for each in made]))
    yield Row(
        f"truth “{truth.name}”: both sides' AUC of the weights in force, {len(made)} seeds",
        f"{in_force:.3f}; true weights {won:+.3f}",
    )
    for n in SIZES:
        gains = [each.learned[n].sides - each.in_force.sides for each in made]
        total = float(np.mean([each.learned[n].decisions for each in made]))
        gate, stretch = (wanted.get(n) for wanted in (GATES, STRETCHES))
        yield reaching(
            f"“{truth.name}”, {n:,} answers of each side, {total:,.0f} decisions in all",
            float(np.mean(gains)),
            _told(gains),
            gate if gate is not None and gate < won else None,
            stretch if stretch is not None and stretch < won else None,
            form="+.3f",
        )
    for n in IN_ALL:
        gains = [each.in_all[n].sides - each.in_force.sides for each in made]
        yield Row(f"“{truth.name}”, {n} decisions in all", _told(gains))


def _worst(found: dict[Truth, list[Trial]]) -> Row:
    gains = {
        (truth.name, n, seed): each.learned[n].sides - each.in_force.sides
        for truth, made in found.items()
        for seed, each in enumerate(made)
        for n in SIZES
    }
    worst = min(gains, key=lambda key: gains[key])
    told = f"{gains[worst]:+.4f} ({worst[0]}, {worst[1]}, seed {worst[2]})"
    return reaching(
        "the worst of all truths, numbers and seeds", gains[worst], told, NEVER_WORSE, form="+.3f"
    )


def _coordinators(found: dict[Truth, list[Trial]]) -> Row:
    """Give how the score does by coordinators' later decisions, which it is not made to tell."""
    gains = {
        (truth.name, n): float(
            np.mean([each.learned[n].auc[2] - each.in_force.auc[2] for each in made])
        )
        for truth, made in found.items()
        for n in SIZES
    }
    worst = min(gains, key=lambda key: gains[key])
    return Row(
        "coordinators' decisions by the score: the least mean gain of all truths and numbers",
        f"{gains[worst]:+.4f} ({worst[0]}, {worst[1]})",
    )


def _told(gains: Sequence[float]) -> str:
    return f"{np.mean(gains):+.4f} (worst {min(gains):+.4f})"
