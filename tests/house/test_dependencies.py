"""What the project depends on is what its code uses, and is locked."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions

from tests.house.project import ROOMS, files_under, text, tree

LOCKS = ("requirements.txt", "requirements-dev.txt")

# Used without an import of ours, each for the reason beside it.
USED_WITHOUT_AN_IMPORT = {
    "cryptography": "Flask-Security keeps the secrets of second factors with it",
    "email-validator": "WTForms and Flask-Security check addresses with it",
    "psycopg": "SQLAlchemy reaches PostgreSQL by it",
    "tzdata": "zoneinfo reads Europe/Stockholm from it where the system has none",
}
# Flask's own parts: they come with it, and its documentation tells to import from them.
PARTS_OF_FLASK = {"click", "itsdangerous", "jinja2", "markupsafe", "werkzeug"}


def declared() -> set[str]:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    return {re.split(r"[\[><=~! ;]", entry)[0] for entry in project["dependencies"]}


def locked(path: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", text(path), re.MULTILINE))


@cache
def imported() -> frozenset[str]:
    """Give the distributions that the rooms import from."""
    owners = packages_distributions()
    modules = {module for path in files_under(*ROOMS) for module in _modules_of(path)}
    foreign = modules - {*ROOMS, *sys.stdlib_module_names}
    found = (owner for module in foreign for owner in owners.get(module, [module]))
    return frozenset(map(_spelled, found))


def _modules_of(path: str) -> set[str]:
    names = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.split(".")[0] for name in names}


def _spelled(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def test_every_dependency_is_used() -> None:
    assert sorted(declared() - imported() - USED_WITHOUT_AN_IMPORT.keys()) == []


def test_everything_that_is_imported_is_a_dependency() -> None:
    assert sorted(imported() - declared() - PARTS_OF_FLASK) == []


def test_every_dependency_is_locked() -> None:
    assert sorted(declared() - locked("requirements.txt")) == []


def test_the_tests_run_on_the_versions_that_are_served() -> None:
    pins = {path: set(re.findall(r"^\S+==\S+", text(path), re.MULTILINE)) for path in LOCKS}
    assert pins[LOCKS[0]] <= pins[LOCKS[1]]
