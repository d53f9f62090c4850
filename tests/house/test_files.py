"""Every file is where its name says, short enough to be read, and of no particular machine."""

import ast
import re
from pathlib import PurePath

from tests.house.project import ROOMS, files, files_under, text, tree

LONGEST_FILE = 300
# Paths of files that were looked at and are better long, each with the reason beside it.
# Each is read from top to bottom as one table, or one list of words.
BETTER_LONG = frozenset(
    {
        "models/personal.py",
        "models/words.py",
        "tests/models/breaks.py",
        "web/access.py",
        "web/errors.py",
        "web/labels.py",
    }
)

AT_THE_TOP = frozenset(
    {
        *ROOMS,
        "tests",
        "instance",
        "BENCHMARKS.md",
        "LICENSE",
        "Makefile",
        "README.md",
        "pyproject.toml",
        "requirements.txt",
        "requirements-dev.txt",
    }
)  # fmt: skip - one kind of thing to a line
NAMES_THAT_SAY_NOTHING = frozenset(
    {"common", "data", "helper", "helpers", "info", "manager", "managers", "misc", "util", "utils"}
)
LOCKS_WITH_ADDRESSES = re.compile(
    r"(^|/)(uv\.lock|poetry\.lock|Pipfile\.lock|package-lock\.json|yarn\.lock|pnpm-lock\.yaml)$"
)
REGISTRY = re.compile(
    r"pypi\.[o]rg|files\.python[h]osted|registry\.(npm[j]s|yarn[p]kg)|--(extra-)?index-[u]rl"
)
MACHINE = re.compile(r"(?<![\w.}-])/(work|farm|root|home|Users|opt)/\w")
SILENCER = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:|ruff:|mypy:)")
RULES = r"(noqa:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*|type:\s*ignore\[[\w, -]+\])"
# After the rules that are named: a dash or a hash, and at least two words.
SILENCER_WITH_REASON = re.compile(rf"#\s*{RULES}\s+[-#]\s*\w+\W+\w+")


def test_no_file_is_too_long() -> None:
    written = (
        path
        for ending in (".py", ".html", ".js")
        for path in files_under(ending=ending)
        # A migration is written once and read as a list.
        if not path.startswith("models/migrations/versions/") and path not in BETTER_LONG
    )
    lines = {path: text(path).count("\n") for path in written}
    assert {path: length for path, length in lines.items() if length > LONGEST_FILE} == {}


def test_nothing_else_stands_at_the_top() -> None:
    tops = {PurePath(path).parts[0] for path in files()}
    assert {top for top in tops if not top.startswith(".")} <= AT_THE_TOP


def test_file_names_say_what_is_inside() -> None:
    words = {path: set(PurePath(path).stem.split("_")) for path in files_under()}
    assert [path for path in words if words[path] & NAMES_THAT_SAY_NOTHING] == []


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        path
        for path in files_under()
        if text(path).strip() and not (ast.get_docstring(tree(path)) or "").strip()
    ]
    assert silent == []


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {str(PurePath(path).parent) for path in files_under(*ROOMS, "tests")}
    assert [folder for folder in sorted(folders) if f"{folder}/__init__.py" not in files()] == []


def test_a_test_stands_at_the_path_of_what_it_tests() -> None:
    lost = []
    for path in files_under(*(f"tests/{room}" for room in ROOMS)):
        name = PurePath(path).stem
        if name.startswith("test_") and not _is_tested_there(PurePath(path)):
            lost.append(path)
    assert lost == []


def _is_tested_there(path: PurePath) -> bool:
    """Say whether ``a/b.py`` or the folder ``a/b`` exists for ``tests/a/test_b[_aspect].py``."""
    folder = "/".join(path.parts[1:-1])
    words = path.stem.removeprefix("test_").split("_")
    names = ["_".join(words[:count]) for count in range(1, len(words) + 1)]
    places = [f"{folder}/{name}" for name in names]
    return any(
        other == f"{place}.py" or other.startswith(f"{place}/")
        for place in places
        for other in files()
    )


def test_a_silenced_rule_carries_its_reason() -> None:
    silent = [
        f"{path}:{number}"
        for path in files_under()
        for number, line in enumerate(text(path).splitlines(), 1)
        if SILENCER.search(line) and not SILENCER_WITH_REASON.search(line)
    ]
    assert silent == []


def test_no_lock_file_carries_addresses() -> None:
    assert [path for path in files() if LOCKS_WITH_ADDRESSES.search(path)] == []
    locks = [path for path in files() if path.startswith("requirements")]
    assert [path for path in locks if "://" in text(path) or "-e " in text(path)] == []


def test_every_locked_dependency_has_its_hashes() -> None:
    for path in ("requirements.txt", "requirements-dev.txt"):
        locked = re.split(r"\n(?=\w)", text(path).strip())
        assert len(locked) > 30
        assert [entry.split()[0] for entry in locked if "--hash=sha256:" not in entry] == []


def test_no_file_knows_a_registry_or_a_machine() -> None:
    known = [
        f"{path}:{number}"
        for path in files()
        if not path.endswith((".png", ".webp", ".ico", ".woff2", ".svg"))
        for number, line in enumerate(text(path).splitlines(), 1)
        if REGISTRY.search(line) or MACHINE.search(line)
    ]
    assert known == []
