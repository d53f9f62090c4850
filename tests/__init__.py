"""Tests share the processors by processes, so that none gains by more threads of linear algebra.

Threads that wait for each other in turn would take five times the time of what they do.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
