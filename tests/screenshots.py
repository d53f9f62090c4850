"""Draws every page of the demo: ``make screenshots``, into ``instance/screenshots``.

One picture a kind of page, role, language, width and colour scheme; and what axe finds wrong, which
should be nothing. The pages are those that links lead to, and those of ``tests/rare_pages.py``.
Each is loaded once a language: no script of ours asks for the width or the colours.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

import click
from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from playwright.sync_api import Browser, Error, Page, ViewportSize, sync_playwright
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
BROWSERS = 2
# Long pages on a busy machine take their time.
PATIENCE_MS = 300_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK_AXE = """rules => axe.run({runOnly: rules, resultTypes: ["violations"]}).then(found =>
  found.violations.map(one => `${one.id} at ${one.nodes.map(node => node.target).join(", ")}`))"""
IS_TOO_WIDE = "() => document.documentElement.scrollWidth > window.innerWidth"
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
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as (app, address):
        crawls = {one: crawl_as(app, one) for one in who}
        crawls |= rare_crawls(app, crawls) if rare else {}
        faults = draw_all(crawls, address, to, only)
    _show_in_one_page(to)
    click.echo(f"The pictures are in {to}, all of them in index.html.")
    sys.exit(1 if faults else 0)


def draw_all(
    crawls: dict[str, Crawl], address: str, to: Path, only: tuple[str, ...] = ()
) -> list[str]:
    """Draw what everybody finds in both languages, and give the faults that were found."""
    faults = []
    for language in LANGUAGES:
        waiting: SimpleQueue[tuple[str, Crawl]] = SimpleQueue()
        for job in sorted(crawls.items(), key=lambda job: -len(job[1].seen)):
            _speak(job[1], language)
            waiting.put(job)
        with ThreadPoolExecutor(BROWSERS) as pool:
            drawn = [
                pool.submit(_draw_waiting, waiting, address, to / language, only)
                for _one in range(BROWSERS)
            ]
        faults += [fault for one in drawn for fault in one.result()]
    return faults


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


def _draw_waiting(
    waiting: SimpleQueue[tuple[str, Crawl]], address: str, to: Path, only: tuple[str, ...]
) -> list[str]:
    """Draw in a browser of one's own, as long as anybody waits."""
    faults = []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        while True:
            try:
                who, crawl = waiting.get_nowait()
            except Empty:
                break
            faults += _draw_as(browser, crawl, address, to / (who or "nobody"), only)
        browser.close()
    return faults


def _draw_as(
    browser: Browser, crawl: Crawl, address: str, to: Path, only: tuple[str, ...]
) -> list[str]:
    """Draw what somebody finds, and give the faults that were found."""
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    go_on_as(crawl.client, context, address)
    faults = []
    for kind, addresses in sorted(crawl.seen.items()):
        if addresses and (not only or any(word in kind for word in only)):
            page = context.new_page()
            if _open(page, address + addresses[0], empty=kind.endswith(SENT_EMPTY)):
                faults += _draw(page, to, kind)
            page.close()
    context.close()
    return faults


def _speak(crawl: Crawl, language: str) -> None:
    """Choose the language of the pages, as the switch does."""
    page = crawl.client.get("/privacy")
    send(crawl.client, form_of(page, "/language"), language=language)


def _open(page: Page, address: str, *, empty: bool) -> bool:
    """Open a page, or what comes when its form is sent empty, and say whether it is a page."""
    try:
        answer = page.goto(address)
    except Error as error:
        # A browser does not go to what it downloads.
        if "Download is starting" in error.message:
            return False
        raise
    if answer is None or "text/html" not in answer.headers.get("content-type", ""):
        return False
    if empty:
        with page.expect_navigation():
            page.evaluate(SEND_EMPTY)
    return True


def _draw(page: Page, to: Path, kind: str) -> list[str]:
    """Draw a page in every width and scheme, say what is wrong with it, and give that."""
    faults = []
    to.mkdir(parents=True, exist_ok=True)
    page.evaluate(AXE_SCRIPT)
    for width, scheme in product(WIDTHS, SCHEMES):
        page.set_viewport_size(ViewportSize(width=width, height=800))
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        picture = to / f"{kind}-{width}-{scheme}.jpg"
        page.screenshot(path=picture, full_page=True, quality=80)
        found = page.evaluate(ASK_AXE, RULES)
        if page.evaluate(IS_TOO_WIDE):
            found.append("wider than the window")
        faults += [f"{picture.relative_to(to.parent.parent)}: {each}" for each in found]
    for fault in faults:
        click.echo(fault)
    return faults


def _show_in_one_page(to: Path) -> None:
    """Put all pictures in a page, to be leafed through."""
    pictures = "".join(
        f'<figure><img loading="lazy" src="{name}"><figcaption>{name}</figcaption></figure>\n'
        for name in sorted(str(one.relative_to(to)) for one in to.rglob("*.jpg"))
    )
    style = "<style>figure{display:inline-block;vertical-align:top;margin:1rem}</style>"
    (to / "index.html").write_text(f"<!doctype html>{style}\n{pictures}", encoding="utf-8")


if __name__ == "__main__":
    draw()
