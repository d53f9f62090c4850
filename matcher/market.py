"""One market: students, offers and hints, checked against each other and turned into numbers.

The seam between records and arithmetic: whoever has a market can ask for the mask, the score and
the terms of any pair in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matcher.checks import check_date
from matcher.classes import Classes, make_classes
from matcher.eligibility import Eligibility
from matcher.errors import ConflictError, DuplicateIdError, InvalidValueError, UnknownIdError
from matcher.facts import Facts, gather
from matcher.features import Vectorizer
from matcher.linking import linker_for
from matcher.pairs import make_pairs
from matcher.places import Places, shipped_places
from matcher.records import Hint, Offer, Student, Wish
from matcher.rows import Rows, as_column
from matcher.scoring import Scorer
from matcher.settings import Settings
from matcher.shortlist import slack_of
from matcher.turned import Turned, turn
from matcher.vocabulary import shipped_vocabulary
from matcher.weights import shipped_weights

_STRENGTH = {Wish.ENCOURAGE: 1.0, Wish.DISCOURAGE: -1.0}


@dataclass(frozen=True)
class Market:
    """Everything that one ranking knows.

    ``student_rows`` and ``offer_rows`` give the row of an id; ``fixed``, ``required`` and
    ``forbidden`` are (student row, offer row) pairs in the order given; ``wishes`` gives the
    strength of other hints.
    """

    students: tuple[Student, ...]
    offers: tuple[Offer, ...]
    hints: tuple[Hint, ...]
    settings: Settings
    on: date
    student_rows: Mapping[str, int]
    offer_rows: Mapping[str, int]
    fixed: tuple[tuple[int, int], ...]
    required: tuple[tuple[int, int], ...]
    forbidden: tuple[tuple[int, int], ...]
    wishes: Mapping[tuple[int, int], float]
    places: Places
    facts: Facts
    vectorizer: Vectorizer
    eligibility: Eligibility
    scorer: Scorer

    def pair(self, student: str, offer: str) -> tuple[int, int]:
        """Return the rows of a student and an offer.

        Raises
        ------
        UnknownIdError
        """
        return _row("student", student, self.student_rows), _row("offer", offer, self.offer_rows)

    @cached_property
    def classes(self) -> Classes:
        """The offers in classes, for single students."""
        return make_classes(self.scorer.pairs)

    @cached_property
    def slack(self) -> float:
        """How near to a bar a pair has to be scored exactly."""
        return slack_of(self.scorer.pairs)

    @cached_property
    def turned(self) -> Turned:
        """The students by what they say, for single offers."""
        return turn(self.scorer.pairs)

    @cached_property
    def _said_of(self) -> dict[str, tuple[dict[int, float], dict[int, float]]]:
        """By the id of an offer, who likes it how much, and who declined it."""
        said: dict[str, tuple[dict[int, float], dict[int, float]]] = {}
        for row, student in enumerate(self.students):
            for position, offer in enumerate(student.ranked):
                said.setdefault(offer, ({}, {}))[0][row] = interest_at(position)
            for offer in student.declined:
                said.setdefault(offer, ({}, {}))[1][row] = 1.0
        return said

    def said_of_offer(self, id_: str) -> tuple[Rows, Rows, Rows, Rows]:
        """Return interest, hints, declines and what is forbidden, of all students with an offer."""
        own = self.offer_rows.get(id_, -1)
        interest, declined = self._said_of.get(id_, ({}, {}))
        hints = {row: wish for (row, column), wish in self.wishes.items() if column == own}
        forbidden = {row: 1.0 for row, column in self.forbidden if column == own}
        n = len(self.students)
        return (
            as_column(interest, n),
            as_column(hints, n),
            as_column(declined, n),
            as_column(forbidden, n),
        )


def open_market(
    students: Sequence[Student],
    offers: Sequence[Offer],
    settings: Settings,
    on: date,
    hints: Iterable[Hint] = (),
) -> Market:
    """Return the market of some records on a day.

    Raises
    ------
    MatcherError
        Duplicate ids, hints on unknown or twice-named pairs, unknown places or fields.
    """
    check_date("on", "rank", on)
    students, offers, hints = tuple(students), tuple(offers), tuple(hints)
    student_rows = _rows("students", students, Student)
    offer_rows = _rows("offers", offers, Offer)
    wishes = _wishes(hints, student_rows, offer_rows)
    fixed = tuple(pair for pair, wish in wishes.items() if wish is Wish.FIXED)
    places = settings.places or shipped_places()
    weights = settings.weights or shipped_weights()
    vectorizer = Vectorizer(linker_for(settings.vocabulary or shipped_vocabulary()))
    vectorizer.fit([*students, *offers])
    student_features, offer_features = vectorizer.students(students), vectorizer.offers(offers)
    facts = gather(students, offers, places, on, _taken(fixed, len(offers)))
    forbidden = tuple(pair for pair, wish in wishes.items() if wish is Wish.FORBID)
    strengths = {pair: _STRENGTH[wish] for pair, wish in wishes.items() if wish in _STRENGTH}
    pairs = make_pairs(
        facts,
        student_features,
        offer_features,
        settings,
        weights,
        interest=_interest(students, offer_rows),
        hints=strengths,
        declined=_declined(students, offer_rows),
        forbidden=forbidden,
    )
    return Market(
        students=students,
        offers=offers,
        hints=hints,
        settings=settings,
        on=on,
        student_rows=student_rows,
        offer_rows=offer_rows,
        fixed=fixed,
        required=tuple(pair for pair, wish in wishes.items() if wish is Wish.REQUIRE),
        forbidden=forbidden,
        wishes=strengths,
        places=places,
        facts=facts,
        vectorizer=vectorizer,
        eligibility=Eligibility(pairs),
        scorer=Scorer(weights, pairs),
    )


def is_on(hint: Hint, student: Student, offer: Offer) -> bool:
    """Return whether a hint is about this pair."""
    return (hint.student, hint.offer) == (student.id, offer.id)


def _rows(
    field: str, records: Sequence[Student] | Sequence[Offer], kind: type[Student] | type[Offer]
) -> dict[str, int]:
    rows: dict[str, int] = {}
    for row, record in enumerate(records):
        if not isinstance(record, kind):
            raise InvalidValueError(
                field=field, row=row, value=record, expected=f"a record of type {kind.__name__}"
            )
        if record.id in rows:
            raise DuplicateIdError(field=field, row=row, value=record.id, expected="each id once")
        rows[record.id] = row
    return rows


def _row(field: str, id_: str, rows: Mapping[str, int]) -> int:
    try:
        return rows[id_]
    except KeyError:
        raise UnknownIdError(
            field=field, row=None, value=id_, expected="an id that was ranked"
        ) from None


def _wishes(
    hints: Iterable[Hint], student_rows: Mapping[str, int], offer_rows: Mapping[str, int]
) -> dict[tuple[int, int], Wish]:
    """Return the wish of each pair; saying the same twice is allowed, saying two things is not."""
    wishes: dict[tuple[int, int], Wish] = {}
    for number, hint in enumerate(hints):
        if not isinstance(hint, Hint):
            raise InvalidValueError(
                field="hints", row=number, value=hint, expected="a record of type Hint"
            )
        pair = (
            _hinted("student", number, hint.student, student_rows),
            _hinted("offer", number, hint.offer, offer_rows),
        )
        if wishes.setdefault(pair, hint.wish) is not hint.wish:
            raise ConflictError(
                field="hints",
                row=number,
                value=hint.wish,
                expected=f"{wishes[pair]}, as hinted before",
            )
    return wishes


def _hinted(field: str, number: int, id_: str, rows: Mapping[str, int]) -> int:
    if id_ not in rows:
        raise UnknownIdError(
            field=f"hints.{field}", row=number, value=id_, expected=f"the id of a given {field}"
        )
    return rows[id_]


def _declined(students: Iterable[Student], offer_rows: Mapping[str, int]) -> list[tuple[int, int]]:
    # What was declined may be gone by now: ids of offers that are not here mean nothing here.
    return [
        (row, offer_rows[offer])
        for row, student in enumerate(students)
        for offer in sorted(student.declined)
        if offer in offer_rows
    ]


def _interest(
    students: Iterable[Student], offer_rows: Mapping[str, int]
) -> dict[tuple[int, int], float]:
    return {
        (row, column): strength
        for row, student in enumerate(students)
        for column, strength in interest_of(student, offer_rows).items()
    }


def interest_of(student: Student, offer_rows: Mapping[str, int]) -> dict[int, float]:
    """Return how dear each ranked offer is."""
    return {
        offer_rows[offer]: interest_at(position)
        for position, offer in enumerate(student.ranked)
        if offer in offer_rows
    }


def interest_at(position: int) -> float:
    """Return how dear an offer is by its rank from 0: 1 for the first, falling towards a half."""
    return 0.5 + 0.5 / (1 + position)


def _taken(fixed: Iterable[tuple[int, int]], offers: int) -> NDArray[np.int64]:
    return np.bincount([column for _, column in fixed], minlength=offers).astype(np.int64)
