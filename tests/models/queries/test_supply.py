"""Supply and demand: places as they are, people in groups of five or more."""

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models.operations.concepts import ConceptWords, load_concepts
from models.operations.employers import pause_employer
from models.queries.supply import Supply, in_fives, list_supply_by_field, list_supply_by_place
from models.words import Kind
from tests.builders import NOW, a_coordinator, a_placed_match, a_student, an_offer

TODAY = NOW.date()


def vocabulary(session: Session) -> None:
    words = [
        ConceptWords("field/care", "field", "Vård", "Care"),
        ConceptWords("programme/nursing", "programme", "Sjuksköterska", "Nursing", "field/care"),
    ]
    load_concepts(session, words)


def test_five_are_told_and_four_are_not(session: Session) -> None:
    for _each in range(5):
        a_student(session, place="2280")
    for _each in range(4):
        a_student(session, place="2281")
    rows = list_supply_by_place(session, TODAY)
    assert rows == [Supply("", 9, 0)]
    a_student(session, place="2281")
    assert {row.key: row.students for row in list_supply_by_place(session, TODAY)} == {
        "2280": 5,
        "2281": 5,
    }


def test_who_is_protected_or_placed_is_not_counted(session: Session) -> None:
    for _each in range(6):
        a_student(session, place="2280")
    a_student(session, place="2280").is_protected = True
    placed = a_student(session, place="2280")
    a_placed_match(session, student=placed)
    session.flush()
    rows = list_supply_by_place(session, TODAY, Kind.INTERNSHIP)
    assert [row.students for row in rows if row.key == "2280"] == [6]


def test_a_programme_counts_in_its_field_and_an_offer_in_each_of_its(session: Session) -> None:
    vocabulary(session)
    for _each in range(5):
        a_student(session, programme="sjuksköterska")
    an_offer(session, places=3, fields=frozenset({"field/care"}))
    an_offer(session, places=2)
    assert list_supply_by_field(session, TODAY) == [
        Supply("field/care", 5, 3),
        Supply("", None, 2),
    ]


def test_what_nobody_can_see_is_not_offered(session: Session) -> None:
    offer = an_offer(session, place="2280", places=2)
    assert [row.places for row in list_supply_by_place(session, TODAY)] == [2]
    pause_employer(session, offer.employer, by=a_coordinator(session), at=NOW)
    assert list_supply_by_place(session, TODAY) == []


@given(st.dictionaries(st.text("abcdef", max_size=1), st.integers(0, 12)))
def test_no_group_of_fewer_than_five_can_be_reckoned(counts: dict[str, int]) -> None:
    told = in_fives(counts)
    assert all(count >= 5 for count in told.values())
    # What is missing from the whole is nothing, or everybody.
    hidden = sum(counts.values()) - sum(told.values())
    assert hidden == 0 or not told
    assert all(told[key] == counts[key] for key in told if key)
