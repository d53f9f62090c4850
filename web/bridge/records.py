"""What a run is made from: rows turned into plain values without names, and those into records.

The plain values are frozen with the run and the records are made from them alone, so a run can be
made again from what was kept. No name, address, age or home municipality is among them.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

import matcher
from models.hints import Hint
from models.offers import Offer, OfferSkill
from models.people import Student, StudentSkill
from models.queries.concepts import find_concept_ids
from models.queries.hints import list_hints
from models.queries.matches import list_matches_of_kind
from models.queries.offers import list_offers_to_match
from models.queries.students import list_students_to_match
from models.queries.vocabulary import get_joined
from models.rounds import Round
from models.words import Choice, Kind, Level, SkillUse
from web.bridge.standing import Standing, standing_of

Inputs = dict[str, Any]

# What people write about themselves may hold how they are reached; the matcher need not know.
REACHED_AT = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+"  # an address
    r"|\b(?:19|20)?\d{6}[-+ ]?\d{4}\b"  # a personal number
    r"|(?:\+46|\b0)[\d\s-]{7,12}\d\b"  # a telephone
)


def student_key(student_id: int) -> str:
    """Give the name by which the matcher knows a student."""
    return f"s{student_id}"


def offer_key(offer_id: int) -> str:
    """Give the name by which the matcher knows an offer."""
    return f"o{offer_id}"


def id_of(key: str) -> int:
    """Give the id of the row behind a name of the matcher's.

    Examples
    --------
    >>> id_of("s12"), id_of(offer_key(7))
    (12, 7)
    """
    return int(key[1:])


def read_inputs(session: Session, round_: Round, on: date) -> Inputs:
    """Give everything that a run of a round is made from, as plain values in a fixed order."""
    offers = list_offers_to_match(session, round_.kind, on)
    seeking = list_students_to_match(session, round_.kind)
    known = {offer.id for offer in offers}
    hints = _of_pairs(list_hints(session, round_.id), {row.id for row in seeking}, known)
    matches = list_matches_of_kind(session, round_.kind)
    standing = standing_of(matches, round_.id, known, on, hints)
    students = [student for student in seeking if student.id not in standing.spoken_for]
    programmes = find_concept_ids(
        session, {student.programme for student in students}, ["programme"]
    )
    # A profile may hold the id of an imported concept that an own one has come to mean since.
    joined = get_joined(session)
    return {
        "students": [_student(row, round_.kind, programmes, known, joined) for row in students],
        "offers": [_offer(row, standing, joined) for row in offers],
        "hints": _hints(standing, {row.id for row in students}, known),
    }


def digest_of(values: Any) -> str:
    """Give the digest of plain values, the same wherever and whenever it is reckoned."""
    said = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def make_students(inputs: Mapping[str, Any]) -> list[matcher.Student]:
    """Make the matcher's records of the students of a run."""
    return [
        matcher.Student(
            **{
                **row,
                "kinds": frozenset(matcher.Kind(kind) for kind in row["kinds"]),
                "level": matcher.Level(row["level"]),
                "graduates_on": _day(row["graduates_on"]),
                "languages": _languages(row["languages"]),
                "available": {
                    matcher.Kind(kind): _period(days) for kind, days in row["available"].items()
                },
                "ranked": tuple(row["ranked"]),
                "declined": frozenset(row["declined"]),
            }
        )
        for row in inputs["students"]
    ]


def make_offers(inputs: Mapping[str, Any]) -> list[matcher.Offer]:
    """Make the matcher's records of the offers of a run."""
    return [
        matcher.Offer(
            **{
                **row,
                "kind": matcher.Kind(row["kind"]),
                "languages": _languages(row["languages"]),
                "levels": frozenset(matcher.Level(level) for level in row["levels"]),
                "fields": frozenset(row["fields"]),
                "remote": matcher.Remote(row["remote"]),
                "period": _period(row["period"]),
            }
        )
        for row in inputs["offers"]
    ]


def make_hints(inputs: Mapping[str, Any]) -> list[matcher.Hint]:
    """Make the hints of a run: what is settled, ruled out, and wished for by the working group."""
    return [
        matcher.Hint(student, offer, matcher.Wish(wish), reason)
        for student, offer, wish, reason in inputs["hints"]
    ]


def _student(
    row: Student,
    kind: Kind,
    programmes: Mapping[str, str],
    known: set[int],
    joined: Mapping[str, str],
) -> Inputs:
    said = [interest for interest in row.interests if interest.offer_id in known]
    liked = [interest for interest in said if interest.choice is Choice.INTERESTED]
    liked.sort(key=lambda each: (each.rank is None, each.rank or 0, each.offer_id))
    return {
        "id": student_key(row.id),
        "kinds": [kind.value],
        "programme": programmes.get(row.programme, row.programme),
        # A submitted profile has a level; one that was emptied since is taken at the first.
        "level": (row.level or Level.BACHELOR).value,
        "graduates_on": row.graduates_on.isoformat() if row.graduates_on else None,
        "skills": _skills(row.skills, joined),
        "languages": {language.code: int(language.level) for language in row.languages},
        "text": REACHED_AT.sub("…", row.text),
        "place": row.place,
        "travel_km": row.travel_km,
        "travel_minutes": row.travel_minutes,
        "remote": row.remote,
        "moves": row.moves,
        "available": {
            seeking.kind.value: [seeking.starts_on.isoformat(), seeking.ends_on.isoformat()]
            for seeking in row.seeking
            if seeking.kind is kind
        },
        "hours_per_week": row.hours_per_week,
        "ranked": [offer_key(interest.offer_id) for interest in liked],
        "declined": [
            offer_key(interest.offer_id)
            for interest in said
            if interest.choice is Choice.NOT_FOR_ME
        ],
    }


def _offer(row: Offer, standing: Standing, joined: Mapping[str, str]) -> Inputs:
    return {
        "id": offer_key(row.id),
        "employer": f"e{row.employer_id}",
        "kind": row.kind.value,
        "title": row.title,
        "text": REACHED_AT.sub("…", row.text),
        "must": _skills(_of_use(row, SkillUse.MUST), joined),
        "wished": _skills(_of_use(row, SkillUse.WISHED), joined),
        "languages": {language.code: int(language.level) for language in row.languages},
        "levels": [level.level.value for level in row.levels],
        "fields": [field.concept_id for field in row.fields],
        "place": row.place,
        "remote": row.remote.value,
        "period": [row.starts_on.isoformat(), row.ends_on.isoformat()],
        "hours_per_week": row.hours_per_week,
        "places": row.places_left,
    }


def _of_use(row: Offer, use: SkillUse) -> list[OfferSkill]:
    return [skill for skill in row.skills if skill.use is use]


def _skills(rows: Iterable[StudentSkill | OfferSkill], joined: Mapping[str, str]) -> dict[str, int]:
    """Give skills by concept, or by words where none is known; of two words for one, the better."""
    levels: dict[str, int] = {}
    for row in rows:
        name = joined.get(row.concept_id or "", row.concept_id) or row.words
        levels[name] = max(row.level, levels.get(name, 0))
    return dict(sorted(levels.items()))


def _of_pairs(hints: Iterable[Hint], students: set[int], offers: set[int]) -> list[Hint]:
    return [hint for hint in hints if hint.student_id in students and hint.offer_id in offers]


def _hints(standing: Standing, students: set[int], offers: set[int]) -> list[list[str]]:
    return [
        [student_key(student_id), offer_key(offer_id), wish, reason]
        for (student_id, offer_id), (wish, reason) in sorted(standing.pairs.items())
        if student_id in students and offer_id in offers
    ]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _period(days: Sequence[str]) -> matcher.Period:
    return matcher.Period(date.fromisoformat(days[0]), date.fromisoformat(days[1]))


def _languages(levels: Mapping[str, int]) -> dict[str, matcher.CEFR]:
    return {code: matcher.CEFR(level) for code, level in levels.items()}
