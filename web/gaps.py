"""The gap in pictures: what is needed beside who studies it, by field, place and year.

What may be told of students is one fixed set of cells (``models/fives.py``); whoever filters only
chooses among them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from flask import current_app
from flask_babel import LazyString
from flask_babel import gettext as _

from models.fives import OTHERS, Figure, Told
from models.needs import Need
from models.queries.demands import Demanded, list_demanded
from models.queries.gaps import (
    ANYWHERE,
    Asked,
    Barrier,
    Needed,
    Unfilled,
    list_asked,
    list_barriers,
    list_needed,
    list_unfilled,
    tell_students,
    years_shown,
)
from models.queries.met_needs import list_met_needs
from models.queries.on_offer import Taught, count_study_places, list_taught
from models.words import Sureness
from web.bridge.nobody import NAMES as RULES
from web.bridge.places import names_of_places, place_name, places_within
from web.clock import now, today
from web.employers.studies import studies
from web.gap_rows import NONE, Choice, Picture, Row, key_of, picture_of
from web.session import session

# Whoever lives within such a journey of the work is counted there.
MINUTES_TO_WORK = 60


class Gap:
    """Everything that the page of the gap shows of a choice.

    Parameters
    ----------
    choice : Choice
    fields : sequence of tuple
        All fields: id and name.
    """

    def __init__(self, choice: Choice, fields: Sequence[tuple[str, str]]) -> None:
        self.choice, self.names, self.on = choice, dict(fields), today()
        self.needed: list[Needed] = list_needed(session, self.on)
        self.unfilled: list[Unfilled] = list_unfilled(session, self.on)
        self.taught: list[Taught] = list_taught(session, self.on)
        self.told: Told = tell_students(session, self.on, current_app.config["REGION"])
        self.years = years_shown(self.on)

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "Gap":
        """Give the gap that an address or a form asks for; what there is not is not asked for.

        Parameters
        ----------
        values : mapping
            By the names ``field``, ``place`` and ``year``.
        """
        fields = studies()
        known = {
            "field": dict(fields).keys(),
            "place": names_of_places().keys(),
            "year": years_shown(today()),
        }
        asked = {name: values.get(name, "") for name in known}
        choice = {
            name: value if value == NONE or value in known[name] else ""
            for name, value in asked.items()
        }
        return cls(Choice(**choice), fields)

    @cached_property
    def places(self) -> list[str]:
        """The municipalities that something is needed in, and those of the region, by code."""
        asked = {each.place for each in self.needed} | {each.place for each in self.unfilled}
        asked -= {OTHERS}
        near = list(current_app.config["REGION"])
        return near + sorted(asked - set(near), key=place_name)

    @property
    def places_named(self) -> list[tuple[str, str]]:
        """The municipalities to choose among, with their names."""
        return [(code, place_name(code)) for code in self.places]

    @property
    def years_named(self) -> list[tuple[str, str]]:
        """The years to choose among."""
        return [(year, year) for year in self.years]

    def row(self, choice: Choice, name: str, key: str = "") -> Row:
        """Count what lies in a choice."""
        needs = [each for each in self.needed if choice.lies_in(each)]
        unfilled = [each for each in self.unfilled if choice.lies_in(each)]
        people = {
            word: sum(each.people for each in needs if each.sureness is word) for word in Sureness
        }
        return Row(
            key,
            name,
            certain=people[Sureness.CERTAIN],
            likely=people[Sureness.LIKELY],
            perhaps=people[Sureness.PERHAPS],
            unfilled=sum(each.places for each in unfilled),
            students=self.students(choice),
            needs=tuple(each.id for each in needs),
            courses=sum(choice.lies_in(each) for each in self.taught),
        )

    def students(self, choice: Choice) -> Figure | None:
        """Give what may be told of the students in a choice."""
        if choice.place == NONE:
            return None
        places = _willing(choice.place) if choice.place else ()
        return self.told.find(field=key_of(choice.field), year=key_of(choice.year), places=places)

    @cached_property
    def whole(self) -> Row:
        """Everything that is looked at, together."""
        return self.row(self.choice, "")

    @cached_property
    def pictures(self) -> list[Picture]:
        """A picture along each line that nothing is chosen of."""
        lines = {"field": _("Field"), "place": _("Place"), "year": _("Year")}
        return [
            picture_of(line, by, self._rows(line))
            for line, by in lines.items()
            if not getattr(self.choice, line)
        ]

    @cached_property
    def asked(self) -> list[Asked]:
        """The words that the needs of the choice ask for."""
        return list_asked(session, self.whole.needs, self.on)

    @cached_property
    def demanded(self) -> list[Demanded]:
        """The must-haves of offers that nobody took or was found for, and how many lack each."""
        left = [each.id for each in self.unfilled if self.choice.lies_in(each)]
        return list_demanded(session, [*left, *(each.offer_id for each in self._barriers)], self.on)

    @cached_property
    def met(self) -> Sequence[Need]:
        """What met needs of the field before, the latest first."""
        return list_met_needs(session, self.choice.field) if self.choice.field else []

    @property
    def courses(self) -> list[Taught]:
        """The courses to come in the choice: what is on offer already."""
        return [each for each in self.taught if self.choice.lies_in(each)]

    @cached_property
    def study_places(self) -> int:
        """The places at learning centres in the weeks ahead, in the place that is chosen."""
        places = count_study_places(session, now())
        return places.get(self.choice.place, 0) if self.choice.place else sum(places.values())

    @cached_property
    def rules(self) -> list[tuple[LazyString, int]]:
        """What kept most candidates away, by the number of offers that nobody was found for."""
        counts = {rule: sum(each.rule == rule for each in self._barriers) for rule in RULES}
        known = [(RULES[rule], count) for rule, count in counts.items() if count]
        return sorted(known, key=lambda pair: -pair[1])

    @cached_property
    def _barriers(self) -> list[Barrier]:
        chosen = self.choice
        return [
            each
            for each in list_barriers(session)
            if chosen.field in {"", *each.fields} and chosen.place in {"", each.place}
        ]

    def _rows(self, line: str) -> list[Row]:
        rows = [
            self.row(replace(self.choice, **{line: key}), name, key)
            for key, name in self._groups(line)
        ]
        if line != "year":
            rows.sort(key=lambda row: (-row.needed, -row.unfilled, -row.known))
        return [row for row in rows if line == "year" or row.demand or row.students]

    def _groups(self, line: str) -> list[tuple[str, str]]:
        """Give the groups along a line, and what they are called."""
        if line == "field":
            return [*self.names.items(), (NONE, _("Other or no field"))]
        if line == "place":
            named = [(code, place_name(code)) for code in self.places]
            return [*named, (NONE, _("No place told"))]
        return [*((year, year) for year in self.years), (NONE, _("Later, or no year told"))]


def _willing(place: str) -> tuple[str, ...]:
    """Give where those stand who would work in a place: there, near it, or anywhere."""
    return (place, *places_within(place, MINUTES_TO_WORK), ANYWHERE)
