"""One market: students, offers and hints, checked against each other and turned into numbers.

The seam between records and arithmetic: whoever has a market can ask for the mask, the score and
the terms of any pair in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher.checks import check_date
from matcher.eligibility import Eligibility
from matcher.errors import ConflictError, DuplicateIdError, InvalidValueError, UnknownIdError
from matcher.facts import gather
from matcher.features import Vectorizer
from matcher.linking import linker_for
from matcher.pairs import make_pairs
from matcher.places import Places, shipped_places
from matcher.records import Hint, Offer, Student, Wish
from matcher.scoring import Scorer
from matcher.settings import Settings
from matcher.vocabulary import shipped_vocabulary
from matcher.weights import shipped_weights

_STRENGTH = {Wish.ENCOURAGE: 1.0, Wish.DISCOURAGE: -1.0}


@dataclass(frozen=True)
class Market:
    """Everything that one ranking knows.

    ``student_rows`` and ``offer_rows`` give the row of an id; ``fixed`` and ``required`` are
    (student row, offer row) pairs in the order given.
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
    places: Places
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
    pairs = make_pairs(
        gather(students, offers, places, on, _taken(fixed, len(offers))),
        student_features,
        offer_features,
        settings,
        weights,
        interest=_interest(students, offer_rows),
        hints={pair: _STRENGTH[wish] for pair, wish in wishes.items() if wish in _STRENGTH},
        declined=_declined(students, offer_rows),
        forbidden=[pair for pair, wish in wishes.items() if wish is Wish.FORBID],
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
        places=places,
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
    """Return how dear each ranked offer is: 1 for the first, falling towards a half."""
    return {
        (row, offer_rows[offer]): 0.5 + 0.5 / (1 + position)
        for row, student in enumerate(students)
        for position, offer in enumerate(student.ranked)
        if offer in offer_rows
    }


def _taken(fixed: Iterable[tuple[int, int]], offers: int) -> NDArray[np.int64]:
    return np.bincount([column for _, column in fixed], minlength=offers).astype(np.int64)
