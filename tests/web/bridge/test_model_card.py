"""The model card is written from the code: what is there is in it, and what is not is not."""

from dataclasses import dataclass, fields, replace
from datetime import date

import pytest
from flask import Flask
from flask_babel import force_locale

from matcher import Criterion, Offer, Student
from matcher.weights import TERMS, shipped_weights
from web.bridge import model_card as card
from web.bridge.figures import Figure

ON = date(2027, 5, 3)
FIGURES = [
    Figure("calibration", "AUC", "all", "student", 0.71, 240, 0.66, 0.76),
    Figure("selection", "four-fifths ratio, placed", "all", "language", 0.84, 90),
    Figure("calibration", "came where 0.40 was said", "all", "student", 0.38, 24),
    Figure("ranking", "MRR", "thesis", "employer", float("nan"), 0),
]


@pytest.fixture
def written(app: Flask) -> str:
    with app.test_request_context(), force_locale("en"):
        return card.model_card(shipped_weights(), FIGURES, on=ON, decisions=240)


def test_every_field_of_a_record_and_every_term_and_rule_is_in_it(written: str) -> None:
    for record in (Student, Offer):
        assert f"**{record.__name__}.**" in written
        for each in fields(record):
            assert f"\n| {each.name} | " in written
    shipped = shipped_weights()
    for term in TERMS:
        weight = shipped.terms[term]
        assert f"\n| {term} | " in written
        assert f"| {weight.student:g} | {weight.employer:g} | {weight.neutral:g} |" in written
    for rule in Criterion:
        assert f"\n| {rule.value} | " in written
    assert "frozenset[Kind]" in written
    assert "float or None" in written


def test_it_names_its_day_the_version_and_what_it_runs_on(written: str) -> None:
    assert written.startswith("# Model card of the matcher, 2027-05-03\n")
    assert f"Weights {shipped_weights().version}, adopted on" in written
    assert "scikit-learn" in written
    assert "Exposure bias" in written


def test_it_tells_figures_with_how_many_and_leaves_out_what_could_not_be_measured(
    written: str,
) -> None:
    assert "| calibration | AUC | all | student | 0.710 | 0.660 to 0.760 | 240 |" in written
    assert "| four-fifths ratio, placed | all | language | 0.840 |  | 90 |" in written
    assert "nan" not in written
    assert "thesis | employer" not in written
    assert "240 decisions" in written


def test_it_follows_the_version_in_force(app: Flask) -> None:
    shipped = shipped_weights()
    heavier = replace(shipped.terms["place"], student=9.25)
    weights = replace(
        shipped,
        version="2027-05",
        terms={**shipped.terms, "place": heavier},
        calibration={"student": ((0.0, 0.1), (1.0, 0.9))},
    )
    with app.test_request_context(), force_locale("en"):
        written = card.model_card(weights, [], on=ON, decisions=None)
    assert "Weights 2027-05" in written
    assert "| 9.25 | 0.5 | 0.5 |" in written
    assert "student's log-odds are corrected by a rising line through 2 knots" in written
    assert "without an installation" in written


def test_a_record_that_could_hold_a_name_gets_no_card(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    @dataclass
    class Person:
        """Somebody with a name."""

        name: str

    monkeypatch.setattr(card, "RECORDS", (Student, Person))
    with (
        app.test_request_context(),
        force_locale("en"),
        pytest.raises(AssertionError, match="name"),
    ):
        card.model_card(shipped_weights(), [], on=ON, decisions=None)


def test_every_rule_is_worded() -> None:
    assert set(card.RULES) == {rule.value for rule in Criterion}
