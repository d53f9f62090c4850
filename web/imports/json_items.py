"""Read the objects of a large JSON file one after the other, without holding the file.

An object lies in a list, or two steps below the top (``{type: {id: object}}``): those are the forms
in which taxonomies are published. Everything above them is only walked through.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

CHUNK = 1 << 16
LONGEST_VALUE = 1 << 20
DEEPEST = 2
SPACE = " \t\r\n"

Item = tuple[tuple[str, ...], Any]

_DECODER = json.JSONDecoder()


class JsonUnreadable(ValueError):
    """The file is no JSON, or holds an object that is too large."""


def read_items(path: Path) -> Iterator[Item]:
    """Yield each object with the keys that lead to it.

    Raises
    ------
    JsonUnreadable
        When the text is no JSON, no UTF-8, cut off, or has an object of more than a megabyte.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from _Reader(file).items()
    except UnicodeDecodeError as error:
        raise JsonUnreadable from error


class _Reader:
    """A window that moves over a text, and values taken from its beginning."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text, self._at, self._is_over = "", 0, False

    def items(self) -> Iterator[Item]:
        yield from self._inside(())
        if self._next():
            raise JsonUnreadable

    def _inside(self, keys: tuple[str, ...]) -> Iterator[Item]:
        opening = self._next()
        if opening == "[":
            yield from ((keys, value) for value in self._members("]"))
        elif opening == "{" and len(keys) < DEEPEST:
            yield from self._object(keys)
        else:
            yield keys, self._value()

    def _object(self, keys: tuple[str, ...]) -> Iterator[Item]:
        self._at += 1
        if self._next() == "}":
            self._at += 1
            return
        while True:
            key = self._value()
            if not isinstance(key, str):
                raise JsonUnreadable
            self._take(":")
            yield from self._inside((*keys, key))
            if self._take(",}") == "}":
                return

    def _members(self, closing: str) -> Iterator[Any]:
        self._at += 1
        if self._next() == closing:
            self._at += 1
            return
        while True:
            yield self._value()
            if self._take("," + closing) == closing:
                return

    def _value(self) -> Any:
        """Take one whole value, reading on until it is all there."""
        self._next()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if not self._read_on():
                    raise JsonUnreadable from error
                continue
            # A number at the end of the window may go on behind it.
            if end < len(self._text) or not self._read_on():
                self._at = end
                return value

    def _take(self, allowed: str) -> str:
        found = self._next()
        if not found or found not in allowed:
            raise JsonUnreadable
        self._at += 1
        return found

    def _next(self) -> str:
        """Give the next sign that is no space, "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in SPACE:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._read_on():
                return ""

    def _read_on(self) -> bool:
        """Read more behind what is left of the window; at least as much as is there already."""
        left = self._text[self._at :]
        if self._is_over:
            return False
        if len(left) > LONGEST_VALUE:
            raise JsonUnreadable
        more = self._file.read(max(CHUNK, len(left)))
        self._text, self._at, self._is_over = left + more, 0, not more
        return bool(more)
