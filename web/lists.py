"""Long lists, a page at a time."""

from dataclasses import dataclass

from flask import request

SIZE = 20


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
