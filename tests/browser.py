"""Finds a Chromium for the tests, and gets one where there is none.

``python -m tests.browser`` is run by ``make test``; the tests themselves call `launch`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

# The one without windows takes a quarter of the processor time for a new page.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Playwright keeps what it downloads beside its own code, so it goes when .venv goes.
os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", "0")

MISSING = """\
The tests need Chromium, and none could be found, downloaded or installed.
Install the package `chromium` (or Google Chrome) of your system, then run `make test` again."""


class NoBrowser(RuntimeError):
    """There is no Chromium that runs."""


def find(playwright: Playwright) -> Path:
    """Give the Chromium to use: the system's, else the one that Playwright downloaded.

    Raises
    ------
    NoBrowser
        When neither is there, or they do not run.
    """
    for name in NAMES:
        path = shutil.which(name)
        if path and _runs(Path(path)):
            return Path(path)
    downloaded = Path(playwright.chromium.executable_path)
    if _runs(downloaded):
        return downloaded
    raise NoBrowser(MISSING)


def launch(playwright: Playwright) -> Browser:
    """Open the browser, without a window."""
    # Chromium's sandbox refuses root, as which containers often run.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=find(playwright), args=arguments)


def get() -> None:
    """Download or install a Chromium where there is none.

    Raises
    ------
    NoBrowser
        When none can be had.
    """
    with sync_playwright() as playwright:
        for command in _ways():
            try:
                find(playwright)
            except NoBrowser:
                sys.stderr.write(f"Getting Chromium: {' '.join(command)} …\n")
                subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
            else:
                return
        find(playwright)


def _ways() -> Iterator[list[str]]:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        yield ["apt-get", "update"]
        yield ["apt-get", "install", "--yes", SHELL]
        yield ["apt-get", "install", "--yes", "chromium"]
    yield [sys.executable, "-m", "playwright", "install", "chromium"]


def _runs(path: Path) -> bool:
    """Say whether it starts: some systems install a stub, or lack its libraries."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


if __name__ == "__main__":
    try:
        get()
    except NoBrowser as error:
        sys.exit(str(error))
