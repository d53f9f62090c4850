"""What the work list is made of: sorts of things to do, and a line for each thing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString


@dataclass(frozen=True)
class Line:
    """One thing to do: where, what it is called, and what there is to know before one goes."""

    address: str
    title: str
    note: str = ""


@dataclass(frozen=True)
class Sort:
    """A sort of things to do.

    Parameters
    ----------
    name : str
        What `WorkList` calls them; also their place in the page's address.
    title, to_do : LazyString
        What they are called, and what to do about them.
    line : callable
        Puts one of them in words.
    """

    name: str
    title: LazyString
    to_do: LazyString
    line: Callable[[Any], Line]
