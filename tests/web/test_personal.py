"""The file of somebody's own data is read by machines, and every word of it has a name."""

import json

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from models.personal import RECORDS
from models.persons import Person
from models.words import Withheld
from tests.builders import NOW, a_student
from web.bridge.records import student_key
from web.keeping import CLASSES, FATES, WHY_KEPT, WHY_WITHHELD
from web.personal import file_of


def test_every_class_of_records_has_a_name() -> None:
    from models.words import Fate, Hold

    assert set(CLASSES) == set(RECORDS)
    assert set(WHY_KEPT) == {hold.value for hold in Hold}
    assert set(FATES) == {fate.value for fate in Fate}
    assert set(WHY_WITHHELD) == {why.value for why in Withheld}


def test_the_file_is_in_utf8_and_dates_are_iso(app: Flask, session: Session) -> None:
    student = a_student(session, name="Åke Öst")
    with app.test_request_context():
        written = file_of(session, Person(student_id=student.id), at=NOW)
    assert "Åke Öst" in written
    told = json.loads(written)
    assert told["made_at"] == NOW.isoformat()
    assert told["records"]["profile"]["tables"]["seeking"][0]["starts_on"].count("-") == 2
    assert told["records"]["account"]["tables"]["accounts"] == []


@pytest.mark.parametrize("number", [1, 4711])
def test_the_matcher_knows_a_student_by_the_key_of_the_person(number: int) -> None:
    assert Person(student_id=number).run_key == student_key(number)
