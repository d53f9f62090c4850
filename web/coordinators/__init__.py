"""The pages of the working group."""

from web.coordinators import matches, pairs, proposals, reviews, rounds, runs
from web.coordinators.blueprint import blueprint

__all__ = ["blueprint", "matches", "pairs", "proposals", "reviews", "rounds", "runs"]
