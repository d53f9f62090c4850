"""What the weights let each part do, checked against the matcher's own terms."""

from typing import Any

from flask import Flask

import matcher
from matcher.weights import numbers_of, shipped_weights
from tests.matcher.builders import SETTINGS, TODAY, a_student, an_offer
from web.bridge.reasons import TERMS
from web.bridge.weighing import parts_of


def test_no_term_of_a_pair_is_outside_what_is_told(app: Flask) -> None:
    students = [
        a_student("s1", skills={"java": 5}, ranked=("o1",)),
        a_student("s2", skills={}, place="", text=""),
    ]
    offers = [an_offer("o1", must={"java": 3}), an_offer("o2", wished={"databaser": 2})]
    ranking = matcher.rank(students, offers, SETTINGS, on=TODAY)
    with app.test_request_context():
        names = {str(name): term for term, name in TERMS.items()}
        parts = {names[part.name]: part for part in parts_of(numbers_of(shipped_weights()))}
    for student in ranking.students:
        for offer in ranking.offers:
            for side, terms in ranking.terms(student, offer).items():
                for term, value in terms.items():
                    least, most = getattr(parts[term], side) if term in parts else (0.0, 0.0)
                    assert least - 1e-9 <= value <= most + 1e-9, (term, value)


def test_what_can_do_most_comes_first_and_what_does_nothing_is_left_out(app: Flask) -> None:
    numbers: dict[str, Any] = {
        "base": {"student": 0.2, "employer": 0.0},
        "place": {"student": 1.0, "employer": 0.5, "neutral": 0.5},
        "hint": {"student": 1.5, "employer": 1.5},
        "no_evidence_text": {"student": 0.0, "employer": 0.0},
        "calibration": {"student": [[-1.0, -0.5], [1.0, 0.5]]},
    }
    with app.test_request_context():
        parts = parts_of(numbers)
        assert [part.name for part in parts] == [str(TERMS[n]) for n in ("hint", "place", "base")]
    assert [part.student for part in parts] == [(-1.5, 1.5), (-0.5, 0.5), (0.2, 0.2)]
