"""The largest market, in one process and over Dask workers: time, memory, whether it is the same.

Each run is a process of its own, whose memory is counted with that of its workers; pages that they
share are counted once. What is timed begins with the arrays of both sides, drawn as for the full
score, and ends with the lists that are written out: starting the workers, the pass over all pairs,
the equilibrium. Whether both are the same is told by a digest of the lists and their scores.
"""

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace

import psutil

from matcher import workers_here
from matcher.candidates import find_candidates
from matcher.lists import attention, breadth, listed
from matcher.pairs import Pairs
from matcher.settings import Settings
from tests.benchmarks.markets_at_scale import Scale, a_large_market
from tests.benchmarks.measuring import ROOT, THREADS, Row, duration, reaching, within

K = 10
SEED = 20261126
WORKERS = 2
SIZES = {"usual": (10_000, 2_000), "full": (400_000, 50_000)}
MOST_GB, WANTED_SECONDS = 8.0, 600.0
# Seconds; to look costs a process with many pages some time.
LOOK_EVERY = 1.0


@dataclass(frozen=True)
class Run:
    """What a run took, and what came of it."""

    seconds: float
    peak_gb: float
    digest: str


def measure(*, full: bool) -> Iterator[Row]:
    """Run both, and compare."""
    n, m = SIZES["full" if full else "usual"]
    alone, shared = _run(n, m, 0), _run(n, m, WORKERS)
    wide = breadth(n, m, Settings().candidates)
    what = f"{n:,} × {m:,} both ways, lists of {K} from {wide} candidates"
    for run, how, peer in (
        (alone, f"one process of {THREADS} threads", None),
        (shared, f"{WORKERS} Dask workers, with their start and end", alone),
    ):
        yield _time(f"{what}: {how}", run, peer, full=full)
        told = f"{run.peak_gb:.1f} GB"
        row = reaching(f"{what}: {how}, memory with inputs", run.peak_gb, told, MOST_GB,
                       at_most=True, form=".0f")  # fmt: skip
        yield replace(row, is_smaller=not full)
    unlike = int(alone.digest != shared.digest)
    yield Row(f"{what}: unlike to the byte", str(unlike), gate="0", reached=not unlike)


def _time(what: str, run: Run, peer: Run | None, *, full: bool) -> Row:
    row = within(what, run.seconds, stretch=WANTED_SECONDS if full else None)
    return replace(row, peer=duration(peer.seconds) if peer else "")


def _run(n: int, m: int, workers: int) -> Run:
    """Run in a process of its own, and watch what it holds together with its workers."""
    command = [sys.executable, "-m", "tests.benchmarks.machines", str(n), str(m), str(workers)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as started:
        peak, watched = 0, psutil.Process(started.pid)
        while started.poll() is None:
            peak = max(peak, sum(map(_held, [watched, *watched.children(recursive=True)])))
            time.sleep(LOOK_EVERY)
        said = started.stdout.read() if started.stdout else ""
    if started.returncode:
        message = f"{' '.join(command)} ended with {started.returncode}"
        raise RuntimeError(message)
    return Run(peak_gb=peak / 1e9, **json.loads(said.splitlines()[-1]))


def _held(process: psutil.Process) -> int:
    """Give the bytes of a process, its part of what it shares with others; 0 when it is over."""
    try:
        held = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(held, "pss", held.uss))


def digest_of_lists(pairs: Pairs, workers: int) -> str:
    """Rank as `matcher.rank` does once the records are arrays, and digest what comes out."""
    n, m, settings = len(pairs.students), len(pairs.offers), Settings(threads=THREADS)
    wide = max(K, breadth(n, m, settings.candidates))
    with workers_here(workers) if workers else nullcontext() as machines:
        find = machines.find_candidates if machines else find_candidates
        found = find(pairs, wide, settings.threads)
    score, places = found.score, pairs.offers["places_left"].astype(float)
    even = attention(found.rows, found.columns, score, places, n, settings.temperature)
    said = hashlib.sha256(score.tobytes())
    for owners, others, count in ((found.rows, found.columns, n), (found.columns, found.rows, m)):
        said.update(listed(owners, others, even.matches, score, count, K)[0].tobytes())
    return said.hexdigest()


def main() -> None:
    """Draw a market, rank it, and say how long that took."""
    n, m, workers = map(int, sys.argv[1:])
    pairs = a_large_market(Scale(n, m, 0.3, SEED)).pairs
    begun = time.perf_counter()
    digest = digest_of_lists(pairs, workers)
    print(json.dumps({"seconds": time.perf_counter() - begun, "digest": digest}))


if __name__ == "__main__":
    main()
