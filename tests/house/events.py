"""What the operations write down, read from their own words: each thing with each of its verbs.

A verb stands in the call that writes it, is a constant or a table of the module, one of two, or
comes in by a parameter; then the calls of that function say it.
"""

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType

from tests.house.project import files_under, tree

Pair = tuple[str, str]


class Unread(AssertionError):
    """A thing or a verb whose words cannot be told from the code."""


def recorded() -> set[Pair]:
    """Give every thing and verb that is written down anywhere.

    Raises
    ------
    Unread
        If one is written in a way that is not known here.
    """
    found: set[Pair] = set()
    for path in files_under("models", "web"):
        for function, call in _calls_of("record", path):
            things = _words(call.args[1], path, function)
            verbs = _words(call.args[2], path, function)
            found |= {(thing, verb) for thing in things for verb in verbs}
    return found


def _calls_of(name: str, path: str) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
    """Give the calls of a function in a module, each with the function that it stands in."""
    for around, called, node in _calls(path):
        if called == name:
            yield around, node


@cache
def _calls(path: str) -> list[tuple[ast.FunctionDef | None, str, ast.Call]]:
    """Give all calls of a module: where each stands, and the name of what is called."""
    found: list[tuple[ast.FunctionDef | None, str, ast.Call]] = []

    def look(node: ast.AST, around: ast.FunctionDef | None) -> None:
        for each in ast.iter_child_nodes(node):
            match each:
                case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
                    found.append((around, name, each))
            look(each, each if isinstance(each, ast.FunctionDef) else around)

    look(tree(path), None)
    return found


def _words(node: ast.expr, path: str, function: ast.FunctionDef | None) -> set[str]:
    """Give the words that an expression can be."""
    match node:
        case ast.Constant(value=str(word)):
            return {word}
        case ast.IfExp(body=one, orelse=other):
            return _words(one, path, function) | _words(other, path, function)
        case ast.Subscript(value=ast.Name(id=name)):
            return set(map(str, getattr(_module(path), name).values()))
        case ast.Attribute(value=ast.Name(id=name), attr=word):
            return {str(getattr(getattr(_module(path), name), word))}
        case ast.Call(func=ast.Name(id="str"), args=[inner]):
            return _words(inner, path, function)
        case ast.Call(func=ast.Name(id=name)):
            return _returned(name, path)
        case ast.Name(id=name):
            return _named(name, path, function)
    raise Unread(path, ast.unparse(node))


def _named(name: str, path: str, function: ast.FunctionDef | None) -> set[str]:
    """Give the words that a name can stand for: set in the function, handed to it, or above it."""
    if function is not None:
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and name in _names(node.targets[0]):
                return _words(node.value, path, function)
        arguments = [each.arg for each in (*function.args.args, *function.args.kwonlyargs)]
        if name in arguments:
            return _handed_to(function.name, arguments.index(name), name, path)
    word = getattr(_module(path), name, None)
    if isinstance(word, str):
        return {word}
    raise Unread(path, name)


def _handed_to(function: str, place: int, name: str, path: str) -> set[str]:
    """Give the words with which a function is called; one with an underscore, in its module."""
    found: set[str] = set()
    for where in [path] if function.startswith("_") else files_under("models", "web"):
        for around, call in _calls_of(function, where):
            said = [each.value for each in call.keywords if each.arg == name]
            found |= _words([*call.args[place : place + 1], *said][0], where, around)
    return found


def _returned(name: str, path: str) -> set[str]:
    """Give the words that a function of the module answers with, whatever else it answers."""
    answers = (
        answer
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name == name
        for answer in ast.walk(node)
        if isinstance(answer, ast.Return)
    )
    words = (each for answer in answers for each in ast.walk(answer))
    return {each.value for each in words if _is_word(each)}


def _is_word(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _module(path: str) -> ModuleType:
    return import_module(path.removesuffix(".py").replace("/", "."))


def _names(target: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}
