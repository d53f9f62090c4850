"""Draw a table of moves, as text that README pages show as a picture (Mermaid).

``python -m models.diagram`` prints it; a test says when the README's copy is stale.
"""

from collections.abc import Iterable

from models.moves import MOVES, Move

NOTHING = "[*]"


def draw(moves: Iterable[Move]) -> str:
    """Give a state diagram: one arrow for each state that a verb starts from.

    Examples
    --------
    >>> from models.moves import ROUND_MOVES
    >>> print(draw(ROUND_MOVES[:2]))
    stateDiagram-v2
        draft --> open: open (coordinator)
        open --> closed: close (coordinator)
    """
    return "\n".join(["stateDiagram-v2", *(f"    {line}" for line in _arrows(moves))])


def _arrows(moves: Iterable[Move]) -> Iterable[str]:
    for row in moves:
        who = ", ".join(sorted(row.who))
        for source in row.sources:
            yield f"{source or NOTHING} --> {row.target or NOTHING}: {row.verb} ({who})"


if __name__ == "__main__":
    print(draw(MOVES))  # noqa: T201 - printing is what it is for
