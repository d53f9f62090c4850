"""On which databases the tests of the web room run.

**The rule.** What a page shows, says and asks is tested on SQLite. On both databases runs what may
come out otherwise there, and says so by ``pytestmark = on_both``: what several write at once, what
comes twice, sessions, what is searched and sorted, and what reads or writes many rows together
(jobs, commands, imports, the bridge, the reports). So does everything in ``tests/models``.

**What makes up for it.** Every statement that a page sends to SQLite is planned by PostgreSQL too,
once for each kind of its values: what it would refuse (a type, a grouping) fails the test.
"""

import pytest

from tests.conftest import DATABASES

on_both = pytest.mark.parametrize("database_url", DATABASES, indirect=True)
