"""What is on offer already: courses to come by their fields, and places to study by place."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.operations.concepts import ConceptWords, load_concepts
from models.queries.on_offer import count_study_places, list_taught
from tests.builders import NOW, a_course, a_slot

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _vocabulary(session: Session) -> None:
    words = [
        ConceptWords("field/nursing", "field", "Vård", "Nursing"),
        ConceptWords("skill/care", "skill", "omvårdnad", "care", "field/nursing"),
    ]
    load_concepts(session, words)


def test_courses_to_come_lie_in_the_fields_that_they_teach(session: Session) -> None:
    soon, later = TODAY + timedelta(days=30), TODAY + timedelta(days=365)
    course = a_course(session, teaches=("omvårdnad",), starts_on=soon, ends_on=later)
    a_course(session, teaches=("omvårdnad",), starts_on=TODAY - timedelta(days=1), ends_on=soon)
    unknown = a_course(session, teaches=("vassflätning",), starts_on=later, ends_on=None)
    found = {each.id: each for each in list_taught(session, TODAY)}
    assert set(found) == {course.id, unknown.id}
    assert found[course.id].fields == {"field/nursing"}
    assert found[course.id].year == str(soon.year)
    assert found[unknown.id].fields == frozenset()


def test_places_to_study_are_counted_while_they_can_be_booked(session: Session) -> None:
    slot = a_slot(session)
    place = slot.room.centre.place
    assert count_study_places(session, NOW)[place] >= slot.capacity - slot.taken
    assert count_study_places(session, slot.starts_at + timedelta(weeks=60)) == {}
