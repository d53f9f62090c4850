"""The review and what is behind it in a browser: for everybody, by keyboard, without scripts."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.serving import make_server

from models.actors import SYSTEM
from models.database import make_engine, make_sessions
from models.operations.accounts import make_account
from models.operations.close_ups import ask_close_up
from models.operations.profiles import set_skills
from models.queries.close_ups import list_close_ups_waiting
from models.queries.offers import get_offer
from models.queries.rounds import find_latest_run, list_suggestions_of_run
from models.queries.students import get_student
from models.rounds import Suggestion
from models.words import CEFR, Role
from tests.builders import (
    NOW,
    a_coordinator,
    a_hint,
    a_rolling_round,
    a_run,
    a_student,
    an_employer,
    an_offer,
    as_student,
)
from tests.web.obstacles import (
    OPEN_ALL,
    a_window,
    obstacles_on,
    too_small_on,
    without_room_for_large_text_on,
)
from web.accounts.passwords import hash_password
from web.app import create_app
from web.bridge import close_ups, runs
from web.clock import now

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASSWORD = "tre lugna kajer"
EMAIL = "coordinator@example.org"
TITLE = "Mätare i fält hos Norrlandsostkustens Mätteknikkonsulter"

PRESSED = "main .btn, main .form-select, main .form-control, main summary"


class Service:
    """A service that is up: its address, its database, and the pages of the review in it."""

    def __init__(self, address: str, sessions: sessionmaker[Session]) -> None:
        self.address, self.sessions = address, sessions
        with sessions() as session:
            round_ = a_rolling_round(session)
            run = find_latest_run(session, round_.id)
            assert run is not None
            pairs = list_suggestions_of_run(session, run.id)
        first, second = pairs[0], pairs[1]
        self.round, self.offer = f"/coordinator/rounds/{round_.id}", first.offer_id
        self.review = f"{self.round}/review?offer={first.offer_id}"
        self.closer = f"{self.review}&student={first.student_id}"
        self.pages = (
            f"{self.round}/review",
            self.review,
            self.closer,
            f"{self.closer}&beside={second.student_id}",
            f"{self.round}/review?offer={first.offer_id + 1}",
            f"{self.round}/review?side=students",
            f"{self.closer}&side=students",
            f"{self.closer}&side=students&beside={first.offer_id + 1}",
            f"{self.round}/pairs/{first.student_id}/{first.offer_id}",
            f"{self.round}/pairs/{first.student_id}/{first.offer_id + 1}",
            f"{self.round}/hints",
            f"{self.round}/unplaced",
            f"{self.round}/proposal",
            f"/coordinator/runs/{run.id}",
            f"/coordinator/runs/{run.id}/comparison",
            "/matching",
        )


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[Service]:
    """Serve a demo in which the matcher has been run twice and pairs are hinted of."""
    copy = shutil.copy(migrated_file, tmp_path_factory.mktemp("browser"))
    url = f"sqlite:///{copy}"
    engine = make_engine(url)
    sessions = make_sessions(engine)
    app = create_app({"DATABASE_URL": url, "DEMO": True, "QUEUE": "memory://"})
    with app.app_context():
        fill(sessions, hash_password(PASSWORD))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield Service(f"http://127.0.0.1:{server.server_port}", sessions)
    server.shutdown()
    thread.join()
    server.server_close()
    engine.dispose()


def fill(sessions: sessionmaker[Session], hashed: str) -> None:
    """Let somebody in, run the matcher, say something of a pair, run it again, look closer."""
    with sessions.begin() as session:
        account = {"email": EMAIL, "name": "Kerstin Kaj", "password_hash": hashed}
        make_account(
            session, **account, roles=[Role.COORDINATOR], confirmed_at=now(), by=SYSTEM, at=now()
        )
        employer = an_employer(session)
        wanted = {"must": {"SQL": 3, "mätteknik": 2}, "languages": {"sv": CEFR.B2}}
        an_offer(session, employer=employer, title=TITLE, places=2, **wanted)
        an_offer(session, employer=employer, languages={"de": CEFR.B2})
        for number in range(6):
            student = a_student(session, languages={"sv": CEFR.C1, "en": CEFR.B2})
            skills = {"SQL": 1 + number % 5, "Python": 3}
            set_skills(session, student, skills, by=as_student(student), at=NOW)
    first, *_rest, last = run_the_matcher(sessions)
    with sessions.begin() as session:
        pair = {"student": get_student(session, last.student_id)}
        pair["offer"] = get_offer(session, last.offer_id)
        a_hint(session, **pair, words="De sjunger i samma kör och har pratat om sommaren.")
    run_the_matcher(sessions)
    with sessions.begin() as session:
        run = find_latest_run(session, a_rolling_round(session).id)
        assert run is not None
        student = get_student(session, first.student_id)
        for offer_id in (first.offer_id, first.offer_id + 1):
            offer, by = get_offer(session, offer_id), a_coordinator(session)
            ask_close_up(session, run, student, offer, by=by, at=NOW)
    look_closer(sessions)


def run_the_matcher(sessions: sessionmaker[Session]) -> Sequence[Suggestion]:
    """Run the matcher in the rolling round, and give what it found."""
    with sessions.begin() as session:
        run = a_run(session)
    runs.carry_out(sessions, run.id, clock=now)
    with sessions() as session:
        return list_suggestions_of_run(session, run.id)


def look_closer(sessions: sessionmaker[Session]) -> None:
    """Carry out the close-ups that wait, as the worker does."""
    with sessions() as session:
        waiting = [each.id for each in list_close_ups_waiting(session)]
    for close_up_id in waiting:
        close_ups.carry_out(sessions, close_up_id, clock=now)


@pytest.fixture(scope="module")
def signed_in(browser: Browser, service: Service) -> Any:
    """Give the cookies of the coordinator."""
    context = browser.new_context(base_url=service.address)
    page = context.new_page()
    page.goto("/login")
    page.locator("[name=email]").fill(EMAIL)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/coordinator**")
    cookies = context.storage_state()
    context.close()
    return cookies


@pytest.fixture
def page(
    browser: Browser, service: Service, signed_in: Any, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """Open a window; `request.param` holds what is special about it."""
    settings = {"storage_state": signed_in, **getattr(request, "param", {})}
    context = browser.new_context(base_url=service.address, **settings)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_no_page_puts_an_obstacle_in_anybody_s_way(
    browser: Browser, service: Service, signed_in: Any
) -> None:
    found = []
    with a_window(browser, service.address, storage_state=signed_in) as window:
        page = window.new_page()
        for path in service.pages:
            page.goto(path)
            page.evaluate(OPEN_ALL)
            wrong = obstacles_on(page) + without_room_for_large_text_on(page)
            found += [(path, *each) for each in (*wrong, *too_small_on(page, PRESSED))]
    assert found == []


def test_no_page_breaks_its_own_policy_or_fails_to_load_a_part(
    page: Page, service: Service
) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    for path in service.pages:
        page.goto(path)
    assert told == []


def press_on(page: Page, selector: str) -> None:
    """Move to something by the Tab key, and press Enter."""
    for _step in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("(sought) => document.activeElement.matches(sought)", selector):
            page.keyboard.press("Enter")
            return
    pytest.fail(f"no key leads to {selector}")


def test_by_keyboard_alone_one_looks_closer_and_says_something(
    page: Page, service: Service
) -> None:
    page.goto(service.review)
    press_on(page, ".kp-candidate:nth-child(2) .kp-actions a")
    page.wait_for_url("**student=**")
    press_on(page, "#details > summary")
    press_on(page, "form[action$='/close-up'] button")
    page.wait_for_selector("[data-watch]")
    look_closer(service.sessions)
    page.wait_for_selector(".kp-changes")
    press_on(page, ".kp-review-pair #details ~ details > summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    press_on(page, "form[action$='/hint'] button")
    page.wait_for_selector(".kp-review-pair .kp-hinted")
    assert "Tala för paret" in page.locator(".kp-review-pair .kp-hinted").inner_text()


@pytest.mark.parametrize(
    "page", [pytest.param({"java_script_enabled": False}, id="without-scripts")], indirect=True
)
def test_without_scripts_one_looks_closer_and_says_something(page: Page, service: Service) -> None:
    page.goto(service.review)
    page.locator(".kp-candidate").nth(2).get_by_role("link", name="Mer").click()
    page.locator("#details > summary").click()
    page.get_by_role("button", name="Prova").click()
    look_closer(service.sessions)
    page.get_by_role("link", name="Se om det är klart").click()
    assert page.locator(".kp-changes li").count() > 0
    page.get_by_text("Säg något om paret").click()
    page.get_by_label("Tala emot paret").check()
    page.get_by_label("Varför?").last.select_option("more_is_known")
    page.get_by_role("button", name="Spara anvisningen").click()
    assert "Tala emot paret" in page.locator(".kp-review-pair .kp-hinted").inner_text()
    page.get_by_role("button", name="Ta tillbaka anvisningen").click()
    assert page.locator(".kp-review-pair .kp-hinted").count() == 0
