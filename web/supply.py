"""Pictures of supply and demand, for the working group and the steering group."""

from dataclasses import dataclass

from flask_babel import gettext as _

from models.fives import OTHERS
from models.queries.concepts import get_labels
from models.queries.supply import Supply, list_supply_by_field, list_supply_by_place
from models.words import Kind, MatchState
from web.bridge.places import place_name
from web.clock import today
from web.languages import choose as language
from web.session import session

# Where a match can stand that both sides know of, or that is about to be told.
AFTER_CONFIRMING = tuple(state for state in MatchState if state is not MatchState.REJECTED)
# So many groups are drawn; the table has them all.
DRAWN = 8


@dataclass(frozen=True)
class Row:
    """A group with its name, and its two counts."""

    name: str
    students: int | None
    places: int


@dataclass(frozen=True)
class Picture:
    """What a picture shows, and its rows, the largest first.

    Parameters
    ----------
    by : str
        What the rows are called.
    says : str
        What it shows, in a sentence.
    """

    by: str
    says: str
    rows: list[Row]

    @property
    def drawn(self) -> list[Row]:
        """The rows that are drawn."""
        return self.rows[:DRAWN]

    @property
    def most(self) -> int:
        """The largest count, by which the bars are drawn."""
        return max((max(row.students or 0, row.places) for row in self.drawn), default=0)


def pictures_of_supply(kind: Kind | None = None) -> list[Picture]:
    """Give supply and demand by field of study and by place, of one kind or of all."""
    fields = list_supply_by_field(session, today(), kind)
    names = get_labels(session, [row.key for row in fields if row.key != OTHERS], language())
    others = _("Other or every field")
    by_field = [_row(row, names.get(row.key, row.key) or others) for row in fields]
    by_place = [
        _row(row, place_name(row.key) if row.key else _("Other or no place"))
        for row in list_supply_by_place(session, today(), kind)
    ]
    return [
        Picture(_("Field of study"), _says(by_field, others), by_field),
        Picture(_("Place"), _says(by_place, _("Other or no place")), by_place),
    ]


def _row(row: Supply, name: str) -> Row:
    return Row(name, row.students, row.places)


def _says(rows: list[Row], others: str) -> str:
    """Say where the most are missing, on either side."""
    told = [row for row in rows if row.students is not None and row.name != others]
    short = max(told, key=lambda row: (row.students or 0) - row.places, default=None)
    if short is None or (short.students or 0) <= short.places:
        return str(_("There are places for all groups that can be told of."))
    return str(
        _(
            "Most places are missing in %(name)s: %(students)s seek and %(places)s are left.",
            name=short.name,
            students=short.students,
            places=short.places,
        )
    )
