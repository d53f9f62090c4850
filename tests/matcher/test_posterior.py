"""The most likely weights are the highest point, and the evidence is the volume below the hill."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import minimize
from scipy.special import expit

from matcher.posterior import fit_posterior


def hill(
    at: np.ndarray, design: np.ndarray, yes: np.ndarray, middle: np.ndarray, sizes: np.ndarray
) -> float:
    """Return the negative logarithm of likelihood x prior, up to a constant, slowly."""
    signs = np.where(yes, 1, -1)
    return float(
        np.logaddexp(0, -signs * (design @ at)).sum() + (((at - middle) / sizes) ** 2).sum() / 2
    )


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000), st.integers(1, 60))
def test_it_is_where_a_general_optimiser_ends(seed: int, rows: int) -> None:
    rng = np.random.default_rng(seed)
    design = rng.normal(size=(rows, 3))
    yes = rng.random(rows) < 0.6
    middle, sizes = rng.normal(size=3), np.array([0.5, 1.0, 2.0])
    found = fit_posterior(design, yes, middle, np.diag(sizes), np.ones(rows))
    slow = minimize(hill, middle, args=(design, yes, middle, sizes), tol=1e-10)
    assert found.weights == pytest.approx(slow.x, abs=1e-3)


def test_the_evidence_is_close_to_the_integral_over_all_weights() -> None:
    rng = np.random.default_rng(5)
    design = rng.normal(size=(40, 1))
    yes = rng.random(40) < expit(0.8 * design[:, 0])

    def likelihood(weight: float) -> float:
        signs = np.where(yes, 1, -1)
        logs = -np.logaddexp(0, -signs * design[:, 0] * weight).sum()
        return float(np.exp(logs - weight**2 / 2) / np.sqrt(2 * np.pi))

    whole, _ = quad(likelihood, -10, 10, points=[0.5, 1.0])
    found = fit_posterior(design, yes, np.zeros(1), np.eye(1), np.ones(40))
    assert found.log_evidence == pytest.approx(np.log(whole), abs=0.05)


def test_a_root_without_columns_leaves_the_middle() -> None:
    design, yes = np.ones((5, 2)), np.array([True, True, False, True, True])
    found = fit_posterior(design, yes, np.array([0.2, 0.1]), np.zeros((2, 0)), np.ones(5))
    assert found.weights.tolist() == [0.2, 0.1]
    share = expit(0.3)
    assert found.log_evidence == pytest.approx(4 * np.log(share) + np.log(1 - share))


def test_without_decisions_the_prior_is_what_is_left() -> None:
    found = fit_posterior(
        np.zeros((0, 2)), np.zeros(0, bool), np.array([1.0, -1.0]), np.eye(2), np.ones(0)
    )
    assert found.weights.tolist() == [1.0, -1.0]
    assert found.log_evidence == 0


def test_half_a_decision_twice_is_one() -> None:
    rng = np.random.default_rng(6)
    design, yes = rng.normal(size=(30, 2)), rng.random(30) < 0.5
    once = fit_posterior(design, yes, np.zeros(2), np.eye(2), np.ones(30))
    twice = fit_posterior(
        np.vstack([design, design]), np.tile(yes, 2), np.zeros(2), np.eye(2), np.full(60, 0.5)
    )
    assert twice.weights == pytest.approx(once.weights)
    assert twice.log_evidence == pytest.approx(once.log_evidence)


def test_decisions_that_part_cleanly_end_somewhere_finite() -> None:
    design = np.array([[1.0], [2.0], [-1.0], [-2.0]])
    found = fit_posterior(
        design, np.array([True, True, False, False]), np.zeros(1), np.eye(1), np.ones(4)
    )
    assert 0 < found.weights[0] < 5
