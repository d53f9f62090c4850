"""Every template can be shown, is shown, and leaves style and behaviour to files."""

import re
from pathlib import PurePath

import pytest
from flask import Flask

from tests.house.project import files, files_under, text
from web.app import create_app

FOLDER = "web/templates/"
# What the Content-Security-Policy refuses; a style in a page would be lost without a word.
IN_THE_PAGE = re.compile(r"""\s(style|on[a-z]+)\s*=\s*["']|javascript:""")
INLINE_SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")")
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape\s+false")
# In code a name may be put together from parts: a letter's from its kind, a step's from its word.
PUT_TOGETHER = re.compile(r"""["']([\w/]+/)(?:%s|\{[\w.]+\}|["']\s*\+)""")
NAMED = re.compile(r"""["']([\w/.]+\.(?:html|txt|svg))["']""")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("templates")
    return create_app({"DATABASE_URL": f"sqlite:///{folder}/kajplats.sqlite3", "TESTING": True})


def templates() -> list[str]:
    return [path.removeprefix(FOLDER) for path in files() if path.startswith(FOLDER)]


def pages() -> list[str]:
    """Give the paths of what a browser shows; programs for letters know no style sheets."""
    return [
        path for path in files_under("web/templates", ending=".html") if "/letters/" not in path
    ]


def test_every_template_can_be_read(app: Flask) -> None:
    assert templates()
    for name in templates():
        app.jinja_env.get_template(name)


def test_every_template_that_is_named_is_there() -> None:
    there = set(templates())
    images = {path.removeprefix("web/static/") for path in files_under("web/static", ending=".svg")}
    named = {
        (path, name)
        for path in (*files_under("web"), *(FOLDER + name for name in there))
        for name in NAMED.findall(text(path))
        if "/" in name
    }
    assert named
    assert sorted((path, name) for path, name in named if name not in there | images) == []


def test_every_template_is_shown_somewhere() -> None:
    sources = [
        text(path) for path in (*files_under("web"), *(FOLDER + name for name in templates()))
    ]
    named = {name for source in sources for name in NAMED.findall(source)}
    folders = {name for source in sources for name in PUT_TOGETHER.findall(source)}
    unseen = [
        name
        for name in templates()
        if name not in named and f"{PurePath(name).parent}/" not in folders
    ]
    assert unseen == []


@pytest.mark.parametrize("wrong", [IN_THE_PAGE, INLINE_SCRIPT, UNESCAPED])
def test_pages_hold_words_only(wrong: re.Pattern[str]) -> None:
    found = [
        f"{path}:{number}"
        for path in pages()
        for number, line in enumerate(text(path).splitlines(), 1)
        if wrong.search(line)
    ]
    assert pages()
    assert found == []
