"""The public names are there, and cost nothing until they are used."""

import subprocess
import sys

import pytest

import matcher

HEAVY = ("numpy", "scipy", "sklearn", "rapidfuzz", "snowballstemmer")


def test_every_public_name_can_be_had() -> None:
    for name in matcher.__all__:
        assert getattr(matcher, name) is not None
        assert name in dir(matcher)


def test_other_names_are_errors() -> None:
    with pytest.raises(AttributeError):
        matcher.magic  # noqa: B018 - the asking is the test


def test_records_words_and_places_load_no_heavy_library() -> None:
    code = (
        "import sys, matcher; matcher.Student; matcher.Settings; matcher.MatcherError;"
        "matcher.shipped_vocabulary(); matcher.shipped_places(); matcher.shipped_weights();"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
