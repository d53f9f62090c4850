"""Problems made to be hard for whoever assigns: crowds, ties, chains, and weights of every size.

Each is named after what is hard in it. Where a solver raises prices by small steps, equal tastes
make it take many; where it looks for exchanges, chains make them long.
"""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from tests.benchmarks.instances import Instance

Ints = NDArray[np.int64]

HEAVIEST = 1_000_000


def hard_shapes(n: int, m: int, k: int, seed: int) -> dict[str, Instance]:
    """Draw one problem of each shape, of about n students with k of m offers each."""
    return {
        name.replace("_", " "): make(n, m, k, np.random.default_rng(seed))
        for name, make in SHAPES.items()
    }


def _problem(candidates: Ints, weights: Ints, places: Ints) -> Instance:
    # Nobody asks for a stable match here: what offers think is of no account.
    utilities = np.zeros(candidates.shape)
    return Instance(candidates.astype(np.int64), utilities, weights.astype(np.int64), places)


def _any(n: int, m: int, k: int, rng: Generator) -> Ints:
    return np.argsort(rng.random((n, m)), axis=1)[:, :k].copy()


def _everywhere(n: int, count: int) -> Ints:
    return np.tile(np.arange(count), (n, 1))


def _five_offers_for_all(n: int, m: int, k: int, rng: Generator) -> Instance:
    weights = rng.integers(1, HEAVIEST, (n, 5))
    return _problem(_everywhere(n, 5), weights, np.full(5, n // 10))


def _five_offers_and_one_taste(n: int, m: int, k: int, rng: Generator) -> Instance:
    weights = np.tile(np.array([1000, 900, 800, 700, 600]), (n, 1))
    return _problem(_everywhere(n, 5), weights, np.full(5, n // 10))


def _all_weights_equal(n: int, m: int, k: int, rng: Generator) -> Instance:
    return _problem(_any(n, m, k, rng), np.full((n, k), 7), np.full(m, n // m))


def _all_weights_equal_and_half_the_places(n: int, m: int, k: int, rng: Generator) -> Instance:
    return _problem(_any(n, m, k, rng), np.full((n, k), 7), np.full(m, n // m // 2))


def _weights_of_one_or_two(n: int, m: int, k: int, rng: Generator) -> Instance:
    return _problem(_any(n, m, k, rng), rng.integers(1, 3, (n, k)), np.full(m, n // m))


def _weights_by_offer_alone(n: int, m: int, k: int, rng: Generator) -> Instance:
    candidates = _any(n, m, k, rng)
    return _problem(candidates, rng.integers(1, 1000, m)[candidates], np.full(m, n // m))


def _weights_by_student_alone(n: int, m: int, k: int, rng: Generator) -> Instance:
    weights = np.repeat(rng.integers(1, 1000, (n, 1)), k, axis=1)
    return _problem(_any(n, m, k, rng), weights, np.full(m, n // m // 2))


def _products_of_two_numbers(n: int, m: int, k: int, rng: Generator) -> Instance:
    candidates = _any(n, m, k, rng)
    weights = 1 + (HEAVIEST * rng.random((n, 1)) * rng.random(m)[candidates]).astype(np.int64)
    return _problem(candidates, weights, np.full(m, n // m))


def _weights_up_to_a_billion_thousands(n: int, m: int, k: int, rng: Generator) -> Instance:
    return _problem(_any(n, m, k, rng), rng.integers(1, 10**12, (n, k)), np.full(m, n // m))


def _powers_of_two(n: int, m: int, k: int, rng: Generator) -> Instance:
    return _problem(_any(n, m, k, rng), 2 ** rng.integers(0, 40, (n, k)), np.full(m, n // m))


def _one_chain_through_all(n: int, m: int, k: int, rng: Generator) -> Instance:
    # The last comer takes the first offer, and everybody has to move on by one.
    own = np.arange(n)
    candidates = np.concatenate([np.stack([own, own + 1], axis=1), [[0, -1]]])
    weights = np.concatenate([np.tile([10, 9], (n, 1)), [[1000, 1]]])
    return _problem(candidates, weights, np.ones(n + 1, np.int64))


def _one_chain_without_an_end(n: int, m: int, k: int, rng: Generator) -> Instance:
    chain = _one_chain_through_all(n - 1, m, k, rng)
    return _problem(
        np.where(chain.preferences < n - 1, chain.preferences, -1),
        chain.weights,
        np.ones(n - 1, np.int64),
    )


def _every_pair_and_its_product(n: int, m: int, k: int, rng: Generator) -> Instance:
    side = int((n * k) ** 0.5)
    numbers = np.arange(1, side + 1)
    weights = np.multiply.outer(numbers, numbers)
    return _problem(_everywhere(side, side), weights, np.ones(side, np.int64))


def _every_pair_at_random(n: int, m: int, k: int, rng: Generator) -> Instance:
    side = int((n * k) ** 0.5)
    weights = rng.integers(1, HEAVIEST, (side, side))
    return _problem(_everywhere(side, side), weights, np.ones(side, np.int64))


def _few_offers_with_most_places(n: int, m: int, k: int, rng: Generator) -> Instance:
    places = np.minimum(rng.zipf(1.5, m), n)
    return _problem(_any(n, m, k, rng), rng.integers(1, HEAVIEST, (n, k)), places)


def _most_offers_without_a_place(n: int, m: int, k: int, rng: Generator) -> Instance:
    places = np.where(rng.random(m) < 0.2, n // m, 0)
    return _problem(_any(n, m, k, rng), rng.integers(1, HEAVIEST, (n, k)), places)


SHAPES: dict[str, Callable[[int, int, int, Generator], Instance]] = {
    make.__name__.removeprefix("_"): make
    for make in (
        _five_offers_for_all,
        _five_offers_and_one_taste,
        _all_weights_equal,
        _all_weights_equal_and_half_the_places,
        _weights_of_one_or_two,
        _weights_by_offer_alone,
        _weights_by_student_alone,
        _products_of_two_numbers,
        _weights_up_to_a_billion_thousands,
        _powers_of_two,
        _one_chain_through_all,
        _one_chain_without_an_end,
        _every_pair_and_its_product,
        _every_pair_at_random,
        _few_offers_with_most_places,
        _most_offers_without_a_place,
    )
}
