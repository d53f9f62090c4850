"""Something that waits for whoever looks at their own page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NextThing:
    """What waits, until when, and the button that leads there."""

    title: str
    note: str
    verb: str
    url: str
