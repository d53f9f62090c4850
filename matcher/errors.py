"""What can be wrong with what the matcher is given: values, not prose.

Every error says which field of which row is meant, so that whoever words it for a reader
(a page, a command, a spreadsheet report) can point at the cell.
"""

_SHOWN_CHARACTERS = 60


class MatcherError(Exception):
    """Something the matcher was given cannot be used.

    Parameters
    ----------
    field : str
        The field or argument, such as ``"places"`` or ``"capacities"``.
    row : str or int or None
        The id of the record, or the number of the row counted from 0, or None where the whole
        argument is meant.
    value : object
        What was found there.
    expected : str
        What would have been right, in a few English words.

    Examples
    --------
    >>> raise InvalidValueError(
    ...     field="places", row="o1", value=-2, expected="a whole number from 0"
    ... )
    Traceback (most recent call last):
    matcher.errors.InvalidValueError: places of 'o1': -2, expected a whole number from 0
    """

    def __init__(self, field: str, row: str | int | None, value: object, expected: str) -> None:
        # All four go to Exception, so that the error survives pickling between processes.
        super().__init__(field, row, value, expected)
        self.field = field
        self.row = row
        self.value = value
        self.expected = expected

    def __str__(self) -> str:
        """Return one line for a log or a developer."""
        found = repr(self.value)
        if len(found) > _SHOWN_CHARACTERS:
            found = found[:_SHOWN_CHARACTERS] + "…"
        where = self.field if self.row is None else f"{self.field} of {self.row!r}"
        return f"{where}: {found}, expected {self.expected}"


class InvalidValueError(MatcherError):
    """A value of the wrong type, outside its range, or of no known kind."""


class NotFiniteError(InvalidValueError):
    """A number that is not a number, or infinite."""


class ShapeError(MatcherError):
    """Arrays or lists whose sizes do not fit each other."""


class DuplicateIdError(MatcherError):
    """An id, or a pair, that occurs twice."""


class UnknownIdError(MatcherError):
    """A reference to something that was not given: a student, an offer, a municipality."""


class UnknownConceptError(UnknownIdError):
    """A field that is not in the vocabulary, so that nobody could ever be accepted."""


class ConflictError(MatcherError):
    """Two statements that cannot both hold."""


class TooFewDecisionsError(MatcherError):
    """Too few decisions, or too few of one answer, to learn from or to judge by."""


class MachinesError(MatcherError):
    """Workers that cannot be reached, or cannot do the work.

    ``field`` says what is wrong: ``scheduler`` (does not answer), ``workers`` (there are none),
    ``shared`` (the folder cannot be written, or not be read by the worker that ``row`` names),
    ``version`` (a worker has another one) or ``work`` (it was given up; the value says why).
    """
