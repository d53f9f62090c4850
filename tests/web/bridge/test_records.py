"""What a run is made from: no names, and nothing that a record cannot hold."""

import json

import pytest
from sqlalchemy.orm import Session

from models.operations.concepts import ConceptWords, load_concepts
from models.operations.interests import say_interest
from models.operations.profiles import edit_student, set_skills
from models.words import CEFR, Choice, Kind, MatchState, Remote
from tests.builders import (
    NOW,
    a_match_in,
    a_rolling_round,
    a_round,
    a_student,
    an_employer,
    an_offer,
    as_student,
)
from tests.web.databases import on_both
from web.bridge.records import (
    Inputs,
    digest_of,
    id_of,
    make_hints,
    make_offers,
    make_students,
    offer_key,
    read_inputs,
    student_key,
)

pytestmark = on_both

TODAY = NOW.date()


def inputs_of(session: Session, kind: Kind = Kind.INTERNSHIP) -> Inputs:
    return read_inputs(session, a_rolling_round(session, kind), TODAY)


def test_a_student_is_known_by_a_number_alone(session: Session) -> None:
    student = a_student(session, name="Ebba Kvastlund", phone="070-123 45 67")
    said = json.dumps(inputs_of(session)["students"])
    assert student_key(student.id) in said
    assert all(part not in said for part in ("Ebba", "Kvastlund", "123 45 67", student.email))


def test_the_home_municipality_is_no_input(session: Session) -> None:
    student = a_student(session)
    before = digest_of(inputs_of(session))
    edit_student(session, student, by=as_student(student), at=NOW, home_place="0180", name="Bo Ek")
    assert digest_of(inputs_of(session)) == before


@pytest.mark.parametrize(
    "reached", ["ebba@example.org", "070-123 45 67", "+46 70 123 45 67", "19990101-1234"]
)
def test_how_somebody_is_reached_is_left_out_of_their_text(session: Session, reached: str) -> None:
    a_student(session, text=f"Skriv till {reached} så berättar jag mer om segling.")
    [row] = inputs_of(session)["students"]
    assert reached not in row["text"]
    assert "segling" in row["text"]


def test_a_year_or_a_number_in_a_text_stays(session: Session) -> None:
    a_student(session, text="Sedan 2019 har jag sålt 1 200 bullar.")
    [row] = inputs_of(session)["students"]
    assert row["text"] == "Sedan 2019 har jag sålt 1 200 bullar."


def test_skills_go_by_concept_where_one_is_known(session: Session) -> None:
    load_concepts(session, [ConceptWords("skill/sql", "skill", "SQL", "SQL", synonyms=("sequel",))])
    student = a_student(session)
    told = {"SQL": 2, "sequel": 4, "knopar": 5}
    set_skills(session, student, told, by=as_student(student), at=NOW)
    [row] = inputs_of(session)["students"]
    assert row["skills"] == {"knopar": 5, "skill/sql": 4}


def test_wishes_come_in_their_order_and_of_offers_that_are_there(session: Session) -> None:
    student = a_student(session)
    offers = [an_offer(session) for _number in range(3)]
    elsewhere = an_offer(session, kind=Kind.MENTORSHIP)
    by = as_student(student)
    say_interest(session, student, offers[0], Choice.INTERESTED, by=by, at=NOW)
    say_interest(session, student, offers[2], Choice.INTERESTED, by=by, at=NOW, rank=1)
    say_interest(session, student, offers[1], Choice.NOT_FOR_ME, by=by, at=NOW)
    say_interest(session, student, elsewhere, Choice.INTERESTED, by=by, at=NOW)
    [row] = inputs_of(session)["students"]
    assert row["ranked"] == [offer_key(offers[2].id), offer_key(offers[0].id)]
    assert row["declined"] == [offer_key(offers[1].id)]


def test_what_is_frozen_becomes_the_matchers_records(session: Session) -> None:
    student = a_student(session, travel_km=50.0, languages={"sv": CEFR.C1})
    offer = an_offer(
        session, must={"SQL": 3}, languages={"sv": CEFR.B2}, remote=Remote.HYBRID, places=2
    )
    frozen = json.loads(json.dumps(inputs_of(session)))
    [made_student], [made_offer] = make_students(frozen), make_offers(frozen)
    assert (id_of(made_student.id), id_of(made_offer.id)) == (student.id, offer.id)
    assert made_student.languages == {"sv": CEFR.C1}
    assert (made_offer.remote, made_offer.places, made_offer.must) == ("hybrid", 2, {"SQL": 3})


@pytest.mark.parametrize("state", [MatchState.CONFIRMED, MatchState.OFFERED])
def test_whom_somebody_has_asked_stays(session: Session, state: MatchState) -> None:
    match = a_match_in(session, state)
    [hint] = make_hints(inputs_of(session))
    assert (id_of(hint.student), id_of(hint.offer)) == (match.student_id, match.offer_id)
    assert hint.wish == "fixed"


@pytest.mark.parametrize(
    "state",
    [
        MatchState.REJECTED,
        MatchState.DECLINED,
        MatchState.WITHDRAWN,
        MatchState.EXPIRED,
        MatchState.FILLED,
        MatchState.INTERRUPTED,
    ],
)
def test_what_has_ended_is_not_suggested_again(session: Session, state: MatchState) -> None:
    match = a_match_in(session, state)
    [hint] = make_hints(inputs_of(session))
    assert (id_of(hint.student), hint.wish, hint.reason) == (match.student_id, "forbid", state)


@pytest.mark.parametrize("state", [MatchState.AGREED, MatchState.PLACED])
def test_who_has_a_place_is_not_in_the_run_and_neither_is_the_place(
    session: Session, state: MatchState
) -> None:
    match = a_match_in(session, state)
    found = inputs_of(session)
    assert found["students"] == []
    assert [row["places"] for row in found["offers"]] == [match.offer.places - 1]


def test_a_no_holds_in_every_round_and_a_rejection_in_its_own(session: Session) -> None:
    declined = a_match_in(session, MatchState.DECLINED)
    a_match_in(session, MatchState.REJECTED)
    found = read_inputs(session, a_round(session), TODAY)
    assert [hint[:3] for hint in found["hints"]] == [
        [student_key(declined.student_id), offer_key(declined.offer_id), "forbid"]
    ]


def test_no_more_are_fixed_than_there_are_places(session: Session) -> None:
    from tests.builders import a_confirmed_match

    offer = an_offer(session, employer=an_employer(session), places=1)
    for _number in range(3):
        a_confirmed_match(session, offer=offer)
    assert [hint[2] for hint in inputs_of(session)["hints"]] == ["fixed"]
