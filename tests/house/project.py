"""The project's own files, as the guards read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[2]
ROOMS = ("matcher", "models", "web")

Node = TypeVar("Node", bound=ast.AST)


@cache
def files() -> tuple[str, ...]:
    """Give the paths of all files that are, or would be, in the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    paths = sorted(set(answer.stdout.split("\0")) - {""})
    return tuple(path for path in paths if (ROOT / path).is_file())


def files_under(*folders: str, ending: str = ".py") -> list[str]:
    """Give the paths of the files below some folders, all of the project when none is named."""
    return [
        path
        for path in files()
        if path.endswith(ending)
        and (not folders or any(path.startswith(f"{folder}/") for folder in folders))
    ]


@cache
def text(path: str) -> str:
    """Give what stands in a file."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: str) -> ast.Module:
    """Give a module as its syntax."""
    return ast.parse(text(path), path)


@cache
def _walked(path: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


def nodes(kind: type[Node], *folders: str) -> Iterator[tuple[str, Node]]:
    """Give every piece of syntax of one kind below some folders, with the path it stands in."""
    for path in files_under(*folders):
        for node in _walked(path):
            if isinstance(node, kind):
                yield path, node
