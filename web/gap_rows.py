"""What the gap shows of a group: what is looked at, its figures, and the sentence about them."""

from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.fives import OTHERS, Figure
from models.queries.gaps import Needed, Unfilled
from models.queries.on_offer import Taught

# So many groups are drawn; the table has them all.
DRAWN = 8
# A choice of what tells no field, place or year.
NONE = "-"


@dataclass(frozen=True)
class Choice:
    """What is looked at: a field, a place, a year; "" is all of them, "-" what tells none."""

    field: str = ""
    place: str = ""
    year: str = ""

    def lies_in(self, thing: Needed | Unfilled | Taught) -> bool:
        """Whether a need, an offer or a course is among what is looked at."""
        fields = {thing.field} if isinstance(thing, Needed) else thing.fields
        near = {self.place} if isinstance(thing, Taught) and thing.is_anywhere else {thing.place}
        return (
            _asks(self.field, fields or {OTHERS})
            and _asks(self.place, near)
            and _asks(self.year, {thing.year})
        )


@dataclass(frozen=True)
class Row:
    """A group: people needed by how sure, places that stayed unfilled, and students.

    Parameters
    ----------
    students : Figure or None
        None where they are not told by themselves.
    needs : tuple of int
        The ids of the needs that are counted.
    courses : int
        How many courses are to come: what is on offer already.
    """

    key: str
    name: str
    certain: int
    likely: int
    perhaps: int
    unfilled: int
    students: Figure | None
    needs: tuple[int, ...] = ()
    courses: int = 0

    @property
    def needed(self) -> int:
        """How many people are needed, however sure."""
        return self.certain + self.likely + self.perhaps

    @property
    def demand(self) -> int:
        """People needed and places unfilled."""
        return self.needed + self.unfilled

    @property
    def missing(self) -> int:
        """By how many those needed for certain or likely exceed the students who are told of."""
        return self.certain + self.likely - self.known

    @property
    def known(self) -> int:
        """How many students are told of."""
        return self.students.count if self.students else 0


@dataclass(frozen=True)
class Picture:
    """What a picture shows, and its rows, the largest demand first.

    Parameters
    ----------
    line : str
        ``field``, ``place`` or ``year``.
    by : str
        What the rows are called.
    says : str
        What it shows, in a sentence.
    """

    line: str
    by: str
    says: str
    rows: list[Row]

    @property
    def drawn(self) -> list[Row]:
        """The rows that are drawn: those in which something is needed."""
        return [row for row in self.rows if row.demand][:DRAWN]

    @property
    def others(self) -> list[Row]:
        """The rows that are not drawn."""
        return [row for row in self.rows if row not in self.drawn]

    @property
    def most(self) -> int:
        """The largest count, by which the bars are drawn."""
        counts = ((row.needed, row.unfilled, row.known) for row in self.drawn)
        return max((max(each) for each in counts), default=0)


def told(figure: Figure | None) -> str | int:
    """Say how many students, as a table does."""
    if figure is None:
        return str(_("not told"))
    if figure.is_least:
        return str(_("at least %(count)s", count=figure.count))
    return figure.count


def sentence(row: Row) -> str:
    """Say what is needed in a group, and who studies it."""
    names = {"name": row.name, "needed": row.needed, "unfilled": row.unfilled}
    if row.students is None:
        words = _(
            "%(name)s: %(needed)s people needed, %(unfilled)s places unfilled, and the number of"
            " students is not told.",
            **names,
        )
    else:
        words = _(
            "%(name)s: %(needed)s people needed, %(unfilled)s places unfilled, and %(students)s"
            " students who take part.",
            students=told(row.students),
            **names,
        )
    return str(words)


NOTHING = _l("No needs are registered yet, and no places stayed unfilled.")


def picture_of(line: str, by: str, rows: list[Row]) -> Picture:
    """Give a picture with the sentence above it."""
    told_of = [row for row in rows if row.students is not None]
    short = max(told_of, key=lambda row: row.missing, default=None)
    most = max(rows, key=lambda row: (row.needed, row.unfilled), default=None)
    if most is None or not most.demand:
        says = str(NOTHING)
    elif short is not None and short.missing > 0:
        says = _("Most is missing here. %(sentence)s", sentence=sentence(short))
    else:
        says = _("Most is needed here. %(sentence)s", sentence=sentence(most))
    return Picture(line, by, says, rows)


def key_of(asked: str) -> str | None:
    """Give what is asked for as ``models/fives.py`` knows it: None for all."""
    return OTHERS if asked == NONE else asked or None


def _asks(asked: str, told_of: Collection[str]) -> bool:
    return not asked or key_of(asked) in told_of
