"""The public pages in a real browser: nothing in anybody's way, light and dark, narrow and wide."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.serving import make_server

from models.database import make_engine, make_sessions
from tests.builders import a_resident, a_round, a_slot, an_agreed_match, an_employer, an_offer
from tests.builders.schools import a_session_of, an_occasion
from tests.web.obstacles import (
    OPEN_ALL,
    a_window,
    obstacles_on,
    too_small_on,
    without_room_for_large_text_on,
)
from web.app import create_app
from web.clock import now

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = (
    "/", "/offers", "/offers?kind=thesis", "/offers/1", "/matching", "/privacy", "/accessibility",
    "/events", "/events/1", "/events/sessions/1/book", "/events/ask", "/events/letter",
    "/courses", "/courses/1", "/courses/asked", "/centres", "/centres/1", "/nothing",
)  # fmt: skip
# What is pressed in the menu, and on the page.
PRESSED = ".btn, .form-select, .form-control, summary, header nav a, header button, footer nav a"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[str]:
    """Serve a demo with something in it; give its address."""
    copy = shutil.copy(migrated_file, tmp_path_factory.mktemp("browser"))
    url = f"sqlite:///{copy}"
    engine = make_engine(url)
    _fill(make_sessions(engine))
    app = create_app({"DATABASE_URL": url, "DEMO": True, "QUEUE": "memory://"})
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    engine.dispose()


def _fill(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        employer = an_employer(session, name="Norrlandsostkustens Mätteknikkonsulter AB")
        for number in range(22):
            an_offer(session, employer=employer, title=f"Mätare i fält, nummer {number}")
        a_round(session)
        an_agreed_match(session)
        days = {"books_from": now(), "books_until": now() + timedelta(days=20)}
        a_session_of(session, an_occasion(session, **days), title="Robotar")
        a_resident(session, slot=a_slot(session))
        a_resident(session)


@pytest.fixture
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a window; `request.param` holds what is special about it."""
    context = browser.new_context(base_url=address, **getattr(request, "param", {}))
    yield context.new_page()
    context.close()


def test_no_page_puts_an_obstacle_in_anybody_s_way(browser: Browser, address: str) -> None:
    found = []
    with a_window(browser, address) as window:
        page = window.new_page()
        for path in PAGES:
            page.goto(path)
            wrong = obstacles_on(page) + without_room_for_large_text_on(page)
            page.evaluate(OPEN_ALL)
            wrong += too_small_on(page, PRESSED)
            found += [(path, *each) for each in wrong]
    assert found == []


@pytest.mark.parametrize(
    "page", [pytest.param({"viewport": {"width": 360, "height": 900}}, id="360")], indirect=True
)
def test_on_a_phone_a_filter_is_folded_under_what_is_chosen(page: Page) -> None:
    page.goto("/offers?kind=thesis")
    fold = page.locator(".kp-folded")
    expect(page.locator("#kind")).to_be_hidden()
    fold.get_by_text("Filter: Examensarbete").click()
    expect(page.locator("#kind")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/offers?kind=thesis")
    expect(page.locator("#kind")).to_be_visible()
    expect(fold.locator("summary").first).to_be_hidden()


def test_no_page_breaks_its_own_policy_or_fails_to_load_a_part(page: Page) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    for path in PAGES[:-1]:
        page.goto(path)
    assert told == []


def test_the_first_key_leads_past_the_menu(page: Page) -> None:
    page.goto("/offers")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "kp-skip"
    assert page.locator(".kp-skip").bounding_box()["y"] >= 0  # type: ignore[index] # it is shown
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "kind"


@pytest.mark.parametrize(
    "page", [pytest.param({"java_script_enabled": False}, id="without-scripts")], indirect=True
)
def test_without_scripts_the_language_is_chosen_and_offers_are_found(page: Page) -> None:
    page.goto("/offers")
    page.get_by_role("button", name="In English").first.click()
    page.get_by_label("Words").fill("nummer 7")
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("link", name="Mätare i fält, nummer 7").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Mätare i fält, nummer 7"
    assert "Places" in page.locator("main").inner_text()


def test_on_paper_there_is_no_menu(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto("/matching")
    assert not page.locator("header nav").first.is_visible()
    paper = page.evaluate("getComputedStyle(document.body).getPropertyValue('--paper').trim()")
    assert paper == "#fbfaf7"
