"""What is fitted is an estimator of scikit-learn's, though that is not loaded for it."""

import subprocess
import sys

import pytest
from sklearn.base import clone, is_regressor
from sklearn.pipeline import make_pipeline
from sklearn.utils import get_tags

from matcher import ConceptIndex
from matcher.errors import InvalidValueError
from tests.house.project import ROOT

LABELS, CONCEPTS = ["Excel", "AI"], ["tool/excel", "skill/ai"]


def test_a_ranking_loads_no_scikit_learn() -> None:
    # It takes two seconds of a cold ranking: only learning needs it.
    loads = "import sys, matcher; matcher.rank, matcher.ConceptIndex; print(*sys.modules)"
    command = [sys.executable, "-c", loads]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"sklearn", "pandas", "scipy.stats"}.isdisjoint(loaded.stdout.split())


def test_a_clone_has_the_settings_and_has_learned_nothing() -> None:
    index = ConceptIndex(0.9, verifier=False).fit(LABELS, CONCEPTS)
    copy = clone(index)
    assert copy.get_params() == index.get_params() == {"threshold": 0.9, "verifier": False}
    assert not hasattr(copy, "concepts_")


def test_a_pipeline_takes_it() -> None:
    index = ConceptIndex()
    assert make_pipeline(index).set_params(conceptindex__threshold=0.5)[0].threshold == 0.5
    assert get_tags(index).estimator_type is None
    assert not is_regressor(index)


def test_it_says_how_it_was_made() -> None:
    assert repr(ConceptIndex(verifier=False)) == "ConceptIndex(threshold=0.82, verifier=False)"


def test_a_setting_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(InvalidValueError, match="treshold"):
        ConceptIndex().set_params(treshold=0.5)
