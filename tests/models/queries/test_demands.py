"""Each must-have of what nobody took is told by itself, and who lacks it by five or more."""

import pytest
from sqlalchemy.orm import Session

from models.operations.concepts import ConceptWords, load_concepts
from models.operations.profiles import set_skills
from models.queries.demands import list_demanded
from tests.builders import NOW, a_student, an_offer, as_student

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _vocabulary(session: Session) -> None:
    words = [
        ConceptWords("skill/sql", "skill", "SQL", "SQL"),
        ConceptWords("skill/sign", "skill", "teckenspråk", "sign language"),
    ]
    load_concepts(session, words)


def knowing(session: Session, *words: str) -> None:
    student = a_student(session)
    skills = dict.fromkeys(words, 3)
    set_skills(session, student, skills, by=as_student(student), at=NOW)


def test_the_rarest_is_told_first(session: Session) -> None:
    offers = [
        an_offer(session, must={"SQL": 3, "teckenspråk": 3}),
        an_offer(session, must={"SQL": 3}),
        an_offer(session, wished={"teckenspråk": 3}),
    ]
    for _each in range(5):
        knowing(session, "SQL")
        knowing(session, "SQL", "teckenspråk")
        knowing(session)
    found = list_demanded(session, [offer.id for offer in offers], TODAY)
    told = [(each.sv, each.offers, each.lacking) for each in found]
    assert told == [("teckenspråk", 1, 10), ("SQL", 2, 5)]


def test_fewer_than_five_on_either_side_are_not_told(session: Session) -> None:
    offer = an_offer(session, must={"SQL": 3})
    for number in range(9):
        knowing(session, *(["SQL"] if number < 4 else []))
    [one] = list_demanded(session, [offer.id], TODAY)
    assert (one.offers, one.lacking) == (1, None)
    knowing(session, "SQL")
    [one] = list_demanded(session, [offer.id], TODAY)
    assert one.lacking == 5
