"""The room of arithmetic: who fits where, and why.

Frozen records in, ranked and explained pairs out; no clock, no settings file, no log of people.
The names below are public. They are imported when first used, so that a process that only reads
the vocabulary loads neither NumPy nor scikit-learn.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matcher.allocation import Allocation, allocate
    from matcher.assignment import best_match, stable_match
    from matcher.concepts import ConceptIndex
    from matcher.counterfactuals import Counterfactual
    from matcher.decisions import Decision, Voice
    from matcher.eligibility import Criterion, Diagnosis
    from matcher.errors import (
        ConflictError,
        DuplicateIdError,
        InvalidValueError,
        MachinesError,
        MatcherError,
        NotFiniteError,
        ShapeError,
        TooFewDecisionsError,
        UnknownConceptError,
        UnknownIdError,
    )
    from matcher.joining import Listing
    from matcher.kernel import top_k
    from matcher.machines import Machines, workers_at, workers_here
    from matcher.places import Places, read_places, shipped_places
    from matcher.proposal import Proposal, propose
    from matcher.ranking import Ranking, Suggestion, rank
    from matcher.reasons import Reason
    from matcher.records import (
        CEFR,
        Hint,
        Kind,
        Level,
        Offer,
        Period,
        Remote,
        Student,
        Wish,
    )
    from matcher.settings import Settings
    from matcher.vocabulary import Concept, Vocabulary, read_vocabulary, shipped_vocabulary
    from matcher.weights import Weights, read_weights, shipped_weights

_HOMES = {
    "allocation": ("Allocation", "allocate"),
    "assignment": ("best_match", "stable_match"),
    "concepts": ("ConceptIndex",),
    "counterfactuals": ("Counterfactual",),
    "decisions": ("Decision", "Voice"),
    "eligibility": ("Criterion", "Diagnosis"),
    "errors": (
        "ConflictError",
        "DuplicateIdError",
        "InvalidValueError",
        "MachinesError",
        "MatcherError",
        "NotFiniteError",
        "ShapeError",
        "TooFewDecisionsError",
        "UnknownConceptError",
        "UnknownIdError",
    ),
    "joining": ("Listing",),
    "kernel": ("top_k",),
    "machines": ("Machines", "workers_at", "workers_here"),
    "places": ("Places", "read_places", "shipped_places"),
    "proposal": ("Proposal", "propose"),
    "ranking": ("Ranking", "Suggestion", "rank"),
    "reasons": ("Reason",),
    "records": (
        "CEFR",
        "Hint",
        "Kind",
        "Level",
        "Offer",
        "Period",
        "Remote",
        "Student",
        "Wish",
    ),
    "settings": ("Settings",),
    "vocabulary": ("Concept", "Vocabulary", "read_vocabulary", "shipped_vocabulary"),
    "weights": ("Weights", "read_weights", "shipped_weights"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "CEFR",
    "Allocation",
    "Concept",
    "ConceptIndex",
    "ConflictError",
    "Counterfactual",
    "Criterion",
    "Decision",
    "Diagnosis",
    "DuplicateIdError",
    "Hint",
    "InvalidValueError",
    "Kind",
    "Level",
    "Listing",
    "Machines",
    "MachinesError",
    "MatcherError",
    "NotFiniteError",
    "Offer",
    "Period",
    "Places",
    "Proposal",
    "Ranking",
    "Reason",
    "Remote",
    "Settings",
    "ShapeError",
    "Student",
    "Suggestion",
    "TooFewDecisionsError",
    "UnknownConceptError",
    "UnknownIdError",
    "Vocabulary",
    "Voice",
    "Weights",
    "Wish",
    "allocate",
    "best_match",
    "propose",
    "rank",
    "read_places",
    "read_vocabulary",
    "read_weights",
    "shipped_places",
    "shipped_vocabulary",
    "shipped_weights",
    "stable_match",
    "top_k",
    "workers_at",
    "workers_here",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name not in _HOME_OF:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(f"matcher.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted({*globals(), *__all__})
