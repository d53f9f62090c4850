"""The pages of the working group."""

from web.coordinators import matches, pairs, proposals, reviews, rounds, runs
from web.coordinators.blueprint import coordinators

__all__ = ["coordinators", "matches", "pairs", "proposals", "reviews", "rounds", "runs"]
