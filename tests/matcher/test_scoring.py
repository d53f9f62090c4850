"""The score is a product of two sides, each a sum of terms, and moves the way people expect."""

import math
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from matcher import CEFR, Hint, Kind, Level, Offer, Period, Remote, Student, Wish
from matcher.market import open_market
from matcher.scoring import calibrated
from matcher.weights import CALIBRATION, TERMS, shipped_weights
from tests.matcher.builders import SETTINGS, SUMMER, TODAY, a_student, all_probabilities, an_offer
from tests.matcher.markets import markets


def terms(student: Student, offer: Offer, *hints: Hint) -> dict[str, dict[str, float]]:
    return open_market([student], [offer], SETTINGS, TODAY, hints).scorer.terms(0, 0)


def score(student: Student, offer: Offer, *hints: Hint) -> float:
    market = open_market([student], [offer], SETTINGS, TODAY, hints)
    return market.scorer.score(0, 0)


def logistic(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


@settings(deadline=None, max_examples=40)
@given(markets())
def test_the_terms_of_a_side_add_up_to_its_log_odds(
    drawn: tuple[list[Student], list[Offer]],
) -> None:
    students, offers = drawn
    market = open_market(students, offers, SETTINGS, TODAY)
    scorer, block = market.scorer, all_probabilities(market)
    for row in range(len(students)):
        for column in range(len(offers)):
            parts = scorer.terms(row, column)
            for side, said in (("student", block.student), ("employer", block.employer)):
                assert tuple(parts[side]) == TERMS
                probability = said[row, column]
                assert 0 < probability < 1
                log_odds = math.log(probability / (1 - probability))
                assert sum(parts[side].values()) == pytest.approx(log_odds, abs=1e-9)
            product = block.student[row, column] * block.employer[row, column]
            assert block.score[row, column] == product


@settings(deadline=None, max_examples=20)
@given(markets(most=4))
def test_nobody_else_changes_a_pairs_score(drawn: tuple[list[Student], list[Offer]]) -> None:
    students, offers = drawn
    block = all_probabilities(open_market(students, offers, SETTINGS, TODAY))
    for row, student in enumerate(students):
        for column, offer in enumerate(offers):
            # Ranks of offers that are not there keep their position, so the pair is the same.
            assert block.score[row, column] == pytest.approx(score(student, offer), abs=1e-12)


def test_pairs_score_together_as_they_do_one_by_one() -> None:
    students = [a_student(f"s{i}", skills={"databaser": 1 + i % 5}) for i in range(30)]
    offers = [an_offer(f"o{i}", must={"databaser": 1 + i % 5}) for i in range(7)]
    market = open_market(students, offers, SETTINGS, TODAY)
    together = all_probabilities(market).score
    alone = [[market.scorer.score(row, column) for column in range(7)] for row in range(30)]
    assert together.tolist() == alone


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"skills": {"databaser": 3}}, {"skills": {"databaser": 1}}),
        ({"skills": {"databases": 3}}, {"skills": {"redovisning": 3}}),
        ({"skills": {"PostgreSQL": 4}}, {"skills": {"Excel": 4}}),
        ({}, {"programme": "Ekonomprogrammet"}),
        ({"place": "0002"}, {"place": "0001"}),
        ({"place": "0003", "moves": True}, {"place": "0003"}),
        ({"languages": {"sv": CEFR.C2}}, {"languages": {"sv": CEFR.B2}}),
        ({"ranked": ("o1",)}, {}),
        ({"ranked": ("o1", "o2")}, {"ranked": ("o2", "o1")}),
        ({}, {"graduates_on": date(2026, 1, 1)}),
        ({}, {"hours_per_week": 10.0}),
        ({}, {"available": {Kind.INTERNSHIP: Period(date(2027, 7, 1), date(2027, 8, 13))}}),
        (
            {"text": "Databaser lär jag mig varje dag."},
            {"text": "Jag seglar och dansar på kvällen."},
        ),
    ],
)
def test_what_fits_better_scores_higher(better: dict[str, Any], worse: dict[str, Any]) -> None:
    offer = an_offer(fields=["field/informatics"])
    assert score(a_student(**better), offer) > score(a_student(**worse), offer)


def test_a_skill_in_free_text_is_found() -> None:
    silent = a_student(skills={"Java": 2}, text="Jag tycker om fåglar.")
    assert score(replace(silent, text="Jag tycker om databaser."), an_offer()) > score(
        silent, an_offer()
    )


def test_a_swedish_profile_finds_an_english_offer_through_concepts() -> None:
    student = a_student(
        skills={}, programme="", text="Jag kan programmering och databaser, och lär mig gärna mer."
    )
    fitting = an_offer(
        title="Database intern",
        text="You will work with databases and do some programming with us.",
        must={},
        wished={},
    )
    other = an_offer(
        title="Accounting intern",
        text="You will work with accounting and invoices with us.",
        must={},
        wished={},
    )
    assert score(student, fitting) > 1.5 * score(student, other)
    # The words of both languages have one sense, so the texts speak for the pair too.
    assert terms(student, fitting)["student"]["text"] > terms(student, other)["student"]["text"]


@pytest.mark.parametrize(
    ("student", "offer", "silent"),
    [
        ({"skills": {}, "text": "", "programme": ""}, {}, "skills"),
        ({}, {"must": {}, "wished": {}, "title": "", "text": ""}, "skills"),
        ({"text": "", "skills": {}, "programme": ""}, {}, "text"),
        ({"programme": "något annat"}, {}, "programme"),
        ({"place": ""}, {}, "place"),
        ({"available": {}}, {}, "period"),
        ({"hours_per_week": None}, {}, "hours"),
        ({}, {"hours_per_week": None}, "hours"),
        ({"graduates_on": None}, {}, "stage"),
    ],
)
def test_a_lack_of_evidence_is_a_term_of_its_own(
    student: dict[str, Any], offer: dict[str, Any], silent: str
) -> None:
    market = open_market([a_student(**student)], [an_offer(**offer)], SETTINGS, TODAY)
    evidence = market.scorer.evidence(0, 0)
    assert evidence[f"no_evidence_{silent}"] == 1.0
    spoken = {"skills": ["must", "wished", "concepts"]}.get(silent, [silent])
    assert [evidence[name] for name in spoken] == [0.0] * len(spoken)
    fitting = open_market([a_student()], [an_offer()], SETTINGS, TODAY).scorer
    assert fitting.evidence(0, 0)[f"no_evidence_{silent}"] == 0.0


def test_an_offer_that_asks_for_nothing_is_not_held_against_anybody() -> None:
    parts = terms(a_student(), an_offer(must={}, wished={}, languages={}))
    assert parts["employer"]["must"] == parts["employer"]["wished"] == 0
    assert parts["employer"]["language"] == 0


def test_work_from_anywhere_is_as_good_as_next_door() -> None:
    far = a_student(place="0003", remote=True)
    remote = terms(far, an_offer(remote=Remote.REMOTE))["student"]["place"]
    hybrid = terms(far, an_offer(remote=Remote.HYBRID))["student"]["place"]
    onsite = terms(far, an_offer())["student"]["place"]
    next_door = terms(a_student(place="0002"), an_offer())["student"]["place"]
    assert remote == next_door > hybrid > onsite


def test_a_traineeship_comes_after_the_degree_and_a_thesis_before() -> None:
    graduate = a_student(graduates_on=date(2027, 6, 6))
    trainee = an_offer(kind=Kind.TRAINEESHIP, period=Period(date(2027, 9, 1), date(2028, 8, 31)))
    assert terms(graduate, trainee)["employer"]["stage"] > 0
    old = replace(graduate, graduates_on=date(2020, 6, 6))
    assert terms(old, trainee)["employer"]["stage"] < 0
    thesis = an_offer(kind=Kind.THESIS, period=SUMMER)
    assert terms(graduate, thesis)["employer"]["stage"] < 0


def test_an_offer_for_one_level_only_is_glad_of_that_level() -> None:
    assert terms(a_student(), an_offer(levels=[Level.BACHELOR]))["employer"]["level"] > 0
    assert terms(a_student(), an_offer())["employer"]["level"] == 0


def test_hints_move_the_score_by_a_term_of_their_own() -> None:
    plain = score(a_student(), an_offer())
    encouraged = Hint("s1", "o1", Wish.ENCOURAGE, "de har talats vid")
    discouraged = Hint("s1", "o1", Wish.DISCOURAGE, "samma projekt som i fjol")
    assert score(a_student(), an_offer(), encouraged) > plain
    assert score(a_student(), an_offer(), discouraged) < plain
    assert terms(a_student(), an_offer(), encouraged)["student"]["hint"] > 0


def test_calibrated_weights_give_calibrated_sides_and_a_term_that_says_by_how_much() -> None:
    """The terms still add up to the log-odds, and the order of a side is kept."""
    knots = ((-2.0, -1.0), (0.0, 0.5), (2.0, 1.0))
    weights = replace(shipped_weights(), calibration={"employer": knots})
    students = [a_student(), a_student("s2", place=""), a_student("s3", skills={})]
    chosen = replace(SETTINGS, weights=weights)
    market = open_market(students, [an_offer()], chosen, TODAY)
    before = all_probabilities(open_market(students, [an_offer()], SETTINGS, TODAY))
    after = all_probabilities(market)
    assert (after.student == before.student).all()
    assert (np.argsort(after.employer[:, 0]) == np.argsort(before.employer[:, 0])).all()
    assert not np.allclose(after.employer, before.employer)
    for row in range(3):
        parts = market.scorer.terms(row, 0)
        assert tuple(parts["student"]) == TERMS
        assert tuple(parts["employer"]) == (*TERMS, CALIBRATION)
        log_odds = math.log(after.employer[row, 0] / (1 - after.employer[row, 0]))
        assert sum(parts["employer"].values()) == pytest.approx(log_odds, abs=1e-9)
        plain_log_odds = math.log(before.employer[row, 0] / (1 - before.employer[row, 0]))
        assert log_odds == pytest.approx(
            float(calibrated(knots, np.array(plain_log_odds))), abs=1e-9
        )
