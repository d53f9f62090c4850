"""What whoever runs a matching may set; the defaults are those of the service."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.checks import check_number, check_whole
from matcher.errors import InvalidValueError

if TYPE_CHECKING:
    from matcher.places import Places
    from matcher.vocabulary import Vocabulary
    from matcher.weights import Weights


@dataclass(frozen=True)
class Settings:
    """The settings of one ranking.

    Parameters
    ----------
    minimum_overlap : float
        The share of the shorter of two periods that they must have in common, from 0 to 1.
    hybrid_reach : float
        How many times further somebody travels for hybrid work, who is willing to work at a
        distance part of the week. At least 1.
    candidates : int
        How many pairs per student and per offer are kept to make lists and allocations from. At
        least as many as the lists are long are kept in any case.
    temperature : float
        How much chance there is in what people choose, in the equilibrium that orders the lists:
        the closer to 0, the more the order keeps to who would get what. From 0.01.
    threads : int or None
        None takes one a core. No result depends on it.
    vocabulary, places, weights : optional
        None takes those that ship with the project.
    """

    minimum_overlap: float = 0.6
    hybrid_reach: float = 2.0
    candidates: int = 60
    temperature: float = 0.025
    threads: int | None = None
    vocabulary: "Vocabulary | None" = None
    places: "Places | None" = None
    weights: "Weights | None" = None

    def __post_init__(self) -> None:
        """Check every number."""
        for name in ("minimum_overlap", "hybrid_reach", "temperature"):
            if getattr(self, name) is None:
                raise InvalidValueError(field=name, row="settings", value=None, expected="a number")
        check_number("minimum_overlap", "settings", self.minimum_overlap, 0, 1)
        check_number("hybrid_reach", "settings", self.hybrid_reach, 1, 100)
        check_whole("candidates", "settings", self.candidates, 1, 100_000)
        if self.threads is not None:
            check_whole("threads", "settings", self.threads, 1, 1024)
        check_number("temperature", "settings", self.temperature, 0.01, 100)
