"""Whom the rows of a spreadsheet may be: asked, never decided by the service.

The same address, the same organisation number, or a name that is close to another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from web.imports.drafts import OUT, Draft, key_of_row

NEW, SAME = "new", "same:"


class Why(StrEnum):
    """Why it is asked."""

    ADDRESS = "address"
    NUMBER = "number"
    NAME = "name"
    OFFER = "offer"
    ROW = "row"


@dataclass(frozen=True)
class Known:
    """What is registered, as the question shows it."""

    id: int
    name: str
    note: str = ""


@dataclass(frozen=True)
class Question:
    """Whether a row is somebody or something that is known.

    Parameters
    ----------
    key : str
        By which the answer is kept.
    row : int
        The number of the row, or of the first of several.
    says : str
        What the row calls it.
    why : Why
    known : tuple of Known
        What it may be.
    may_be_new : bool
        Whether it can be taken over beside what is known.
    may_be_out : bool
        Whether it can be left out; an employer with several offers cannot, its rows can.
    other_row : int
        An earlier row that it may be.
    answer : str
        What was said so far; nothing that is not among the answers.
    """

    key: str
    row: int
    says: str
    why: Why
    known: tuple[Known, ...] = ()
    may_be_new: bool = True
    may_be_out: bool = True
    other_row: int = 0
    answer: str = ""

    @property
    def answers(self) -> tuple[str, ...]:
        """What can be answered."""
        same = tuple(f"{SAME}{known.id}" for known in self.known)
        others = ((NEW, self.may_be_new), (OUT, self.may_be_out))
        return (*same, *(answer for answer, is_possible in others if is_possible))

    @property
    def same(self) -> int | None:
        """What the row was said to be."""
        return int(self.answer.removeprefix(SAME)) if self.answer.startswith(SAME) else None


@dataclass(frozen=True)
class Checked:
    """A draft, with everything that is asked of it."""

    draft: Draft
    questions: Sequence[Question]

    @property
    def open(self) -> list[Question]:
        """What is not answered yet."""
        return [question for question in self.questions if not question.answer]

    @property
    def same(self) -> dict[int, int]:
        """By row, what it was said to be."""
        return {
            each.row: each.same
            for each in self.questions
            if each.same is not None and each.key == key_of_row(each.row)
        }

    @property
    def is_ready(self) -> bool:
        """Whether everything can be taken over as it is."""
        draft = self.draft
        return bool(draft.lines) and not (self.open or draft.bad or draft.untold)
