"""Simulated people decide as they are described, and not in the form that the learner has."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.decisions import VOICES as OF_THE_MATCHER
from matcher.weights import TERMS, shipped_weights
from tests.benchmarks import simulator, trials
from tests.benchmarks.seasons import Season, season
from tests.benchmarks.simulator import NEAR, TRUTHS, USUAL, VOICES, People, simulate, true_weights


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every season be a small one, twice over."""

    def small(number: int) -> Season:
        return season(1 + number % 2, 60, 20)

    monkeypatch.setattr(simulator, "season", small)


def test_the_same_truth_and_seed_are_the_same_decisions() -> None:
    once, again = simulate(USUAL, 3), simulate(USUAL, 3)
    for one, other in zip(once, again, strict=True):
        assert (one.evidence == other.evidence).all()
        assert (one.yes == other.yes).all()
    assert len(simulate(USUAL, 4)[0]) != len(once[0]) or not np.array_equal(
        simulate(USUAL, 4)[0].yes, once[0].yes
    )


def test_what_is_judged_by_comes_after_what_is_learned_from() -> None:
    before, after = simulate(USUAL, 1)
    assert (np.diff(before.day) >= 0).all()
    assert after.day.min() > before.day.max() - simulator.DAYS_BETWEEN_SEASONS
    assert np.median(after.day) > before.day.max()
    assert set(before.person) & set(after.person) == set()


def test_only_who_was_confirmed_is_asked() -> None:
    before, _ = simulate(USUAL, 2)
    confirmed = {
        (person, offer)
        for person, offer, voice, yes in zip(
            before.person, before.offer, before.voice, before.yes, strict=True
        )
        if voice == 2 and yes
    }
    asked = {
        (person, offer)
        for person, offer, voice in zip(before.person, before.offer, before.voice, strict=True)
        if voice < 2
    }
    assert asked
    assert asked <= confirmed


def test_the_truth_is_not_of_the_learners_form() -> None:
    """No weights give these opinions: what two terms say together differs from their sum."""
    people = People(replace(NEAR, drift=0.0), np.random.default_rng(1))

    def opinion(**evidence: float) -> np.ndarray:
        row = np.array([[evidence.get(term, 0.0) for term in TERMS]])
        return people.opinions(row, 0.0)[:, 0]

    together = opinion(must=-0.5, place=0.5) - opinion()
    apart = (opinion(must=-0.5) - opinion()) + (opinion(place=0.5) - opinion())
    assert np.abs(together - apart).max() > 0.1
    # More of a good thing counts ever less.
    gains = np.diff([opinion(concepts=x)[0] for x in (0.0, 0.3, 0.6)])
    assert gains[0] > gains[1] > 0


def test_what_people_think_moves_over_the_years() -> None:
    people = People(USUAL, np.random.default_rng(2))
    row = np.full((1, len(TERMS)), 0.3)
    assert not np.allclose(people.opinions(row, 0.0), people.opinions(row, 2.0))


def test_a_truth_further_off_is_further_off() -> None:
    shipped = shipped_weights().terms
    in_force = np.array(
        [[getattr(shipped[t], side) for t in TERMS] for side in ("student", "employer")]
    )
    known = np.abs(in_force) > 0
    known[:, TERMS.index("base")] = False

    def distance(number: int) -> float:
        offs = [
            np.abs(true_weights(TRUTHS[number], seed) - in_force)[known].mean()
            for seed in range(10)
        ]
        return float(np.mean(offs))

    assert distance(0) < distance(1) < distance(2)


def test_the_voices_are_those_of_the_matcher_in_its_order() -> None:
    assert tuple(voice.value for voice in OF_THE_MATCHER) == VOICES


def test_a_trial_judges_the_weights_in_force_those_learned_and_the_true_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(trials, "SIZES", (5, 30))
    monkeypatch.setattr(trials, "IN_ALL", (150,))
    made = trials.trial.__wrapped__(USUAL, 1)
    # So few decisions leave the weights in force as they are.
    assert made.learned[5].auc == pytest.approx(made.in_force.auc)
    assert made.learned[5].decisions < made.learned[30].decisions
    assert made.in_all[150].decisions == pytest.approx(150, abs=30)
    assert made.true.sides != made.in_force.sides
    assert 0 < made.by_chance < 0.2
