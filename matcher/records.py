"""The frozen records that go into the matcher: students, offers and hints on pairs.

A record cannot hold a name, a sex, an age, a birth country or an address: what is not here cannot
weigh. Each record is validated when made and names the field and the id when something is wrong.
Lists and strings are accepted where an enum or a set is meant (``kinds=["thesis"]``), so that
people can script with the records; what is stored is always the declared type.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

from matcher.checks import (
    check_date,
    check_flag,
    check_id,
    check_ids,
    check_language_levels,
    check_member,
    check_members,
    check_number,
    check_place,
    check_skills,
    check_text,
    check_whole,
)
from matcher.errors import ConflictError, InvalidValueError


class Kind(StrEnum):
    """What an offer is; "internship" is the summer internship."""

    MENTORSHIP = "mentorship"
    INTERNSHIP = "internship"
    THESIS = "thesis"
    TRAINEESHIP = "traineeship"


class Level(StrEnum):
    """The level that a student studies at, or that an offer asks for."""

    BACHELOR = "bachelor"
    MASTER = "master"


class CEFR(IntEnum):
    """How well somebody knows a language, by the Common European Framework."""

    A1 = 1
    A2 = 2
    B1 = 3
    B2 = 4
    C1 = 5
    C2 = 6


class Remote(StrEnum):
    """Where the work of an offer is done."""

    ONSITE = "onsite"
    HYBRID = "hybrid"
    REMOTE = "remote"


class Wish(StrEnum):
    """What a coordinator wants for one pair."""

    REQUIRE = "require"
    ENCOURAGE = "encourage"
    DISCOURAGE = "discourage"
    FORBID = "forbid"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included.

    Examples
    --------
    >>> Period(date(2027, 6, 7), date(2027, 6, 13)).days
    7
    """

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts."""
        check_date("starts_on", "period", self.starts_on)
        check_date("ends_on", "period", self.ends_on)
        if self.ends_on < self.starts_on:
            raise InvalidValueError(
                field="ends_on",
                row="period",
                value=self.ends_on,
                expected=f"{self.starts_on} or later",
            )

    @property
    def days(self) -> int:
        """The number of days, at least 1."""
        return (self.ends_on - self.starts_on).days + 1


def _store(record: object, **values: object) -> None:
    """Write checked values into a frozen record, while it is being made."""
    for name, value in values.items():
        object.__setattr__(record, name, value)


@dataclass(frozen=True, slots=True)
class Student:
    """What is known of a student: studies, skills, languages, place, time, and what is sought.

    Parameters
    ----------
    id : str
        Any string that is unique among the students.
    kinds : frozenset of Kind
        What the student seeks.
    programme : str
        Words, or the id of a programme in the vocabulary; "" for unknown.
    level : Level
    graduates_on : date or None
        When the degree is expected, or was taken.
    skills : mapping of str to int
        Words or concept ids, from 1 (heard of) to 5 (could teach).
    languages : mapping of str to CEFR
        Language codes of ISO 639-1, such as ``"sv"``.
    text : str
        Free words about oneself; they are searched for concepts too.
    place : str
        A Swedish municipality code of four digits, or "" for unknown.
    travel_km, travel_minutes : float or None
        How far the student travels one way; reaching either is enough. None states no limit.
    remote : bool
        Willing to work at a distance.
    moves : bool
        Willing to move for it.
    available : mapping of Kind to Period
        A kind without a period is not ruled out by time.
    hours_per_week : float or None
    ranked : tuple of str
        Ids of offers that interest the student, dearest first.
    declined : frozenset of str
        Ids of offers that the student does not want.
    """

    id: str
    kinds: frozenset[Kind]
    programme: str
    level: Level
    graduates_on: date | None
    skills: Mapping[str, int] = field(hash=False)
    languages: Mapping[str, CEFR] = field(hash=False)
    text: str
    place: str
    travel_km: float | None
    travel_minutes: float | None
    remote: bool
    moves: bool
    available: Mapping[Kind, Period] = field(hash=False)
    hours_per_week: float | None
    ranked: tuple[str, ...] = ()
    declined: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Check every field and store it as its declared type."""
        row = check_id(self.id)
        check_text("programme", row, self.programme)
        check_text("text", row, self.text)
        check_place(row, self.place)
        check_flag("remote", row, self.remote)
        check_flag("moves", row, self.moves)
        if self.graduates_on is not None:
            check_date("graduates_on", row, self.graduates_on)
        check_number("travel_km", row, self.travel_km, 0, 40_000)
        check_number("travel_minutes", row, self.travel_minutes, 0, 10_000)
        check_number("hours_per_week", row, self.hours_per_week, 0, 168)
        _store(
            self,
            kinds=check_members("kinds", row, self.kinds, Kind),
            level=check_member("level", row, self.level, Level),
            skills=check_skills("skills", row, self.skills),
            languages=check_language_levels(row, self.languages, CEFR),
            available=self._checked_periods(),
            ranked=check_ids("ranked", row, self.ranked),
            declined=frozenset(check_ids("declined", row, self.declined)),
        )
        both = self.declined.intersection(self.ranked)
        if both:
            raise ConflictError(
                field="ranked", row=row, value=min(both), expected="no offer that is declined too"
            )

    def _checked_periods(self) -> dict[Kind, Period]:
        if not isinstance(self.available, Mapping):
            raise InvalidValueError(
                field="available", row=self.id, value=self.available, expected="periods by kind"
            )
        periods = {}
        for kind, period in self.available.items():
            if not isinstance(period, Period):
                raise InvalidValueError(
                    field="available", row=self.id, value=period, expected="a Period"
                )
            periods[check_member("available", self.id, kind, Kind)] = period
        return periods


@dataclass(frozen=True, slots=True)
class Offer:
    """What an employer offers, and whom it asks for.

    Parameters
    ----------
    id : str
        Any string that is unique among the offers.
    employer : str
        Whose offer it is; offers of one employer may share a number of places. "" stands alone.
    kind : Kind
    title, text : str
        The ad; searched for concepts too.
    must, wished : mapping of str to int
        Words or concept ids, with the level wanted from 1 to 5.
    languages : mapping of str to CEFR
        Each one is required, at least at its level.
    levels : frozenset of Level
        The levels accepted; empty accepts both.
    fields : frozenset of str
        The fields accepted, as ids or words of the vocabulary; empty accepts every field.
    place : str
        A Swedish municipality code of four digits, or "" for unknown.
    remote : Remote
    period : Period
    hours_per_week : float or None
    places : int
        How many students can be taken, from 0.
    """

    id: str
    employer: str
    kind: Kind
    title: str
    text: str
    must: Mapping[str, int] = field(hash=False)
    wished: Mapping[str, int] = field(hash=False)
    languages: Mapping[str, CEFR] = field(hash=False)
    levels: frozenset[Level]
    fields: frozenset[str]
    place: str
    remote: Remote
    period: Period
    hours_per_week: float | None
    places: int

    def __post_init__(self) -> None:
        """Check every field and store it as its declared type."""
        row = check_id(self.id)
        for name in ("employer", "title", "text"):
            check_text(name, row, getattr(self, name))
        check_place(row, self.place)
        check_number("hours_per_week", row, self.hours_per_week, 0, 168)
        check_whole("places", row, self.places, 0, 1_000_000)
        if not isinstance(self.period, Period):
            raise InvalidValueError(field="period", row=row, value=self.period, expected="a Period")
        _store(
            self,
            kind=check_member("kind", row, self.kind, Kind),
            must=check_skills("must", row, self.must),
            wished=check_skills("wished", row, self.wished),
            languages=check_language_levels(row, self.languages, CEFR),
            levels=check_members("levels", row, self.levels, Level),
            fields=frozenset(check_ids("fields", row, self.fields)),
            remote=check_member("remote", row, self.remote, Remote),
        )


@dataclass(frozen=True, slots=True)
class Hint:
    """What a coordinator wants for one pair, and why.

    REQUIRE and FIXED pairs are in every allocation; a FIXED pair was decided earlier and takes its
    place first. FORBID takes the pair away, ENCOURAGE and DISCOURAGE are a term of its score.
    """

    student: str
    offer: str
    wish: Wish
    reason: str

    def __post_init__(self) -> None:
        """Check every field."""
        check_id(self.student, "student")
        check_id(self.offer, "offer")
        row = f"{self.student}, {self.offer}"
        _store(self, wish=check_member("wish", row, self.wish, Wish))
        check_text("reason", row, self.reason)
