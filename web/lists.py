"""Addresses of this page with something changed, and long lists a page at a time."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Flask, request, url_for

SIZE = 20


def init_app(app: Flask) -> None:
    """Let templates write the addresses that lead to other views of the same page."""
    app.jinja_env.globals.update(with_page=with_page, here=here)


def here(**changes: str | int | list[int] | None) -> str:
    """Give this page's address with some of what it asks for changed; None leaves a name out."""
    page = url_for(request.endpoint or "public.start_show", **(request.view_args or {}))
    # Whatever names an address asks for: `url_for` would take some of them for its own settings.
    changed = {
        name: value if isinstance(value, list) else [value] for name, value in changes.items()
    }
    asked: dict[str, list[Any]] = {**request.args.to_dict(flat=False), **changed}
    pairs = [(name, value) for name in asked for value in asked[name] if value is not None]
    return f"{page}?{urlencode(pairs)}" if pairs else page


def with_page(number: int) -> str:
    """Give this page's address with another number of the list's page; its filters stay."""
    return here(page=number)


@dataclass(frozen=True)
class Page:
    """One page of a list: which, how many things in all, and how many to a page."""

    number: int
    count: int
    size: int = SIZE

    @classmethod
    def of_request(cls, count: int, size: int = SIZE) -> "Page":
        """Give the page that the address asks for (``?page=2``), or the nearest there is."""
        asked = request.args.get("page", 1, type=int)
        return cls(min(max(asked, 1), max(-(-count // size), 1)), count, size)

    @property
    def offset(self) -> int:
        """How many things stand on the pages before."""
        return (self.number - 1) * self.size

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(-(-self.count // self.size), 1)
