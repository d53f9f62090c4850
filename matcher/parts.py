"""Work in parts, on several threads: compiled loops let others run meanwhile."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def in_parts(n: int, threads: int | None, solve: Callable[[int, int], None]) -> None:
    """Call ``solve(first, last)`` for parts of n rows, on several threads."""
    threads = threads or os.cpu_count() or 1
    # Small parts even out, since some rows take longer; each pays for its own sums once.
    size = max(1, min(1024, -(-n // (4 * threads))))
    if threads == 1 or n <= size:
        solve(0, n)
        return
    with ThreadPoolExecutor(threads) as pool:
        firsts = range(0, n, size)
        for _ in pool.map(solve, firsts, (min(n, first + size) for first in firsts)):
            pass
