"""How time and memory are taken, and the rows that a benchmark gives back."""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
THREADS = 2


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Parameters
    ----------
    what : str
        What was measured, with its size and, for a ratio, the peer.
    ours, peer : str
        In words, with units.
    ratio : float, optional
        How many times faster than the peer.
    gate : str
        What is promised; "" where nothing is.
    reached : bool, optional
        None where nothing is promised.
    is_smaller : bool
        Whether the promise is for a larger size than was measured.
    stretch : str
        What is wanted beyond the gate; "" where nothing is.
    stretched : bool, optional
        Whether that is reached too; None where nothing is wanted.
    """

    what: str
    ours: str
    peer: str = ""
    ratio: float | None = None
    gate: str = ""
    reached: bool | None = None
    is_smaller: bool = False
    stretch: str = ""
    stretched: bool | None = None

    @property
    def verdict(self) -> str:
        """Whether the gate is reached, and the stretch; in brackets for a smaller size."""
        if self.reached is None and self.stretched is None:
            return ""
        word = "no" if self.reached is False else "yes"
        if self.stretched and self.reached is not False:
            word = "stretch"
        if self.reached is None and not self.stretched:
            word = "not yet"
        return f"({word})" if self.is_smaller else word


@dataclass
class Timed:
    """The shortest time that something took, and what it gave back."""

    seconds: float
    result: Any


@dataclass(frozen=True)
class Apart:
    """What a command took in a process of its own, and of all processors together."""

    seconds: float
    processor_seconds: float
    peak_mb: float


def raced(repeats: int, **runs: Callable[[], Any]) -> dict[str, Timed]:
    """Run each in turn, so that a busy machine is busy for all of them; keep each one's best.

    The first turn warms up: it only counts if nothing later was faster.
    """
    best: dict[str, Timed] = {}
    for _ in range(repeats):
        for name, run in runs.items():
            gc.collect()
            begun = time.perf_counter()
            result = run()
            seconds = time.perf_counter() - begun
            if name not in best or seconds < best[name].seconds:
                best[name] = Timed(seconds, result)
    return best


def run_apart(*command: str | Path) -> Apart:
    """Run a command in a process of its own, and say what time and memory it took.

    A process between the two keeps this one's memory out of the peak: Linux counts what a process
    held before it became the command.

    Raises
    ------
    RuntimeError
        When the command fails; the text is what it said.
    """
    watched = subprocess.run(
        [sys.executable, "-c", _WATCH, *map(str, command)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if watched.returncode:
        raise RuntimeError(watched.stderr[-2000:])
    return Apart(**json.loads(watched.stdout.splitlines()[-1]))


_WATCH = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
seconds = time.perf_counter() - begun
used = resource.getrusage(resource.RUSAGE_CHILDREN)
took = {
    "seconds": seconds,
    "processor_seconds": used.ru_utime + used.ru_stime,
    "peak_mb": used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6,
}
print(json.dumps(took))
"""


def duration(seconds: float) -> str:
    """Write seconds in the unit that suits them.

    Examples
    --------
    >>> duration(0.00123), duration(0.25), duration(12.34)
    ('1.2 ms', '250 ms', '12.3 s')
    """
    if seconds < 0.01:
        return f"{seconds * 1000:.1f} ms"
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def percentile(values: Sequence[float], share: float) -> float:
    """Give the smallest value that at least a share of all values do not exceed.

    Examples
    --------
    >>> percentile([4.0, 1.0, 2.0, 3.0], 0.5)
    2.0
    """
    ordered = sorted(values)
    place = -(-share * len(ordered) // 1) - 1
    return ordered[max(0, int(place))]


def faster(
    what: str,
    ours: Timed,
    peer: Timed,
    gate: float | None = None,
    *,
    is_smaller: bool = False,
    stretch: float | None = None,
) -> Row:
    """Give the row of a race: how many times faster than the peer."""
    ratio = peer.seconds / ours.seconds
    return Row(
        what,
        duration(ours.seconds),
        duration(peer.seconds),
        ratio,
        "" if gate is None else f"{gate:g}×",
        None if gate is None else ratio >= gate,
        is_smaller,
        "" if stretch is None else f"{stretch:g}×",
        None if stretch is None else ratio >= stretch,
    )


def reaching(
    what: str,
    figure: float,
    told: str,
    gate: float | None = None,
    stretch: float | None = None,
    *,
    peer: str = "",
    at_most: bool = False,
    form: str = ".3f",
) -> Row:
    """Give the row of a figure that is to be at least, or at most, as large as a gate.

    Examples
    --------
    >>> row = reaching("calibration error", 0.031, ".031", 0.04, 0.03, at_most=True)
    >>> row.gate, row.stretch, row.verdict
    ('≤ 0.040', '≤ 0.030', 'yes')
    """
    sign = "≤" if at_most else "≥"

    def holds(limit: float | None) -> bool | None:
        if limit is None:
            return None
        return figure <= limit if at_most else figure >= limit

    def shown(limit: float | None) -> str:
        return "" if limit is None else f"{sign} {limit:{form}}"

    return Row(
        what,
        told,
        peer,
        gate=shown(gate),
        reached=holds(gate),
        stretch=shown(stretch),
        stretched=holds(stretch),
    )


def within(
    what: str,
    seconds: float,
    target: float | None = None,
    *,
    processor_seconds: float | None = None,
    stretch: float | None = None,
) -> Row:
    """Give the row of a time that has at most a target: machines differ, so it is no gate.

    The time of all processors together is told too where others may have kept them busy.
    """
    used = "" if processor_seconds is None else f" ({duration(processor_seconds)} of processors)"
    shown = f"target {duration(target)}" if target else ""
    return Row(
        what,
        duration(seconds) + used,
        gate=shown,
        reached=seconds <= target if target else None,
        stretch=duration(stretch) if stretch else "",
        stretched=seconds <= stretch if stretch else None,
    )
