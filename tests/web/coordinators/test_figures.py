"""Figures as the working group's pages write them."""

import pytest
from flask import Flask
from flask_babel import force_locale

from web.coordinators.figures import evenness, signed


@pytest.mark.parametrize(
    ("value", "sv", "en"),
    [(1.2, "+1,20", "+1.20"), (-0.456, "-0,46", "-0.46"), (0.0, "0", "0"), (-0.001, "0", "0")],
)
def test_log_odds_have_their_sign(app: Flask, value: float, sv: str, en: str) -> None:
    for language, written in (("sv", sv), ("en", en)):
        with app.test_request_context(), force_locale(language):
            assert signed(value).replace("\N{MINUS SIGN}", "-") == written


def test_an_unevenness_of_nothing_is_a_dash(app: Flask) -> None:
    with app.test_request_context(), force_locale("sv"):
        assert (evenness(None), evenness(0.4893)) == ("–", "0,49")
