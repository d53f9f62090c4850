"""What stands in somebody's way on a page, in narrow and wide windows, in light and in dark.

A page is loaded once and looked at in every window: to load it takes longer than to look.
"""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
ASK = "(runOnly) => axe.run({ runOnly, resultTypes: ['violations'] })"
# All rules are asked once in a window; in the other scheme, those that hang on its colours.
WINDOWS = ((320, ("dark", "light")), (1280, ("light", "dark")))
HEIGHT = 900

OPEN_ALL = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
# What is pressed and shown, and lower than 44 px (a hair less, for fractions of pixels).
SMALL = """(pressed) => [...document.querySelectorAll(pressed)]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 43.9)
  .map((each) => each.outerHTML)"""


def a_window(browser: Browser, address: str, **settings: Any) -> BrowserContext:
    """Open a window whose pages may be asked: their own policy refuses the script that asks."""
    return browser.new_context(
        base_url=address, bypass_csp=True, reduced_motion="reduce", **settings
    )


def obstacles_on(page: Page) -> list[tuple[Any, ...]]:
    """Give what the rules find on the page that is open, and where it is wider than the window."""
    page.evaluate(Axe().axe_script)
    found = []
    for width, schemes in WINDOWS:
        _resize(page, width)
        for number, scheme in enumerate(schemes):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            answer = page.evaluate(ASK, CONTRAST if number else RULES)
            found += [
                (width, scheme, each["id"], each["nodes"][0]["target"])
                for each in answer["violations"]
            ]
        found += _overflow(page, width)
    return found


def without_room_for_large_text_on(page: Page) -> list[tuple[Any, ...]]:
    """Give where the page that is open is wider than the window with text of twice its size."""
    _resize(page, 640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found = _overflow(page, "text of 200 %")
    page.evaluate("document.documentElement.style.fontSize = ''")
    return found


def too_small_on(page: Page, pressed: str) -> list[tuple[Any, ...]]:
    """Give what is pressed, and too small for a thumb, on the page that is open."""
    _resize(page, 360)
    return [("small", each) for each in page.evaluate(SMALL, pressed)]


def _resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})


def _overflow(page: Page, where: object) -> list[tuple[Any, ...]]:
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [(where, "wider than the window by", over)] if over > 0 else []
