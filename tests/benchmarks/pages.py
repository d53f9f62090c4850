"""How long the main pages take with the demo's data, on both databases, and what they ask them.

Then the review of a round with a hundred thousand suggestions, from either side of it: a page may
ask twelve questions, however many there are.

Through Flask's test client: the service's own work, without a server, a network or a browser.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from models.database import reading, writing
from models.queries.accounts import find_account
from models.queries.rounds import find_latest_run, list_rounds, list_suggestions_of_run
from tests.benchmarks.crowds import crowd
from tests.benchmarks.measuring import Row, duration, percentile
from tests.postgres import running_server
from tests.web.browsing import sign_in_as
from tests.web.counting import queries_counted
from web.app import create_app
from web.cli.upkeep import upgrade_database
from web.config import PREFIX
from web.demo.loader import load_demo
from web.session import sessions

TARGET = 0.1
MOST_QUERIES = 12
MANY, FEWER = 100_000, 10_000
WARM_UPS = 5
TIMES = 60
STUDENT, COORDINATOR = "student@example.org", "coordinator@example.org"


@dataclass(frozen=True)
class Page:
    """A page, who opens it, and what its address says."""

    name: str
    endpoint: str
    email: str = ""
    values: Callable[[Session], dict[str, Any]] = lambda _session: {}
    # How many queries it may make; 0 where nothing is promised.
    most: int = 0


def measure(*, full: bool) -> Iterator[Row]:
    """Load the demo into an SQLite file and into PostgreSQL, and open the pages of both."""
    count = MANY if full else FEWER
    with _folder() as folder:
        yield from _rows("SQLite", f"sqlite:///{folder / 'kajplats.sqlite3'}", count)
        with running_server() as server:
            yield from _rows("PostgreSQL", server.create("kajplats"), count)


def busiest_offer(session: Session) -> dict[str, Any]:
    """Give the address of the fullest review: the round and the offer with most suggestions."""
    fullest = (0, 0, 0)
    for round_ in list_rounds(session):
        run = find_latest_run(session, round_.id)
        found = run.found["offers"] if run and run.found else {}
        for offer_id, count in found.items():
            fullest = max(fullest, (count, round_.id, int(offer_id)))
    return {"round_id": fullest[1], "offer": fullest[2]}


PAGES = (
    Page("start", "public.start_show"),
    Page("offers", "public.offers_list"),
    Page("student home", "students.home", STUDENT),
    Page("student offers", "students.offers_list", STUDENT),
    Page("work list", "coordinators.home", COORDINATOR),
    Page("students", "coordinators.students_list", COORDINATOR),
    Page("rounds", "coordinators.rounds_list", COORDINATOR),
    Page("review, one offer", "coordinators.review", COORDINATOR, busiest_offer),
)


@contextmanager
def _folder() -> Iterator[Path]:
    """Keep letters and files of the demo out of the real instance folder."""
    name, before = f"{PREFIX}INSTANCE", os.environ.get(f"{PREFIX}INSTANCE")
    with tempfile.TemporaryDirectory(prefix="kp-") as folder:
        os.environ[name] = folder
        try:
            yield Path(folder)
        finally:
            del os.environ[name]
            if before is not None:
                os.environ[name] = before


def _rows(database: str, url: str, count: int) -> Iterator[Row]:
    app = create_app(
        {"DATABASE_URL": url, "DEMO": True, "RATELIMIT_ENABLED": False, "QUEUE": "memory://"}
    )
    upgrade_database(app)
    load_demo(app, lambda _words: nullcontext())
    for page in PAGES:
        yield _row(app, database, page)
    for page in _crowded(app, count):
        yield replace(_row(app, database, page), is_smaller=count < MANY)
    sessions(app).kw["bind"].dispose()


def _crowded(app: Flask, count: int) -> Iterator[Page]:
    """Fill a round, and give its review from either side with a pair closer."""
    with writing(sessions(app)) as session:
        busiest = busiest_offer(session)
        run = find_latest_run(session, busiest["round_id"])
        assert run is not None
        found = list_suggestions_of_run(session, run.id)
        like = next(each for each in found if each.offer_id == busiest["offer"])
        pair = crowd(session, like, count)
        # As a database does by itself after a while: counts of what is there, for its plans.
        session.execute(text("ANALYZE"))
    for side in ("offers", "students"):
        yield Page(
            f"review of {count:,} suggestions, by {side}",
            "coordinators.review",
            COORDINATOR,
            lambda _session, side=side: {**pair, "side": side},
            MOST_QUERIES,
        )


def _row(app: Flask, database: str, page: Page) -> Row:
    what = f"page {page.name}, {database}"
    if page.endpoint not in app.view_functions:
        return Row(f"{what}: skipped, there is no such page", "–")
    client, address = _ready(app, page)
    with queries_counted(app) as counted:
        _opened(client, address)
    seconds = sorted(_opened(client, address) for _ in range(TIMES))
    middle, slowest = median(seconds), percentile(seconds, 0.95)
    return Row(
        what,
        f"median {duration(middle)}, p95 {duration(slowest)}, {counted.count} queries",
        gate=f"{page.most} queries" if page.most else f"target {duration(TARGET)}",
        reached=middle <= TARGET and (not page.most or counted.count <= page.most),
    )


def _ready(app: Flask, page: Page) -> tuple[FlaskClient, str]:
    """Sign somebody in who may open the page, and open it until everything is warm."""
    client = app.test_client()
    with reading(sessions(app)) as session:
        values = page.values(session)
        account = find_account(session, page.email) if page.email else None
        if account is not None:
            sign_in_as(client, account)
    with app.test_request_context():
        address = url_for(page.endpoint, **values)
    for _ in range(WARM_UPS):
        _opened(client, address)
    return client, address


def _opened(client: FlaskClient, address: str) -> float:
    begun = time.perf_counter()
    answer = client.get(address)
    seconds = time.perf_counter() - begun
    if answer.status_code != 200:
        message = f"{address} answers {answer.status}"
        raise AssertionError(message)
    return seconds
