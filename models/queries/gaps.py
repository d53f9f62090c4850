"""The gap: what is needed beside who studies it, by field, place and year.

People needed and places are counted as they are; students only as ``models/fives.py`` lets be told.
Each source is a function of its own, which gives rows with fields, a place and a year; what else
adds to the supply is one more of them.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVarTuple

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from models.concepts import Concept
from models.fives import FEWEST, OTHERS, Key, Told, tell
from models.needs import Need, NeedWord
from models.offers import Offer, OfferField
from models.people import Student, StudentSkill
from models.queries.needs import only_counted
from models.queries.offers import only_public
from models.queries.rounds import newest_done_run
from models.queries.supply import fields_of_programmes
from models.rounds import Round, Run
from models.words import Kind, Level, ProfileState, RoundState, Sureness

Columns = TypeVarTuple("Columns")

YEARS_AHEAD = 3
# A place that nobody took is news for so long after its first day.
REMEMBERED = timedelta(days=365)
# Where a student is willing to work: anywhere (they would move, or work at a distance), or near
# where they live, which is told by name within the region.
ANYWHERE, AWAY = "anywhere", "away"
# The rules of a run that are what an offer demands; the others are no fault of the demands.
DEMANDS = ("level", "field", "language", "period", "place")


@dataclass(frozen=True)
class Needed:
    """An open need, as the gap counts it: once, in one field, place and year."""

    id: int
    field: str
    place: str
    year: str
    people: int
    sureness: Sureness
    wants_commissioned: bool
    level: Level | None


@dataclass(frozen=True)
class Unfilled:
    """Places of an offer that nobody took; it counts in each field that it was for."""

    id: int
    kind: Kind
    place: str
    year: str
    places: int
    fields: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Barrier:
    """What kept most candidates from an offer in the newest run of its round."""

    offer_id: int
    place: str
    fields: frozenset[str]
    rule: str


@dataclass(frozen=True)
class Asked:
    """Words that needs ask for: how many people, and how many students say they know it.

    Parameters
    ----------
    students : int or None
        None where those who know it, or those who do not, are fewer than five.
    """

    sv: str
    en: str
    people: int
    students: int | None


def years_shown(on: date) -> tuple[str, ...]:
    """Give the years of the gap: this one, in which all that is overdue counts, and those ahead."""
    return tuple(str(on.year + ahead) for ahead in range(YEARS_AHEAD + 1))


def list_needed(session: Session, on: date) -> list[Needed]:
    """List the open needs of those who are known; what lies further ahead counts in no year."""
    query = only_counted(
        select(
            Need.id, Need.field_id, Need.place, Need.year, Need.people, Need.sureness,
            Need.wants_commissioned, Need.level,
        )
    )  # fmt: skip
    return [
        Needed(
            need.id,
            need.field_id or OTHERS,
            need.place,
            year_of(need.year, on),
            need.people,
            need.sureness,
            need.wants_commissioned,
            need.level,
        )
        for need in session.execute(query.order_by(Need.id))
    ]


def list_unfilled(session: Session, on: date) -> list[Unfilled]:
    """List the places left of offers that have begun, or whose round was published since.

    What began more than a year ago is forgotten.
    """
    published = exists().where(
        Round.kind == Offer.kind,
        Round.is_rolling.is_(False),
        Round.state.in_([RoundState.PUBLISHED, RoundState.ARCHIVED]),
        Round.published_at >= Offer.published_at,
    )
    left = Offer.places - Offer.places_taken
    query = only_public(
        select(Offer.id, Offer.kind, Offer.place, Offer.starts_on, left, OfferField.concept_id)
    ).where(
        left > 0,
        Offer.starts_on >= on - REMEMBERED,
        or_(Offer.starts_on < on, published),
    )
    found: dict[int, Unfilled] = {}
    for id_, kind, place, starts_on, places, field_id in session.execute(
        query.select_from(Offer).outerjoin(Offer.fields).order_by(Offer.id, OfferField.concept_id)
    ):
        known = found[id_].fields if id_ in found else frozenset()
        fields = known | ({field_id} if field_id else set())
        found[id_] = Unfilled(id_, kind, place, year_of(starts_on.year, on), places, fields)
    return list(found.values())


def list_barriers(session: Session) -> list[Barrier]:
    """List what kept most candidates from those offers that the newest runs found nobody for."""
    newest = select(newest_done_run(Round.id)).where(Round.state != RoundState.ARCHIVED)
    rules: dict[int, str] = {}
    for unmatched in session.scalars(
        select(Run.unmatched).where(Run.id.in_(newest)).order_by(Run.id)
    ):
        for offer_id, why in unmatched.get("offers", {}).items():
            counts = why.get("removed", {})
            if removed := {rule: counts[rule] for rule in DEMANDS if counts.get(rule)}:
                rules[int(offer_id)] = max(removed, key=lambda rule: (removed[rule], rule))
    query = only_public(select(Offer.id, Offer.place, OfferField.concept_id))
    query = query.select_from(Offer).outerjoin(Offer.fields).where(Offer.id.in_(rules))
    fields: dict[int, set[str]] = {}
    places: dict[int, str] = {}
    for offer_id, place, field_id in session.execute(query):
        places[offer_id] = place
        fields.setdefault(offer_id, set()).update({field_id} if field_id else ())
    return [
        Barrier(offer_id, places[offer_id], frozenset(fields[offer_id]), rules[offer_id])
        for offer_id in sorted(places)
    ]


def tell_students(session: Session, on: date, region: Collection[str]) -> Told:
    """Give what may be told of those who take part: by field, year of graduation, and place."""
    return tell(count_students(session, on, region))


def count_students(session: Session, on: date, region: Collection[str]) -> dict[Key, int]:
    """Count those who take part, are not protected, and are here or still to come: the supply.

    Whoever has finished their studies, or left, is none. Never shown as it is: see
    `tell_students`.

    Parameters
    ----------
    region : collection of str
        The municipalities that are told by name, for those who work near where they live.
    """
    columns = (
        Student.programme, Student.graduates_on, Student.place, Student.moves, Student.remote,
    )  # fmt: skip
    rows = session.execute(_takes_part(select(*columns, func.count()), on).group_by(*columns)).all()
    fields = fields_of_programmes(session, {row[0] for row in rows if row[0]})
    counts: Counter[Key] = Counter()
    for programme, graduates_on, place, moves, remote, count in rows:
        year = year_of(graduates_on.year, on) if graduates_on else OTHERS
        where = _where(place, moves=moves, remote=remote, region=region)
        counts[fields.get(programme, OTHERS), year, where] += count
    return dict(counts)


def list_asked(session: Session, need_ids: Sequence[int], on: date, limit: int = 10) -> list[Asked]:
    """List the words that some needs ask for, those for most people first."""
    people = func.sum(Need.people)
    query = (
        select(Concept.id, Concept.sv, Concept.en, people)
        .join(NeedWord, NeedWord.concept_id == Concept.id)
        .join(Need, Need.id == NeedWord.need_id)
        .where(Need.id.in_(need_ids))
        .group_by(Concept.id, Concept.sv, Concept.en)
        .order_by(people.desc(), Concept.id)
    )
    rows = session.execute(query.limit(limit)).all()
    known = count_who_know(session, [concept_id for concept_id, *_rest in rows], on)
    return [
        Asked(sv or en, en or sv, count, known.get(concept_id, (None,))[0])
        for concept_id, sv, en, count in rows
    ]


def count_who_know(
    session: Session, concept_ids: Sequence[str], on: date
) -> dict[str, tuple[int, int]]:
    """Count the students who say they know something, and who do not, where it may be told."""
    if not concept_ids:
        return {}
    whole = _takes_part(select(func.count(Student.id)), on).scalar_subquery()
    query = select(
        StudentSkill.concept_id, func.count(StudentSkill.student_id.distinct()), whole
    ).join(Student, Student.id == StudentSkill.student_id)
    query = _takes_part(query, on).where(StudentSkill.concept_id.in_(concept_ids))
    rows = session.execute(query.group_by(StudentSkill.concept_id))
    return {
        concept_id: (count, all_ - count)
        for concept_id, count, all_ in rows
        if count >= FEWEST and (all_ - count == 0 or all_ - count >= FEWEST)
    }


def _takes_part(query: Select[*Columns], on: date) -> Select[*Columns]:
    return query.where(
        Student.state == ProfileState.SUBMITTED,
        Student.is_protected.is_(False),
        Student.erased_at.is_(None),
        or_(Student.graduates_on.is_(None), Student.graduates_on >= on),
    )


def year_of(year: int, on: date) -> str:
    """Give the year that something counts in: what is overdue now, what is far ahead in none."""
    return OTHERS if year > on.year + YEARS_AHEAD else str(max(year, on.year))


def _where(place: str, *, moves: bool, remote: bool, region: Collection[str]) -> str:
    if moves or remote:
        return ANYWHERE
    return place if place in region else AWAY
