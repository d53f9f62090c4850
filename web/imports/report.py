"""What an import did, counted."""

from collections import Counter
from dataclasses import dataclass, field

NEW, CHANGED, SAME, KEPT = "new", "changed", "unchanged", "left alone"


@dataclass
class Report:
    """What became of the rows.

    Parameters
    ----------
    things : dict
        By thing ("students"), how many were new, changed, unchanged or left alone.
    notes : list of str
        What a reader should know besides.
    """

    things: dict[str, Counter[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def count(self, thing: str, outcome: str) -> None:
        """Count a row."""
        self.things.setdefault(thing, Counter())[outcome] += 1

    def note(self, words: str) -> None:
        """Add a note, once."""
        if words not in self.notes:
            self.notes.append(words)

    @property
    def lines(self) -> list[str]:
        """The counts as lines."""
        return [
            f"{thing}: {', '.join(f'{count} {outcome}' for outcome, count in outcomes.items())}"
            for thing, outcomes in self.things.items()
        ] or ["Nothing to import."]
