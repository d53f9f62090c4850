"""Keys by which names are found and sorted, the same on both databases."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.keys import digits_of, fold, normal_email, sort_key
from models.people import Student
from models.queries.students import list_students
from tests.builders import a_student

IN_ORDER = (
    "Adam Öst",
    "alva zorn",
    "Bo Ek",
    "Élise Moreau",
    "Zoë Aho",
    "Åke Dal",
    "Ärla Vik",
    "Östen Ås",
)


def test_swedish_names_are_sorted_the_same_on_every_database(session: Session) -> None:
    for name in reversed(IN_ORDER):
        a_student(session, name=name)
    assert [student.name for student in list_students(session)] == list(IN_ORDER)


def test_the_database_itself_sorts_keys_as_python_does(session: Session) -> None:
    for name in IN_ORDER:
        a_student(session, name=name)
    keys = session.scalars(select(Student.sort_key).order_by(Student.sort_key)).all()
    assert list(keys) == sorted(keys)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("HÄRNÖSAND", "härnösand"),
        ("  Två   ord ", "två ord"),
        ("Ma\u0308rta", "märta"),  # ä written as a with two dots after it
        ("Élise Ñandú", "elise nandu"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Søren Ærø", "søren ærø"),
        ("", ""),
    ],
)
def test_case_accents_and_space_are_folded_but_å_ä_ö_are_letters(typed: str, kept: str) -> None:
    assert fold(typed) == kept


def test_a_key_never_outgrows_its_column() -> None:
    assert len(fold("å" * 1000)) == 300
    assert len(sort_key("ö" * 1000)) == 300


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("070-123 45 67", "0701234567"),
        ("+46701234567", "0701234567"),
        ("0046 70 123 45 67", "0701234567"),
        ("212000-2411", "2120002411"),
        ("Kajen 2", ""),
        ("", ""),
    ],
)
def test_a_number_is_the_same_however_it_is_written(typed: str, digits: str) -> None:
    assert digits_of(typed) == digits


def test_an_address_is_compared_without_case_and_space() -> None:
    assert normal_email("  Åsa.Berg@Example.ORG ") == "åsa.berg@example.org"
