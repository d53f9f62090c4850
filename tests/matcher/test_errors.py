"""Errors carry values, survive pickling, and do not quote whole texts."""

import pickle

from matcher.errors import InvalidValueError, MatcherError


def test_an_error_says_field_row_value_and_what_was_expected() -> None:
    error = InvalidValueError(field="places", row="o1", value=-2, expected="a number from 0")
    assert str(error) == "places of 'o1': -2, expected a number from 0"
    assert isinstance(error, MatcherError)


def test_an_error_is_the_same_in_another_process() -> None:
    error = InvalidValueError(field="places", row=3, value=-2, expected="a number from 0")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (type(copy), copy.args) == (type(error), error.args)


def test_a_long_value_is_cut() -> None:
    error = MatcherError(field="text", row=None, value="x" * 100_000, expected="a short text")
    assert len(str(error)) < 120
