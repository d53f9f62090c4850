"""Every word of the pages is there in Swedish, and nothing in the catalogue is left over."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.house.project import ROOT

CATALOGUE = ROOT / "web" / "translations" / "sv" / "LC_MESSAGES" / "messages.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")

Ids = str | tuple[str, ...]


@pytest.fixture(scope="module")
def swedish() -> Catalog:
    with CATALOGUE.open("rb") as lines:
        return read_po(lines, locale="sv", abort_invalid=True)


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Give the words that stand in code and templates, taken out as `make translations` does."""
    found = tmp_path_factory.mktemp("words") / "messages.pot"
    command = [Path(sys.executable).with_name("pybabel"), "--quiet", "extract"]
    options = ["--mapping", "pyproject.toml", "--output", found, "."]
    subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True)
    with found.open("rb") as lines:
        return read_po(lines)


def keys(catalogue: Catalog) -> set[tuple[str | None, Ids]]:
    return {(message.context, message.id) for message in catalogue if message.id}


def texts(message: Message) -> list[str]:
    """Give the translations: one, or one for each number."""
    return [message.string] if isinstance(message.string, str) else list(message.string)


def test_every_word_is_in_the_swedish_catalogue(swedish: Catalog, used: Catalog) -> None:
    assert keys(used)
    assert sorted(keys(used) - keys(swedish), key=str) == []


def test_nothing_in_the_catalogue_is_left_over(swedish: Catalog, used: Catalog) -> None:
    assert sorted(keys(swedish) - keys(used), key=str) == []
    assert sorted(map(str, swedish.obsolete)) == []


def test_every_word_is_translated(swedish: Catalog) -> None:
    assert [message.id for message in swedish if message.id and not all(texts(message))] == []


def test_no_translation_was_guessed(swedish: Catalog) -> None:
    assert not swedish.fuzzy
    assert [message.id for message in swedish if message.id and message.fuzzy] == []


def test_translations_keep_the_placeholders(swedish: Catalog) -> None:
    wrong = []
    for message in swedish:
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        expected = set(PLACEHOLDER.findall(ids[-1]))
        # A singular may say "ett" where the plural gives the number.
        singular_may_lack = {"%(num)s", "%(num)d"} if len(ids) > 1 else set()
        for text in texts(message):
            missing = (expected ^ set(PLACEHOLDER.findall(text))) - singular_may_lack
            if missing:
                wrong.append((message.id, sorted(missing)))
    assert wrong == []
