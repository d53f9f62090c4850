"""A full round of 2,000 students and 500 offers: cold, from files to a file, and warm."""

import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from matcher import allocate, rank
from tests.benchmarks.measuring import Apart, Row, duration, raced, run_apart, within
from tests.benchmarks.people import read_market, write_market
from tests.benchmarks.taxonomies import write_taxonomy

STUDENT_COUNT, OFFER_COUNT = 2_000, 500
CONCEPT_COUNT = 13_500
SEED = 20261123
ON = date(2026, 11, 23)
K = 10
COLD_TARGET = 10.0
REPEATS = 2


def measure(*, full: bool) -> Iterator[Row]:
    """Run the command in a process of its own, then rank and allocate in this one."""
    with tempfile.TemporaryDirectory(prefix="kp-") as name:
        files = write_market(Path(name), STUDENT_COUNT, OFFER_COUNT, SEED)
        size = f"a round of {STUDENT_COUNT:,} × {OFFER_COUNT}"
        cold = min((_cold(Path(name), *files) for _ in range(REPEATS)), key=lambda one: one.seconds)
        yield within(
            f"{size}, cold, from files to a file",
            cold.seconds,
            COLD_TARGET,
            processor_seconds=cold.processor_seconds,
        )
        yield Row(f"{size}, cold, peak of memory", f"{cold.peak_mb:.0f} MB")
        yield from _with_taxonomy(size, Path(name), files, cold)
        students, offers = read_market(*files)
    ranking = rank(students, offers, on=ON, k=K)
    times = raced(
        REPEATS,
        ranking=lambda: rank(students, offers, on=ON, k=K),
        best=lambda: allocate(ranking),
        stable=lambda: allocate(ranking, method="stable"),
    )
    yield within(f"{size}, warm, ranking records", times["ranking"].seconds)
    for method in ("best", "stable"):
        placed = int((times[method].result.offer >= 0).sum())
        took = duration(times[method].seconds)
        yield Row(f"{size}, warm, {method} allocation", f"{took}, {placed} placed")


def _with_taxonomy(size: str, folder: Path, files: tuple[Path, Path], cold: Apart) -> Iterator[Row]:
    """Do the same with a taxonomy: reading it, and making the tables that words are linked by."""
    taxonomy = write_taxonomy(folder, CONCEPT_COUNT, SEED)
    given = [part for path in taxonomy for part in ("--vocabulary", path)]
    took = _cold(folder, *files, *given)
    what = f"{size}, cold, with {CONCEPT_COUNT:,} concepts of a taxonomy, against without"
    yield Row(what, f"{took.seconds:.1f} s, {took.peak_mb:.0f} MB", f"{cold.seconds:.1f} s")


def _cold(folder: Path, students: Path, offers: Path, *further: str | Path) -> Apart:
    written = folder / "suggestions.csv"
    written.unlink(missing_ok=True)
    took = run_apart(
        *(sys.executable, "-m", "web.cli", "rank", students, offers),
        *("--on", ON.isoformat(), "-k", str(K), "--out", written),
        *further,
    )
    pairs = written.read_text(encoding="utf-8").count("\n") - 1
    if pairs < STUDENT_COUNT:
        message = f"only {pairs} pairs were written"
        raise AssertionError(message)
    return took
