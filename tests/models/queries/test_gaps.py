"""The gap counts what is needed and who studies it as somebody with a pencil would."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from models.fives import OTHERS, Figure
from models.operations.concepts import ConceptWords, load_concepts
from models.operations.employers import pause_employer
from models.operations.met_needs import meet_need
from models.operations.needs import withdraw_need
from models.operations.offers import withdraw_offer
from models.operations.profiles import set_skills
from models.operations.rounds import close_round, publish_round, request_publication
from models.operations.students import leave, protect
from models.people import Student
from models.queries.gaps import (
    ANYWHERE,
    AWAY,
    count_students,
    list_asked,
    list_barriers,
    list_needed,
    list_unfilled,
    tell_students,
    years_shown,
)
from models.words import Kind, MetHow, Sureness
from tests.builders import (
    NOW,
    a_coordinator,
    a_need,
    a_round,
    a_student,
    a_suggestion,
    an_employer,
    an_offer,
    as_student,
)

TODAY = NOW.date()
REGION = ("2280", "2281")
YEAR = TODAY.year
PROGRAMMES = {"Sjuksköterskeprogrammet": "field/nursing", "Lärarprogrammet": "field/teaching"}


@pytest.fixture(autouse=True)
def _vocabulary(session: Session) -> None:
    words = [
        ConceptWords("field/nursing", "field", "Vård", "Nursing"),
        ConceptWords("field/teaching", "field", "Utbildning", "Teaching"),
        ConceptWords(
            "programme/n", "programme", "Sjuksköterskeprogrammet", "Nurse", "field/nursing"
        ),
        ConceptWords("programme/t", "programme", "Lärarprogrammet", "Teacher", "field/teaching"),
        ConceptWords("occupation/nurse", "occupation", "Sjuksköterska", "Nurse", "field/nursing"),
    ]
    load_concepts(session, words)


def studying(
    session: Session, programme: str = "Sjuksköterskeprogrammet", **profile: object
) -> Student:
    told = {"graduates_on": date(YEAR, 6, 6), "remote": False, "place": "2280", **profile}
    return a_student(session, programme=programme, kinds=(Kind.THESIS,), **told)


def test_students_are_counted_as_by_hand(session: Session) -> None:
    rng = random.Random(5)  # noqa: S311 - chooses made-up people, no secret
    by_hand: Counter[tuple[str, str, str]] = Counter()
    for _each in range(40):
        programme = rng.choice([*PROGRAMMES, "Okänt program"])
        days = rng.choice([None, *(date(YEAR + ahead, 6, 6) for ahead in (-1, 0, 1, 3, 4))])
        place, moves = rng.choice(["2280", "2281", "0180", "2480"]), rng.random() < 0.3
        remote = rng.random() < 0.3
        student = studying(
            session, programme, graduates_on=days, place=place, moves=moves, remote=remote
        )
        fate = rng.random()
        if fate < 0.1:
            protect(session, student, True, by=a_coordinator(session), at=NOW)
        elif fate < 0.2:
            leave(session, student, by=as_student(student), at=NOW)
        elif days is None or days >= TODAY:
            where = ANYWHERE if moves or remote else place if place in REGION else AWAY
            year = "" if days is None or days.year > YEAR + 3 else str(max(days.year, YEAR))
            by_hand[PROGRAMMES.get(programme, OTHERS), year, where] += 1
    assert count_students(session, TODAY, REGION) == dict(by_hand)


def test_five_are_told_and_four_are_not(session: Session) -> None:
    for _each in range(5):
        studying(session)
    for _each in range(4):
        studying(session, "Lärarprogrammet")
    told = tell_students(session, TODAY, REGION)
    assert told.find() == Figure(9)
    assert told.find(field="field/teaching") is None
    # Five and four: the five would tell the four.
    assert told.find(field="field/nursing") is None
    studying(session, "Lärarprogrammet")
    told = tell_students(session, TODAY, REGION)
    assert told.find(field="field/teaching") == told.find(field="field/nursing") == Figure(5)
    assert told.find(field="field/nursing", year=str(YEAR)) == Figure(5)
    assert told.find(field="field/nursing", places=("2280", ANYWHERE)) == Figure(5)


def test_needs_count_while_they_are_open_and_their_employer_is_known(session: Session) -> None:
    by = a_coordinator(session)
    kept = [
        a_need(session, people=3, field_id="field/nursing", year=YEAR + 1),
        a_need(session, branch="Vården i Ådalen", people=2, sureness=Sureness.PERHAPS),
        a_need(session, year=YEAR - 2),
        a_need(session, year=YEAR + 4),
    ]
    paused = a_need(session)
    assert paused.employer is not None
    pause_employer(session, paused.employer, by=by, at=NOW)
    meet_need(session, a_need(session), MetHow.OTHERWISE, by=by, at=NOW)
    withdraw_need(session, a_need(session), by=by, at=NOW)
    a_need(session, employer=an_employer(session, verified=False))
    found = list_needed(session, TODAY)
    assert [each.id for each in found] == [*(need.id for need in kept), paused.id]
    assert [each.year for each in found] == [
        str(YEAR + 1), str(YEAR + 1), str(YEAR), OTHERS, str(YEAR + 1),
    ]  # fmt: skip
    assert [each.people for each in found[:2]] == [3, 2]
    assert [each.field for each in found[:2]] == ["field/nursing", OTHERS]


def test_places_are_unfilled_when_they_have_begun(session: Session) -> None:
    begun, ends = TODAY - timedelta(days=20), TODAY + timedelta(days=60)
    fields = frozenset({"field/nursing", "field/teaching"})
    offer = an_offer(session, places=3, starts_on=begun, ends_on=ends, fields=fields)
    offer.places_taken = 1
    an_offer(session, places=2)
    long_ago = TODAY - timedelta(days=400)
    an_offer(session, starts_on=long_ago, ends_on=ends)
    full = an_offer(session, starts_on=begun, ends_on=ends)
    full.places_taken = full.places
    an_offer(session, starts_on=begun, ends_on=ends, published=False)
    gone = an_offer(session, starts_on=begun, ends_on=ends)
    withdraw_offer(session, gone, by=a_coordinator(session), at=NOW)
    session.flush()
    (found,) = list_unfilled(session, TODAY)
    assert (found.id, found.places, found.year) == (offer.id, 2, str(YEAR))
    assert (found.fields, found.place, found.kind) == (fields, offer.place, offer.kind)


def test_places_are_unfilled_when_their_round_was_published(session: Session) -> None:
    offer = an_offer(session, places=2)
    an_offer(session, kind=Kind.MENTORSHIP)
    assert list_unfilled(session, TODAY) == []
    round_, by = a_round(session, offer.kind), a_coordinator(session)
    later = NOW + timedelta(days=1)
    close_round(session, round_, by=by, at=later)
    request_publication(session, round_, by=by, at=later)
    publish_round(session, round_, by=a_coordinator(session), at=later)
    assert [(each.id, each.places) for each in list_unfilled(session, TODAY)] == [(offer.id, 2)]


def test_the_demand_that_removed_most_candidates_is_named(session: Session) -> None:
    fields = frozenset({"field/nursing"})
    offer, other = an_offer(session, fields=fields), an_offer(session)
    why = {"considered": 9, "removed": {"declined": 9, "language": 7, "place": 3, "period": 2}}
    nothing = {"considered": 4, "removed": {"places": 4}}
    a_suggestion(
        session, unmatched={"offers": {str(offer.id): why, str(other.id): nothing}, "students": {}}
    )
    (found,) = list_barriers(session)
    assert (found.offer_id, found.rule, found.fields) == (offer.id, "language", fields)


def test_words_are_told_with_those_who_know_them_and_five_or_more(session: Session) -> None:
    need = a_need(session, people=4, words=("sjuksköterska", "något okänt"))
    students = [studying(session) for _each in range(12)]
    for student in students[:4]:
        set_skills(session, student, {"sjuksköterska": 3}, by=as_student(student), at=NOW)
    (asked,) = list_asked(session, [need.id], TODAY)
    assert (asked.sv, asked.en, asked.people, asked.students) == ("Sjuksköterska", "Nurse", 4, None)
    for student in students[4:7]:
        set_skills(session, student, {"sjuksköterska": 3}, by=as_student(student), at=NOW)
    assert list_asked(session, [need.id], TODAY)[0].students == 7
    for student in students[7:9]:
        set_skills(session, student, {"sjuksköterska": 3}, by=as_student(student), at=NOW)
    # Nine of twelve know it: then it is told of three that they do not.
    assert list_asked(session, [need.id], TODAY)[0].students is None
    assert list_asked(session, [], TODAY) == []


def test_an_empty_database_has_an_empty_gap(session: Session) -> None:
    assert list_needed(session, TODAY) == list_unfilled(session, TODAY) == []
    assert list_barriers(session) == []
    assert tell_students(session, TODAY, REGION).find() is None
    assert years_shown(TODAY) == ("2027", "2028", "2029", "2030")


def test_whoever_has_finished_or_left_is_no_supply(session: Session) -> None:
    for _each in range(5):
        studying(session, graduates_on=TODAY)
        studying(session, graduates_on=TODAY - timedelta(days=1))
        gone = studying(session)
        leave(session, gone, by=as_student(gone), at=NOW)
    assert tell_students(session, TODAY, REGION).find() == Figure(5)
