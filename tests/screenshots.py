"""Draws every page of the demo: ``make screenshots``, into ``instance/screenshots``.

One picture a kind of page, role, language, width and colour scheme; and what axe finds wrong, which
should be nothing. The pages are those that links lead to, and those of ``tests/rare_pages.py``.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from threading import Thread

import click
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.browser import launch
from tests.journeys.crawling import PEOPLE, Crawl, crawl_as
from tests.journeys.people import go_on_as
from tests.journeys.whole_demo import make_demo, open_demo
from tests.rare_pages import SENT_EMPTY, rare_crawls
from tests.web.browsing import form_of, send
from web.session import sessions

FOLDER = Path("instance/screenshots")
LANGUAGES = ("sv", "en")
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
SEND_EMPTY = """() => {
  const form = [...document.querySelectorAll("main form[method=post]")].at(-1);
  for (const one of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    one.type === "radio" || one.type === "checkbox" ? (one.checked = false) : (one.value = "");
  }
  form.noValidate = true;
  form.requestSubmit();
}"""


@click.command()
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), default=FOLDER)
@click.option("--who", type=click.Choice(PEOPLE), multiple=True, default=PEOPLE)
@click.option("--only", multiple=True, help="Only pages with this in their name: vocabulary.")
@click.option("--rare/--no-rare", default=True, help="Also what only rare states lead to.")
def draw(to: Path, who: tuple[str, ...], only: tuple[str, ...], rare: bool) -> None:
    """Draw every page of the demo, and say what axe finds wrong."""
    shutil.rmtree(to, ignore_errors=True)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as (app, address):
        crawls = {one: crawl_as(app, one) for one in who}
        crawls |= rare_crawls(app, crawls) if rare else {}
        with sync_playwright() as playwright:
            browser = launch(playwright)
            for one, language in product(crawls, LANGUAGES):
                wrong += _draw_as(browser, crawls[one], address, to / language, one, only)
            browser.close()
    click.echo(f"The pictures are in {to}.")
    sys.exit(1 if wrong else 0)


class _Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Keep silent."""


@contextmanager
def _served(folder: Path) -> Iterator[tuple[Flask, str]]:
    """Serve the demo on loopback; give the service and its address."""
    make_demo(folder)
    app = open_demo(folder)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield app, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        sessions(app).kw["bind"].dispose()


def _draw_as(
    browser: Browser, crawl: Crawl, address: str, to: Path, who: str, only: tuple[str, ...]
) -> int:
    """Draw what somebody finds, in a language; give how many faults were found."""
    _speak(crawl, to.name)
    wrong = 0
    for width, scheme in product(WIDTHS, SCHEMES):
        context = browser.new_context(
            viewport=ViewportSize(width=width, height=800),
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        go_on_as(crawl.client, context, address)
        page = context.new_page()
        for kind, addresses in sorted(crawl.seen.items()):
            if not addresses or (only and not any(word in kind for word in only)):
                continue
            name = f"{who or 'nobody'}-{kind}-{width}-{scheme}.png"
            wrong += _draw(page, address + addresses[0], to / name)
        context.close()
    return wrong


def _speak(crawl: Crawl, language: str) -> None:
    """Choose the language of the pages, as the switch does."""
    page = crawl.client.get("/privacy")
    send(crawl.client, form_of(page, "/language"), language=language)


def _draw(page: Page, address: str, to: Path) -> int:
    """Draw a page, say what is wrong with it, and give how many faults that is."""
    # A download is no page, and a browser does not go there.
    kind = page.request.head(address).headers.get("content-type", "")
    if "text/html" not in kind:
        return 0
    page.goto(address)
    if to.name.partition("-360-")[0].partition("-1280-")[0].endswith(SENT_EMPTY):
        page.evaluate(SEND_EMPTY)
        page.wait_for_load_state()
    to.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=to, full_page=True)
    faults = [each["id"] for each in Axe().run(page, options=AXE).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        faults.append("wider than the window")
    for fault in faults:
        click.echo(f"{to.name}: {fault}")
    return len(faults)


if __name__ == "__main__":
    draw()
