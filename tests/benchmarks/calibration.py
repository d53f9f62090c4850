"""Whether learned probabilities come true in the year after: both sides, and their product.

The error is the mean distance of what was said from what came, over ten bins of equal numbers of
answers, both sides' mean; with the error that chance alone gives beside it.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from tests.benchmarks.measuring import Row, reaching
from tests.benchmarks.simulator import TRUTHS, Truth
from tests.benchmarks.trials import Trial, trials

GATES = {200: (0.05, 0.03), 1000: (0.04, 0.02)}


def measure(*, full: bool) -> Iterator[Row]:
    """Learn from few and from many decisions, by truth."""
    for truth in TRUTHS:
        made = trials(truth, full=full)
        yield from _errors(truth, made)
        yield _product(truth, made)


def _errors(truth: Truth, made: Sequence[Trial]) -> Iterator[Row]:
    in_force = float(np.mean([each.in_force.error.mean() for each in made]))
    chance = float(np.mean([each.by_chance for each in made]))
    for n, (gate, stretch) in GATES.items():
        errors = [float(each.learned[n].error.mean()) for each in made]
        yield reaching(
            f"truth “{truth.name}”, {n:,} answers of each side: calibration error"
            f" (by chance alone {chance:.3f})",
            float(np.mean(errors)),
            f"{np.mean(errors):.3f} (worst {max(errors):.3f})",
            gate,
            stretch,
            peer=f"{in_force:.3f}",
            at_most=True,
        )


def _product(truth: Truth, made: Sequence[Trial]) -> Row:
    """Give how far the score is the share of pairs where both said yes."""
    both = [each.independence for each in made]
    said, came, error, together = (
        float(np.mean([getattr(each, name) for each in both]))
        for name in ("said", "came", "error", "correlation")
    )
    return Row(
        f"truth “{truth.name}”: the score as the chance of two yeses, said {said:.2f} and came"
        f" {came:.2f}; answers correlate beyond it by {together:+.2f}",
        f"{error:.3f}",
    )
